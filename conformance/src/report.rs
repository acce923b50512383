//! What is said of each oracle file, and of all of them.

use std::{collections::BTreeMap, fmt, path::PathBuf};

use serde::Serialize;

/// How the cases of one file went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The file's name without its ending, such as `is_eval`.
    pub file: String,
    /// Cases in which ours answered as the other scheduler did.
    pub passed: usize,
    /// Cases in which it did not, and should have.
    pub failed: usize,
    /// Cases counted neither as passed nor as failed, by the flag or the reason.
    pub apart: BTreeMap<String, usize>,
    /// Cases of a kind that is not asked yet.
    pub not_covered: Option<NotCovered>,
    /// The first failures.
    pub failures: Vec<Failure>,
}

/// Cases that are not asked yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotCovered {
    /// How many.
    pub cases: usize,
    /// Which, and why.
    pub why: &'static str,
}

/// A case that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The case's id, such as `is-000123`.
    pub id: String,
    /// What the other scheduler answered.
    pub expected: String,
    /// What ours answered.
    pub got: String,
}

/// All files together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Cases passed.
    pub passed: usize,
    /// Cases failed.
    pub failed: usize,
}

impl FileReport {
    /// How many failures are kept for reading.
    pub const MAX_FAILURES: usize = 5;
}

impl Totals {
    /// The sum of reports.
    pub fn of(reports: &[FileReport]) -> Self {
        Self {
            passed: reports.iter().map(|report| report.passed).sum(),
            failed: reports.iter().map(|report| report.failed).sum(),
        }
    }
}

impl fmt::Display for FileReport {
    /// `is_eval: 27000 passed, 0 failed; apart: 195 evaluator_crash`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} passed, {} failed", self.file, self.passed, self.failed)?;
        for (index, (reason, count)) in self.apart.iter().enumerate() {
            let before = if index == 0 { "; apart: " } else { ", " };
            write!(f, "{before}{count} {reason}")?;
        }
        if let Some(NotCovered { cases, why }) = &self.not_covered {
            write!(f, "; not covered yet: {cases} ({why})")?;
        }
        Ok(())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, got {}", self.id, self.expected, self.got)
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Why the oracle could not be asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConformanceError {
    /// A folder or a file that cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file that is not a list of its cases.
    #[error("{} is not a list of cases of its kind", path.display())]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A folder without a single file that is known here.
    #[error("there is no oracle file in {}; is_eval.json is one", path.display())]
    NoFile {
        /// Which.
        path: PathBuf,
    },
}
