//! Which schedules and calendars use a calendar.

use std::collections::BTreeSet;

use powerdown_domain::{CalendarId, schedule::Calendars};

use crate::record::{CalendarRecord, ScheduleRecord};

/// The calendar and all that include it, through whichever others.
pub(super) fn including(id: CalendarId, calendars: &[CalendarRecord]) -> BTreeSet<CalendarId> {
    let mut reached = BTreeSet::from([id]);
    loop {
        let before = reached.len();
        let includes = |calendar: &&CalendarRecord| {
            calendar.document.includes.iter().any(|included| reached.contains(included))
        };
        let found: Vec<CalendarId> = calendars.iter().filter(includes).map(|calendar| calendar.id).collect();
        reached.extend(found);
        if reached.len() == before {
            return reached;
        }
    }
}

/// The schedules that use any of these calendars themselves.
pub(super) fn users<'a>(
    of: &'a BTreeSet<CalendarId>,
    schedules: &'a [ScheduleRecord],
) -> impl Iterator<Item = &'a ScheduleRecord> {
    schedules
        .iter()
        .filter(|schedule| schedule.document.calendars.iter().any(|used| of.contains(&used.calendar)))
}

/// All of them, to compile with.
pub(super) fn all(calendars: &[CalendarRecord]) -> Calendars {
    calendars.iter().map(|calendar| (calendar.id, calendar.document.clone())).collect()
}
