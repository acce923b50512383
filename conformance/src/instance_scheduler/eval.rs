//! `is_eval`: the state, the period and the instance type at an instant.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Answer, Importer};
use crate::{
    fold::is_repeated,
    tally::{DEVIATION, Flags, Tally},
};

#[derive(Deserialize)]
struct Case<'a> {
    id: &'a str,
    #[serde(borrow)]
    schedule: &'a RawValue,
    tz: &'a str,
    now: Timestamp,
    expected: Expected,
    #[serde(default)]
    flags: Flags,
}

#[derive(Deserialize)]
struct Expected {
    /// Absent where the evaluator crashed.
    state: Option<String>,
    instance_type: Option<String>,
    period: Option<String>,
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
        if case.flags.has("tzdata_version_dependent") {
            tally.apart("tzdata_version_dependent");
            continue;
        }
        let Expected { state, instance_type, period } = &case.expected;
        let Some(imported) = importer.schedule(case.schedule, case.tz)? else {
            tally.fail(case.id, state, &"refused by the importer");
            continue;
        };
        let Answer { state: own_state, instance_type: own_type, period: own_period } = imported.at(case.now);
        let tie = case.flags.has("period_tie_order_dependent");
        let expected = (state.as_deref(), instance_type, period);
        let got = (Some(own_state), &own_type, &own_period);
        let equal = if tie { expected.0 == got.0 } else { expected == got };
        if equal {
            tally.pass();
        } else if is_repeated(imported.schedule.zone(), case.now) {
            tally.apart(DEVIATION);
        } else {
            tally.fail(case.id, &expected, &got);
        }
    }
    Ok(tally)
}
