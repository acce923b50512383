//! Cron expressions in EventBridge's syntax: `minutes hours day-of-month month day-of-week year`.
//!
//! Source: Amazon EventBridge User Guide, "Cron expressions". Six fields; one of the two day fields is
//! `?`; weekdays are 1 (Sunday) to 7; `L`, `W` and `#` as there. The outer `cron( )` may be left out.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    days::{DayFilter, MonthDays, Months, Weekdays},
    pattern::{self, Dialect, Field, Term},
};
use crate::Invalid;

/// A cron expression, such as `cron(0 8 ? * MON-FRI *)`, that fires at whole minutes of the wall clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CronExpression {
    text: String,
    /// Minutes of the day, ascending.
    minutes: Vec<u16>,
    days: DayFilter,
    years: Years,
}

/// The years in which an expression fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Years(Option<Vec<i16>>);

impl Years {
    /// Every year.
    pub(super) const ALL: Self = Self(None);

    pub(super) fn contains(&self, year: i16) -> bool {
        self.0.as_ref().is_none_or(|years| years.contains(&year))
    }
}

impl CronExpression {
    const EXAMPLE: &str = "cron(0 8 ? * MON-FRI *)";

    /// The minutes of the day at which it fires, ascending, without repetition.
    pub(super) fn minutes(&self) -> &[u16] {
        &self.minutes
    }

    pub(super) fn days(&self) -> &DayFilter {
        &self.days
    }

    pub(super) fn years(&self) -> &Years {
        &self.years
    }
}

impl FromStr for CronExpression {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let written = text.trim();
        let refused =
            |rule: String| Invalid::value(written, &format!("{rule}; write for example {}", Self::EXAMPLE));
        let inner = match written.strip_prefix("cron(") {
            Some(rest) => rest.strip_suffix(')').ok_or_else(|| {
                refused("is no cron expression: the bracket of cron( is not closed".to_owned())
            })?,
            None => written,
        };
        let fields: Vec<&str> = inner.split_ascii_whitespace().take(8).collect();
        let [minutes, hours, month_days, months, weekdays, years] = fields.as_slice() else {
            let count = if fields.len() > 7 { "more".to_owned() } else { fields.len().to_string() };
            return Err(refused(format!(
                "must have the six fields minutes, hours, day-of-month, month, day-of-week and year, this one has {count}"
            )));
        };
        if (*month_days == "?") == (*weekdays == "?") {
            let rule = "must have ? in exactly one of day-of-month and day-of-week";
            return Err(refused(rule.to_owned()));
        }
        let wanted = |text: &&str| *text != "?" && *text != "*";
        let days = DayFilter {
            weekdays: Some(weekdays)
                .filter(|t| wanted(t))
                .map(|t| Weekdays::parse(t, Dialect::EventBridge))
                .transpose()?,
            month_days: Some(month_days)
                .filter(|t| wanted(t))
                .map(|t| MonthDays::parse(t, Dialect::EventBridge))
                .transpose()?,
            months: Some(months)
                .filter(|t| wanted(t))
                .map(|t| Months::parse(t, Dialect::EventBridge))
                .transpose()?,
        };
        let hours = values(Field::Hours, hours)?;
        let minutes = values(Field::Minutes, minutes)?;
        let minutes =
            hours.iter().flat_map(|hour| minutes.iter().map(move |minute| hour * 60 + minute)).collect();
        let years = match *years {
            "*" => Years::ALL,
            years => Years(Some(values(Field::Years, years)?.into_iter().map(|year| year as i16).collect())),
        };
        Ok(Self { text: format!("cron({})", fields.join(" ")), minutes, days, years })
    }
}

/// The values of a list, ascending, without repetition.
fn values(field: Field, text: &str) -> Result<Vec<u16>, Invalid> {
    let mut found = Vec::new();
    for term in pattern::parse(field, text, Dialect::EventBridge)? {
        let (from, to, step) = match term {
            Term::Range { from, to, step } => (from, to, step),
            _ => (field.bounds().0, field.bounds().1, 1),
        };
        pattern::values(field, from, to, step, |value| found.push(value));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

impl TryFrom<String> for CronExpression {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<CronExpression> for String {
    fn from(cron: CronExpression) -> Self {
        cron.text
    }
}

impl fmt::Display for CronExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
