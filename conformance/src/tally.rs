//! Counting how the cases of a file go.

use std::fmt::Debug;

use serde::Deserialize;

use crate::report::{Failure, FileReport, NotCovered};

/// A difference inside the hour that clocks repeat.
pub(crate) const DEVIATION: &str = "deviation in the repeated hour";

/// The cases of a file, as far as they were asked.
#[derive(Debug, Default)]
pub(crate) struct Tally(FileReport);

impl Tally {
    /// Counts a case by its answer.
    pub(crate) fn compare<T: PartialEq + Debug>(&mut self, id: &str, expected: &T, got: &T) {
        if expected == got { self.pass() } else { self.fail(id, expected, got) }
    }

    pub(crate) fn pass(&mut self) {
        self.0.passed += 1;
    }

    /// Counts a failure, and keeps the first ones.
    pub(crate) fn fail(&mut self, id: &str, expected: &dyn Debug, got: &dyn Debug) {
        self.0.failed += 1;
        if self.0.failures.len() < FileReport::MAX_FAILURES {
            let (expected, got) = (format!("{expected:?}"), format!("{got:?}"));
            self.0.failures.push(Failure { id: id.to_owned(), expected, got });
        }
    }

    /// Counts a case neither as passed nor as failed.
    pub(crate) fn apart(&mut self, reason: &str) {
        *self.0.apart.entry(reason.to_owned()).or_default() += 1;
    }

    /// Counts a case of a kind that is not asked.
    pub(crate) fn not_covered(&mut self, why: &'static str) {
        self.0.not_covered.get_or_insert(NotCovered { cases: 0, why }).cases += 1;
    }

    pub(crate) fn report(self, file: &str) -> FileReport {
        FileReport { file: file.to_owned(), ..self.0 }
    }
}

/// What every case may have.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Flags(Vec<String>);

impl Flags {
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.0.iter().any(|own| own == flag)
    }

    /// The flag for a defect of the other scheduler, if any.
    pub(crate) fn defect(&self) -> Option<&str> {
        self.0
            .iter()
            .map(String::as_str)
            .find(|flag| *flag == "evaluator_crash" || flag.starts_with("peer_bug_"))
    }

    /// The flag for a peculiarity of the other scheduler, if any.
    pub(crate) fn quirk(&self) -> Option<&str> {
        self.0.iter().map(String::as_str).find(|flag| flag.starts_with("peer_quirk_"))
    }
}

/// Counts the cases of a file that is not asked.
pub(crate) fn not_covered(cases: &[u8], why: &'static str) -> serde_json::Result<Tally> {
    let cases: Vec<serde::de::IgnoredAny> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    cases.iter().for_each(|_| tally.not_covered(why));
    Ok(tally)
}
