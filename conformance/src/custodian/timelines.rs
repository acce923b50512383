//! `c7n_timelines`: the hours of some days at which a tag makes policies act.

use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use powerdown_imports::custodian::{Filter, Outcome, Side};
use serde::Deserialize;

use super::Sided;
use crate::{
    fold::{is_repeated, ticks},
    tally::{DEVIATION, Flags, Tally},
};

#[derive(Deserialize)]
struct Case {
    id: String,
    tag: String,
    start: Timestamp,
    /// How many hours it runs for.
    hours: i64,
    step_minutes: i64,
    expected_fires: Vec<(Timestamp, String)>,
    #[serde(default)]
    flags: Flags,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    for case in &cases {
        if let Some(flag) = case.flags.defect() {
            tally.apart(flag);
            continue;
        }
        let sides =
            side(Side::On, &case.tag, zones).and_then(|on| Ok((on, side(Side::Off, &case.tag, zones)?)));
        let (on, off) = match sides {
            Ok(sides) => sides,
            Err(why) => {
                tally.fail(&case.id, &case.expected_fires, &why);
                continue;
            }
        };
        let end = case.start + SignedDuration::from_hours(case.hours);
        let fires =
            ticks(case.start, end, case.step_minutes).filter_map(|at| match (on.acts(at), off.acts(at)) {
                (true, true) => Some((at, "on+off".to_owned())),
                (true, false) => Some((at, "on".to_owned())),
                (false, true) => Some((at, "off".to_owned())),
                (false, false) => None,
            });
        let fires: Vec<_> = fires.collect();
        let expected = &case.expected_fires;
        let alone = expected.iter().filter(|fire| !fires.contains(fire));
        let mut different = alone.chain(fires.iter().filter(|fire| !expected.contains(fire)));
        match different.find(|(at, _)| !is_repeated(on.schedule.zone(), *at)) {
            Some((at, _)) => tally.fail(&case.id, &(at, expected), &fires),
            None if *expected == fires => tally.pass(),
            None => tally.apart(DEVIATION),
        }
    }
    Ok(tally)
}

fn side(side: Side, tag: &str, zones: &TimeZoneDatabase) -> Result<Sided, String> {
    let filter = Filter::new(side);
    match filter.read_tag(tag, zones) {
        Outcome::Follows(times) => Sided::of(&filter, &times, zones),
        Outcome::Refused(why) => Err(why),
        Outcome::OptedOut | Outcome::NotTagged => Err("opted out".to_owned()),
    }
}
