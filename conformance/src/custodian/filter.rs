//! `c7n_filter`: whether a policy acts on a machine at an instant.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_imports::custodian::{Outcome, filters};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Sided, Times};
use crate::{
    fold::is_repeated,
    tally::{DEVIATION, Flags, Tally},
};

#[derive(Deserialize)]
struct Case {
    id: String,
    filter: String,
    policy: Value,
    tags: BTreeMap<String, String>,
    now: Timestamp,
    expected: Expected,
    #[serde(default)]
    flags: Flags,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(rename = "match")]
    acts: bool,
    parse_error: bool,
    opted_out: bool,
    /// Absent where nothing had to be resolved.
    resolved_schedule: Option<Times>,
}

/// What a filter makes of a machine, in the words of the oracle.
#[derive(Debug, Default, PartialEq, Eq)]
struct Got {
    acts: bool,
    parse_error: bool,
    opted_out: bool,
    times: Option<Times>,
    deviates: bool,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    for case in &cases {
        if let Some(flag) = case.flags.defect() {
            tally.apart(flag);
            continue;
        }
        let expected = &case.expected;
        let got = match ask(case, zones) {
            Ok(got) => got,
            Err(why) => {
                tally.fail(&case.id, &expected.acts, &why);
                continue;
            }
        };
        let said = (expected.acts, expected.parse_error, expected.opted_out);
        let resolved =
            expected.resolved_schedule.as_ref().is_none_or(|times| got.times.as_ref() == Some(times));
        let rest = (said.1, said.2) == (got.parse_error, got.opted_out) && resolved;
        match case.flags.quirk() {
            _ if rest && said.0 == got.acts => tally.pass(),
            _ if rest && got.deviates => tally.apart(DEVIATION),
            Some(flag) => tally.apart(flag),
            None => tally.fail(&case.id, &(said, &expected.resolved_schedule), &got),
        }
    }
    Ok(tally)
}

/// Imports the policy and asks its one filter about the machine.
fn ask(case: &Case, zones: &TimeZoneDatabase) -> Result<Got, String> {
    let mut filter = case.policy.clone();
    filter["type"] = json!(case.filter);
    let policy = json!({"policies": [{"name": "case", "resource": "ec2", "filters": [filter]}]});
    let filters = filters(&policy.to_string()).map_err(|error| error.to_string())?;
    let [filter] = filters.as_slice() else { return Err("the filter was refused".to_owned()) };
    let tags = case.tags.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let times = match filter.outcome(tags, zones) {
        Outcome::NotTagged => return Ok(Got::default()),
        Outcome::OptedOut => return Ok(Got { opted_out: true, ..Got::default() }),
        Outcome::Refused(_) => return Ok(Got { parse_error: true, ..Got::default() }),
        Outcome::Follows(times) => times,
    };
    let sided = Sided::of(filter, &times, zones)?;
    Ok(Got {
        acts: sided.acts(case.now),
        times: Some(Times::from(&times)),
        deviates: is_repeated(sided.schedule.zone(), case.now),
        ..Got::default()
    })
}
