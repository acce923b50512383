//! Proof that an imported schedule behaves as it did where it came from: our importers and our
//! schedules are asked what two other schedulers were asked, and the answers are compared.
//!
//! The questions and answers (the *oracle*) are files of recorded cases, one folder of them; they are
//! not part of this repository. Rules:
//! - Every case goes through the importer, as a customer's schedules do. There is no second evaluator.
//! - A case is passed, failed, or counted apart, never left out in silence. Counted apart are flagged
//!   defects of the other scheduler, and *deviations*: differences inside the hour that clocks repeat,
//!   where our rule (an edge happens once) is another by decision. That a deviation lies in that hour
//!   is checked, not believed.

mod custodian;
mod fold;
mod instance_scheduler;
mod report;
mod tally;

use std::path::Path;

use jiff::tz::TimeZoneDatabase;

pub use report::{ConformanceError, Failure, FileReport, NotCovered, Totals};
use tally::Tally;

/// Asks the cases of one file.
type Check = fn(&[u8], &TimeZoneDatabase) -> serde_json::Result<Tally>;

/// The files that are known, and what asks each.
const FILES: [(&str, Check); 13] = [
    ("c7n_filter", custodian::filter::check),
    ("c7n_parse", custodian::parse::check),
    ("c7n_timelines", custodian::timelines::check),
    ("c7n_timezones", custodian::timezones::check),
    ("is_asg_actions", |cases, _| tally::not_covered(cases, "Auto Scaling groups are not scheduled")),
    ("is_decisions", instance_scheduler::decisions::check),
    ("is_eval", instance_scheduler::eval::check),
    ("is_fields", instance_scheduler::fields::check),
    ("is_maintenance_windows", |cases, _| tally::not_covered(cases, "maintenance windows are not looked at")),
    ("is_simulations", instance_scheduler::simulations::check),
    ("is_timelines", instance_scheduler::timelines::check),
    ("is_usage", instance_scheduler::usage::check),
    ("is_validation", instance_scheduler::validation::check),
];

/// Runs every oracle file in a folder and says how each went, as soon as it has.
///
/// Files are asked in the order of their names; those that are not there are left out.
///
/// # Errors
/// A folder or file that cannot be read, a folder with no oracle file at all, or a case that is not of
/// the form that its file is known for. Cases that fail are no error: they are in the reports.
pub fn run(dir: &Path, progress: &mut dyn FnMut(&FileReport)) -> Result<Vec<FileReport>, ConformanceError> {
    let zones = TimeZoneDatabase::bundled();
    let mut reports = Vec::new();
    for (file, check) in FILES {
        let path = dir.join(file).with_extension("json");
        let cases = match std::fs::read(&path) {
            Ok(cases) => cases,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(source) => return Err(ConformanceError::Unreadable { path, source }),
        };
        let tally = check(&cases, &zones).map_err(|source| ConformanceError::Malformed { path, source })?;
        let report = tally.report(file);
        progress(&report);
        reports.push(report);
    }
    if reports.is_empty() {
        return Err(ConformanceError::NoFile { path: dir.to_owned() });
    }
    Ok(reports)
}
