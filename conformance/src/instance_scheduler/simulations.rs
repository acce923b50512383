//! `is_simulations`: some days of a scheduler that looks at a machine every few minutes, while people
//! start and stop it by hand.

use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::reconcile::{Action, intend};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    Imported, Importer,
    decisions::{followed, stored},
};
use crate::{
    fold::{is_repeated, ticks},
    tally::{DEVIATION, Flags, Tally},
};

#[derive(Deserialize)]
struct Case<'a> {
    id: &'a str,
    #[serde(borrow)]
    schedule: &'a RawValue,
    tz: &'a str,
    start: Timestamp,
    days: i64,
    interval_minutes: i64,
    initial: Initial,
    events: Vec<(Timestamp, String)>,
    expected: Outcome,
    #[serde(default)]
    flags: Flags,
}

#[derive(Deserialize)]
struct Initial {
    stored_state: String,
    is_running: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Outcome {
    actions: Vec<(Timestamp, String)>,
    final_stored_state: String,
    final_is_running: bool,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case<'_>> = serde_json::from_slice(cases)?;
    let mut importer = Importer::new(zones);
    let mut tally = Tally::default();
    for case in &cases {
        if let Some(flag) = case.flags.defect() {
            tally.apart(flag);
            continue;
        }
        let Some(imported) = importer.schedule(case.schedule, case.tz)? else {
            tally.fail(case.id, &case.expected, &"refused by the importer");
            continue;
        };
        let got = replay(case, imported);
        if got == case.expected {
            tally.pass();
        } else if differs_in_repeated_hours_only(&case.expected, &got, imported) {
            tally.apart(DEVIATION);
        } else {
            tally.fail(case.id, &case.expected, &got);
        }
    }
    Ok(tally)
}

/// Looks at the machine at every tick, after what people have done to it until then.
fn replay(case: &Case<'_>, imported: &Imported) -> Outcome {
    let end = case.start + SignedDuration::from_hours(24 * case.days);
    let mut events = case.events.iter().peekable();
    let mut last = followed(&case.initial.stored_state);
    let mut running = case.initial.is_running;
    let mut actions = Vec::new();
    for tick in ticks(case.start, end, case.interval_minutes) {
        while let Some((_, event)) = events.next_if(|(at, _)| *at <= tick) {
            running = event == "manual_start";
        }
        let wish = imported.schedule.wish_at(tick);
        let intent = intend(wish, imported.schedule.behaviour(), last, running);
        last = intent.followed;
        let (word, after) = match intent.action {
            None => continue,
            Some(Action::Start) => ("start", true),
            Some(Action::Stop) => ("stop", false),
        };
        if running != after {
            actions.push((tick, word.to_owned()));
        }
        running = after;
    }
    Outcome { actions, final_stored_state: stored(last).to_owned(), final_is_running: running }
}

/// Whether every action of only one of the two lies in an hour that clocks repeat, and both end alike.
fn differs_in_repeated_hours_only(expected: &Outcome, got: &Outcome, imported: &Imported) -> bool {
    let zone = imported.schedule.zone();
    let only_in = |one: &Outcome, other: &Outcome| {
        let mut alone = one.actions.iter().filter(|action| !other.actions.contains(action));
        alone.all(|(at, _)| is_repeated(zone, *at))
    };
    let same_end = (&expected.final_stored_state, expected.final_is_running)
        == (&got.final_stored_state, got.final_is_running);
    expected.actions != got.actions && same_end && only_in(expected, got) && only_in(got, expected)
}
