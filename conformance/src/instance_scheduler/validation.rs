//! `is_validation`: which periods and schedules are accepted.

use jiff::tz::TimeZoneDatabase;
use serde::Deserialize;
use serde_json::{Value, json};

use super::import;
use crate::tally::{Flags, Tally};

#[derive(Deserialize)]
struct Case<'a> {
    id: &'a str,
    kind: &'a str,
    input: Value,
    expected: Expected,
    #[serde(default)]
    flags: Flags,
}

#[derive(Deserialize)]
struct Expected {
    accept: bool,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case<'_>> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    for case in &cases {
        if let Some(flag) = case.flags.defect() {
            tally.apart(flag);
            continue;
        }
        let items = match case.kind {
            "period" => period(&case.input),
            _ => schedule(&case.input),
        };
        tally.compare(case.id, &case.expected.accept, &import(items, zones).is_some());
    }
    Ok(tally)
}

/// The period, and a schedule that uses it and nothing else.
fn period(input: &Value) -> Vec<Value> {
    let mut period = input.clone();
    period["type"] = json!("period");
    let schedule = json!({"type": "schedule", "name": "uses it", "periods": [input["name"]]});
    vec![period, schedule]
}

/// The schedule, and all the periods that it names.
fn schedule(input: &Value) -> Vec<Value> {
    let names = input["periods"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let names = names.filter_map(|name| name.split('@').next());
    let mut items: Vec<Value> =
        names.map(|name| json!({"type": "period", "name": name, "weekdays": ["mon-fri"]})).collect();
    let mut schedule = input.clone();
    schedule["type"] = json!("schedule");
    items.push(schedule);
    items
}
