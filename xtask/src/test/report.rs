//! The table at the end.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::count::Count;
use crate::{files, layout, say};

/// What a part came to.
#[derive(Default)]
pub(super) struct Outcome(Count);

impl Outcome {
    /// A part that could not even start counts as one failure.
    pub(super) fn broken(log: &Path, error: &anyhow::Error) -> Self {
        say::failure(error);
        drop(files::write(log, format!("{error:#}\n")));
        Self(Count::FAILURE)
    }

    pub(super) fn add(&mut self, count: &Count) {
        self.0 += *count;
    }
}

/// All parts.
#[derive(Default)]
pub(super) struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    count: Count,
    took: Duration,
    log: PathBuf,
}

impl Report {
    pub(super) fn add(&mut self, name: &'static str, outcome: Outcome, took: Duration, log: PathBuf) {
        self.rows.push(Row { name, count: outcome.0, took, log });
    }

    pub(super) fn has_failures(&self) -> bool {
        self.rows.iter().any(|row| row.count.failed > 0)
    }

    /// The table, then the line that programs read.
    pub(super) fn print(&self) {
        say::out(format_args!(
            "\n{:<10} {:>7} {:>7} {:>8} {:>14}",
            "part", "passed", "failed", "skipped", "time"
        ));
        let mut total = Count::default();
        for row in &self.rows {
            let Count { passed, failed, skipped } = row.count;
            let log = if failed > 0 { format!("  see {}", layout::shown(&row.log)) } else { String::new() };
            let took = say::seconds(row.took);
            say::out(format_args!("{:<10} {passed:>7} {failed:>7} {skipped:>8} {took:>14}{log}", row.name));
            total += row.count;
        }
        say::out(format_args!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped));
    }
}
