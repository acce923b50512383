//! Zones that are named outside a document.

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::schedule::{Calendars, Schedule, ScheduleDocument, Wish};

use crate::problem::Problem;

/// Refuses a name that is no IANA zone, with the nearest names, as a schedule in it would be.
///
/// # Errors
/// With the zone database's answer, for `field`.
pub(crate) fn check(field: &str, zone: &str, zones: &TimeZoneDatabase) -> Result<(), Problem> {
    let document = ScheduleDocument { otherwise: Some(Wish::HandsOff), ..ScheduleDocument::in_zone(zone) };
    match Schedule::compile(&document, Calendars::NONE, zones) {
        Ok(_) => Ok(()),
        Err(error) => Err(Problem::invalid(field, error)),
    }
}
