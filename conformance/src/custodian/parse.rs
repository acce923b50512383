//! `c7n_parse`: what a tag value says.

use std::collections::BTreeMap;

use jiff::tz::TimeZoneDatabase;
use powerdown_imports::custodian::Tag;
use serde::Deserialize;

use super::Times;
use crate::tally::{Flags, Tally};

#[derive(Deserialize)]
struct Case {
    id: String,
    tag: String,
    default_tz: String,
    expected: Said,
    #[serde(default)]
    flags: Flags,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Said {
    normalised: String,
    stripped: String,
    keys_valid: bool,
    raw: BTreeMap<String, String>,
    parsed: Option<Times>,
}

pub(crate) fn check(cases: &[u8], _: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    for case in &cases {
        if let Some(flag) = case.flags.defect() {
            tally.apart(flag);
            continue;
        }
        let tag = Tag::read(&case.tag);
        let entry = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        let got = Said {
            normalised: tag.normalised().to_owned(),
            stripped: tag.text().to_owned(),
            keys_valid: tag.keys_are_known(),
            raw: tag.entries().into_iter().map(entry).collect(),
            parsed: tag.schedule(&case.default_tz).ok().as_ref().map(Times::from),
        };
        tally.compare(&case.id, &case.expected, &got);
    }
    Ok(tally)
}
