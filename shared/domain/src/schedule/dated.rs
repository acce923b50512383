//! Ranges of the wall clock with a date: exceptions, freezes, calendar entries.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::Wish;
use crate::{Invalid, Name};

/// A minute of the wall clock on a date, such as `2026-12-24T12:00`, in the years 1970 to 2200.
///
/// Seconds are refused unless they are zero; an offset or a zone is refused, since the schedule has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalMinute(DateTime);

impl LocalMinute {
    /// The date and time.
    pub fn datetime(self) -> DateTime {
        self.0
    }

    /// Minutes since 1970-01-01T00:00 on the wall clock.
    pub(super) fn minute(self) -> i64 {
        day_number(self.0.date()) * 1440 + i64::from(self.0.hour()) * 60 + i64::from(self.0.minute())
    }
}

/// Days since 1970-01-01.
pub(super) fn day_number(date: Date) -> i64 {
    // A civil date at UTC midnight: exact, and within range for every date there is.
    jiff::tz::Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).map_or(0, |at| at.as_second().div_euclid(86_400))
}

/// Whether documents may speak of a year.
pub(super) fn year_is_known(year: i16) -> bool {
    (super::FIRST_YEAR..=super::LAST_YEAR).contains(&year)
}

impl TryFrom<DateTime> for LocalMinute {
    type Error = Invalid;

    fn try_from(at: DateTime) -> Result<Self, Invalid> {
        if at.second() != 0 || at.subsec_nanosecond() != 0 {
            return Err(Invalid::value(&at.to_string(), "must be a whole minute, such as 2026-12-24T12:00"));
        }
        if !year_is_known(at.year()) {
            return Err(Invalid::value(
                &at.to_string(),
                "must be in the years 1970 to 2200, such as 2026-12-24T12:00",
            ));
        }
        Ok(Self(at))
    }
}

impl FromStr for LocalMinute {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let plain = text.len() <= 19 && !text.ends_with(['Z', 'z']);
        let at: Option<DateTime> = plain.then(|| text.parse().ok()).flatten();
        let rule = "must be a date and time of the schedule's own zone, such as 2026-12-24T12:00";
        at.ok_or_else(|| Invalid::value(text, rule))?.try_into()
    }
}

impl TryFrom<String> for LocalMinute {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<LocalMinute> for String {
    fn from(minute: LocalMinute) -> Self {
        minute.to_string()
    }
}

impl fmt::Display for LocalMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.0.date(), self.0.hour(), self.0.minute())
    }
}

/// An exception: from a minute up to, not including, another, something else than usual is wished.
///
/// Of two exceptions that overlap, the one that lies within the other decides. Two that overlap only
/// in part and wish different things contradict each other and are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedRange {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Its first minute.
    pub from: LocalMinute,
    /// The first minute after it.
    pub to: LocalMinute,
    /// What is wished meanwhile.
    pub wish: Wish,
}

/// A change freeze: from a minute up to, not including, another, PowerDown leaves machines as they
/// are, whatever windows, calendars and exceptions say. Only an override of a person goes further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Its first minute.
    pub from: LocalMinute,
    /// The first minute after it.
    pub to: LocalMinute,
}
