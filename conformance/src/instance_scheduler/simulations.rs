//! `is_simulations`: some days of a scheduler that looks at a machine every few minutes, while people
//! start and stop it by hand.

use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::reconcile::{Action, Followed, intend};
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
        } else if follows_outside_repeated_hours(case, imported) {
            tally.apart(DEVIATION);
        } else {
            tally.fail(case.id, &case.expected, &got);
        }
    }
    Ok(tally)
}

/// What a look at the machine leads to.
struct Look {
    /// The action, if it changes anything.
    action: Option<&'static str>,
    running: bool,
    followed: Followed,
}

fn look(imported: &Imported, tick: Timestamp, last: Followed, running: bool) -> Look {
    let wish = imported.schedule.wish_at(tick);
    let intent = intend(wish, imported.schedule.behaviour(), last, running);
    let (action, after) = match intent.action {
        None => (None, running),
        Some(Action::Start) => (Some("start"), true),
        Some(Action::Stop) => (Some("stop"), false),
    };
    Look { action: action.filter(|_| running != after), running: after, followed: intent.followed }
}

impl Case<'_> {
    /// The instants at which the machine is looked at, each with what people had made of it by then.
    fn ticks(&self) -> impl Iterator<Item = (Timestamp, Option<bool>)> {
        let end = self.start + SignedDuration::from_hours(24 * self.days);
        let mut events = self.events.iter().peekable();
        ticks(self.start, end, self.interval_minutes).map(move |tick| {
            let mut by_hand = None;
            while let Some((_, event)) = events.next_if(|(at, _)| *at <= tick) {
                by_hand = Some(event == "manual_start");
            }
            (tick, by_hand)
        })
    }
}

/// Looks at the machine at every tick, after what people have done to it until then.
fn replay(case: &Case<'_>, imported: &Imported) -> Outcome {
    let mut last = followed(&case.initial.stored_state);
    let mut running = case.initial.is_running;
    let mut actions = Vec::new();
    for (tick, by_hand) in case.ticks() {
        let look = look(imported, tick, last, by_hand.unwrap_or(running));
        actions.extend(look.action.map(|action| (tick, action.to_owned())));
        (last, running) = (look.followed, look.running);
    }
    Outcome { actions, final_stored_state: stored(last).to_owned(), final_is_running: running }
}

/// Whether ours does what is expected at every tick outside the hours that clocks repeat, whatever was
/// made of the machine within them.
fn follows_outside_repeated_hours(case: &Case<'_>, imported: &Imported) -> bool {
    let zone = imported.schedule.zone();
    let mut expected = case.expected.actions.iter().peekable();
    // All that the machine may have been brought to last.
    let mut possible = vec![followed(&case.initial.stored_state)];
    let mut running = case.initial.is_running;
    let mut repeated = false;
    for (tick, by_hand) in case.ticks() {
        running = by_hand.unwrap_or(running);
        let action = expected.next_if(|(at, _)| *at == tick).map(|(_, action)| action.as_str());
        if is_repeated(zone, tick) {
            repeated = true;
            possible = EVERYTHING.to_vec();
        } else {
            let looks = possible.iter().map(|last| look(imported, tick, *last, running));
            possible = looks.filter(|look| look.action == action).map(|look| look.followed).collect();
            possible.dedup();
        }
        running = action.map_or(running, |action| action == "start");
    }
    let ends = possible.iter().any(|last| stored(*last) == case.expected.final_stored_state);
    repeated && expected.next().is_none() && ends && running == case.expected.final_is_running
}

/// All that a machine may have been brought to.
const EVERYTHING: [Followed; 5] =
    [Followed::Unknown, Followed::On, Followed::Off, Followed::HandsOff, Followed::Retained];
