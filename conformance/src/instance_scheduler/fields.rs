//! `is_fields`: which expressions a period's days may be given by, and which days they pick.

use std::collections::BTreeMap;

use jiff::{
    civil::{Date, date},
    tz::{TimeZone, TimeZoneDatabase},
};
use powerdown_domain::schedule::Wish;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Imported, import};
use crate::tally::{Flags, Tally};

#[derive(Deserialize)]
struct Case<'a> {
    id: &'a str,
    field: &'a str,
    exprs: Value,
    expected: Expected,
    #[serde(default)]
    flags: Flags,
}

#[derive(Deserialize)]
struct Expected {
    accept: bool,
    /// By month (`2024-02`) the days, by year (`2025`) the months; a text where the evaluator crashed.
    #[serde(default)]
    matches: BTreeMap<String, Value>,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case<'_>> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    for case in &cases {
        let items = vec![
            json!({"type": "period", "name": "field", case.field: case.exprs}),
            json!({"type": "schedule", "name": "field", "periods": ["field"], "timezone": "UTC"}),
        ];
        let imported = import(items, zones).and_then(|imported| Imported::of(imported, zones));
        let expected = &case.expected;
        if imported.is_some() != expected.accept {
            if let Some(flag) = case.flags.defect() {
                tally.apart(flag);
                continue;
            }
            tally.fail(case.id, &expected.accept, &imported.is_some());
            continue;
        }
        // Where the other counts steps by their last digit, its days are not what is asked for.
        let comparable = !case.flags.has("peer_bug_step_last_digit_only");
        let wrong = imported.iter().filter(|_| comparable).find_map(|imported| {
            let mut lists = expected.matches.iter().filter(|(_, days)| days.is_array());
            lists.find_map(|(span, days)| {
                let got = json!(matches(imported, span));
                (got != *days).then(|| (span.clone(), days.clone(), got))
            })
        });
        match (wrong, case.flags.defect()) {
            (Some((span, expected, got)), _) => tally.fail(case.id, &(span, expected), &got),
            (None, Some(flag)) => tally.apart(flag),
            (None, None) => tally.pass(),
        }
    }
    Ok(tally)
}

/// The days of a month (`2024-02`), or the months of a year (`2025`), on which it runs.
fn matches(imported: &Imported, span: &str) -> Vec<i8> {
    let runs = |day: Date| {
        let noon = TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0));
        noon.is_ok_and(|noon| imported.schedule.wish_at(noon) == Wish::On)
    };
    let month: Option<Date> = format!("{span}-01").parse().ok();
    match (month, span.parse::<i16>()) {
        (Some(first), _) => {
            (1..=first.days_in_month()).filter(|day| runs(date(first.year(), first.month(), *day))).collect()
        }
        (None, Ok(year)) => (1..=12).filter(|month| runs(date(year, *month, 1))).collect(),
        (None, Err(_)) => Vec::new(),
    }
}
