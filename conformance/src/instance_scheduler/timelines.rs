//! `is_timelines`: every change of state within some days across a change of offset.

use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Imported, Importer, word};
use crate::{
    fold::{is_repeated, minutes},
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
    states: Vec<Vec<Option<String>>>,
    #[serde(default)]
    flags: Flags,
}

/// From an instant on: a state, and the instance type if one is asked for.
type Change = (Timestamp, (String, Option<String>));

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case<'_>> = serde_json::from_slice(cases)?;
    let mut importer = Importer::new(zones);
    let mut tally = Tally::default();
    for case in &cases {
        if let Some(flag) = case.flags.defect() {
            tally.apart(flag);
            continue;
        }
        let expected: Vec<Change> = case.states.iter().filter_map(|change| read(change)).collect();
        let end = case.start + SignedDuration::from_hours(24 * case.days);
        let Some(imported) = importer.schedule(case.schedule, case.tz)? else {
            tally.fail(case.id, &expected, &"refused by the importer");
            continue;
        };
        let got = changes(imported, case.start, end);
        if expected == got {
            tally.pass();
            continue;
        }
        let zone = imported.schedule.zone();
        match different(&expected, &got, case.start, end).find(|at| !is_repeated(zone, *at)) {
            None => tally.apart(DEVIATION),
            Some(at) => {
                let (expected, got) = (held(&expected, at), held(&got, at));
                tally.fail(case.id, &(at, expected), &got);
            }
        }
    }
    Ok(tally)
}

fn read(change: &[Option<String>]) -> Option<Change> {
    let [Some(at), Some(state), rest @ ..] = change else { return None };
    Some((at.parse().ok()?, (state.clone(), rest.first().cloned().flatten())))
}

/// Our changes: edges, and where instance types are asked for the changes of those, which are no edges.
fn changes(imported: &Imported, from: Timestamp, to: Timestamp) -> Vec<Change> {
    let of = |at: Timestamp| {
        let answer = imported.at(at);
        (at, (answer.state.to_owned(), answer.instance_type))
    };
    let mut changes = vec![of(from)];
    if imported.has_instance_types() {
        changes.extend(minutes(from, to).map(of));
    } else {
        let edges = imported.schedule.edges(from, to);
        changes.extend(edges.map(|edge| (edge.at, (word(edge.wish).to_owned(), None))));
    }
    changes.dedup_by(|next, last| next.1 == last.1);
    changes
}

/// The minutes at which two lists of changes say different things.
fn different<'a>(
    one: &'a [Change],
    other: &'a [Change],
    from: Timestamp,
    to: Timestamp,
) -> impl Iterator<Item = Timestamp> {
    minutes(from, to).filter(move |at| held(one, *at) != held(other, *at))
}

/// What holds at an instant.
fn held(changes: &[Change], at: Timestamp) -> Option<&(String, Option<String>)> {
    let next = changes.partition_point(|(since, _)| *since <= at);
    changes[..next].last().map(|(_, state)| state)
}
