//! Schedules of other schedulers, read into our own: AWS Instance Scheduler and Cloud Custodian. And
//! calendars of other programs: iCalendar.
//!
//! Rules of this crate:
//! - An importer never guesses. Whatever it read ends up in the report: as meaning exactly the same
//!   here, as differing (and how), or as refused (why, and what to do).
//! - It is pure: text in, documents out. It knows no clock and no network; the time-zone database is
//!   an argument.
//! - Text comes from strangers: it is bounded to [`MAX_BYTES`], and so is what it may grow into.

pub mod custodian;
mod fields;
mod icalendar;
mod instance_scheduler;
mod node;
mod report;

use jiff::tz::TimeZoneDatabase;

pub use icalendar::{ImportedCalendar, import_icalendar};
pub use report::{Defaults, Format, Import, ImportError, ImportedSchedule, MAX_BYTES, ReportLine, Verdict};

/// Reads what another scheduler knows.
///
/// # Errors
/// A text that is longer than [`MAX_BYTES`] or cannot be read as the format at all. What can be read,
/// but not be imported, is in the report instead.
pub fn import(
    format: Format,
    text: &str,
    defaults: &Defaults,
    zones: &TimeZoneDatabase,
) -> Result<Import, ImportError> {
    report::check_length(text)?;
    match format {
        Format::InstanceSchedulerDynamoDb
        | Format::InstanceSchedulerYaml
        | Format::InstanceSchedulerCloudFormation => {
            instance_scheduler::import(format, text, defaults, zones)
        }
        Format::CustodianTag => Ok(custodian::import_tag(text, defaults, zones)),
        Format::CustodianPolicy => custodian::import_policies(text, zones),
    }
}
