//! `is_usage`: how long a machine runs on a day.

use jiff::{
    Timestamp, ToSpan,
    civil::Date,
    tz::{TimeZone, TimeZoneDatabase},
};
use powerdown_domain::schedule::Wish;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Imported, Importer};
use crate::{
    fold::repeated_minutes,
    tally::{DEVIATION, Flags, Tally},
};

#[derive(Deserialize)]
struct Case<'a> {
    id: &'a str,
    #[serde(borrow)]
    schedule: &'a RawValue,
    tz: &'a str,
    date: Date,
    replayed_running_seconds: i64,
    #[serde(default)]
    flags: Flags,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case<'_>> = serde_json::from_slice(cases)?;
    let mut importer = Importer::new(zones);
    let mut tally = Tally::default();
    for case in &cases {
        let expected = case.replayed_running_seconds;
        let Some(imported) = importer.schedule(case.schedule, case.tz)? else {
            tally.fail(case.id, &expected, &"refused by the importer");
            continue;
        };
        let zone = imported.schedule.zone();
        let next = case.date.checked_add(1.day()).unwrap_or(case.date);
        let Some((from, to)) = midnight(zone, case.date).zip(midnight(zone, next)) else {
            tally.fail(case.id, &expected, &"no such day");
            continue;
        };
        let got = imported.schedule.hours_on(from, to).as_secs();
        match case.flags.defect() {
            // The replay is right where the reported usage is not; ours must be the replay.
            Some(flag) if expected == got => tally.apart(flag),
            _ if expected == got => tally.pass(),
            _ if explained(imported, from, to, expected, got) => tally.apart(DEVIATION),
            _ => tally.fail(case.id, &expected, &got),
        }
    }
    Ok(tally)
}

/// Whether the repeated hour alone can be what makes the difference: outside it ours is on for so long,
/// within it the other may be on for nothing up to all of it.
fn explained(imported: &Imported, from: Timestamp, to: Timestamp, expected: i64, got: i64) -> bool {
    let (mut repeated, mut on) = (0, 0);
    for at in repeated_minutes(imported.schedule.zone(), from, to) {
        repeated += 60;
        on += i64::from(imported.schedule.wish_at(at) == Wish::On) * 60;
    }
    let outside = got - on;
    repeated > 0 && (outside..=outside + repeated).contains(&expected)
}

/// The first instant of a day.
fn midnight(zone: &TimeZone, date: Date) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(date.at(0, 0, 0, 0)).compatible().ok()
}
