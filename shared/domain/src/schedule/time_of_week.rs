//! Points of the week on a wall clock, to the minute.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Invalid;

/// Minutes in a day of 24 hours.
pub(super) const DAY: u16 = 24 * 60;

/// A day of the week; the week begins on Monday, as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the seven names are their own meaning")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mon => "Mon",
            Self::Tue => "Tue",
            Self::Wed => "Wed",
            Self::Thu => "Thu",
            Self::Fri => "Fri",
            Self::Sat => "Sat",
            Self::Sun => "Sun",
        })
    }
}

/// A time on the wall clock from `00:00` to `23:59`; `24:00` is the next day's `00:00` and refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minute: u16,
}

/// `HH:MM` as minutes; no bounds but those of the digits.
fn hours_and_minutes(text: &str) -> Option<(u16, u16)> {
    let two_digits = |part: &str| {
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let (hour, minute) = text.split_once(':')?;
    Some((two_digits(hour)?, two_digits(minute)?))
}

impl TimeOfDay {
    /// Midnight, with which the day begins.
    pub const MIDNIGHT: Self = Self { minute: 0 };

    /// The time so many minutes after midnight; `None` from 1,440 on.
    pub fn from_minute(minute: u16) -> Option<Self> {
        (minute < DAY).then_some(Self { minute })
    }

    /// Minutes since midnight: 0 to 1,439.
    pub fn minute(self) -> u16 {
        self.minute
    }
}

impl FromStr for TimeOfDay {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        hours_and_minutes(text)
            .filter(|(hour, minute)| *hour < 24 && *minute < 60)
            .map(|(hour, minute)| Self { minute: hour * 60 + minute })
            .ok_or_else(|| Invalid::value(text, "must be a time from 00:00 to 23:59, such as 08:30"))
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

/// The end of a period: `00:01` to `24:00`, the midnight with which the day ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EndOfPeriod {
    minute: u16,
}

impl EndOfPeriod {
    /// The midnight with which the day ends.
    pub const MIDNIGHT: Self = Self { minute: DAY };

    /// The time so many minutes after the day's begin; `None` outside 1 to 1,440.
    pub fn from_minute(minute: u16) -> Option<Self> {
        (1..=DAY).contains(&minute).then_some(Self { minute })
    }

    /// Minutes since midnight: 1 to 1,440.
    pub fn minute(self) -> u16 {
        self.minute
    }
}

impl FromStr for EndOfPeriod {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        hours_and_minutes(text)
            .filter(|(hour, minute)| *hour <= 24 && *minute < 60)
            .and_then(|(hour, minute)| Self::from_minute(hour * 60 + minute))
            .ok_or_else(|| Invalid::value(text, "must be a time from 00:01 to 24:00, such as 18:00"))
    }
}

impl TryFrom<String> for EndOfPeriod {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<EndOfPeriod> for String {
    fn from(end: EndOfPeriod) -> Self {
        end.to_string()
    }
}

impl fmt::Display for EndOfPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

/// A point of the week, such as Friday 18:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeOfWeek {
    /// The day.
    pub day: Day,
    /// The wall-clock time on it.
    pub time: TimeOfDay,
}

impl TimeOfWeek {
    /// Minutes since Monday 00:00 on the wall clock: 0 to 10,079.
    pub fn minute_of_week(self) -> u16 {
        self.day as u16 * DAY + self.time.minute
    }
}
