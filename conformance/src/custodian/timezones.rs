//! `c7n_timezones`: which texts are zones, and which zones they are.

use std::collections::BTreeMap;

use jiff::{
    civil::Date,
    tz::{TimeZone, TimeZoneDatabase},
};
use powerdown_imports::custodian::resolve;
use serde::Deserialize;

use crate::tally::{Flags, Tally};

#[derive(Deserialize)]
struct Case {
    id: String,
    tz: String,
    expected: Expected,
    #[serde(default)]
    flags: Flags,
}

#[derive(Debug, Deserialize)]
struct Expected {
    /// The zone that an alias stands for; absent where the text is a name itself.
    alias_of: Option<String>,
    resolves: bool,
    /// By month (`2025-01`), the seconds ahead of UTC at noon of the 15th.
    utcoffset_seconds_noon_15th: Option<BTreeMap<String, i32>>,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    for case in &cases {
        if let Some(flag) = case.flags.defect() {
            tally.apart(flag);
            continue;
        }
        let zone = resolve(&case.tz, zones).ok();
        let expected = &case.expected;
        let same = match &zone {
            None => !expected.resolves,
            Some(name) => {
                let offsets = expected.utcoffset_seconds_noon_15th.iter().flatten();
                expected.resolves
                    && expected.alias_of.as_ref().is_none_or(|alias| alias == name)
                    && offsets
                        .into_iter()
                        .all(|(month, offset)| offset_in(name, month, zones) == Some(*offset))
            }
        };
        if same { tally.pass() } else { tally.fail(&case.id, expected, &zone) }
    }
    Ok(tally)
}

fn offset_in(zone: &str, month: &str, zones: &TimeZoneDatabase) -> Option<i32> {
    let zone: TimeZone = zones.get(zone).ok()?;
    let day: Date = format!("{month}-15").parse().ok()?;
    let noon = zone.to_timestamp(day.at(12, 0, 0, 0)).ok()?;
    Some(zone.to_offset(noon).seconds())
}
