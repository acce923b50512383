//! Day filters: which days of the calendar a period or an edge is about.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::pattern::{self, Dialect, Field, Term};
use crate::Invalid;

/// Picks days. All fields that are given must match (unlike classic cron, which joins day of month and
/// day of week by *or*); a filter without any matches every day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayFilter {
    /// Such as `mon-fri`, `sat#1,sat#3` (first and third Saturday), `friL` (last Friday), `fri-mon`
    /// (wraps), `mon-sun/2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<Weekdays>,
    /// Such as `1-15`, `L` (last day), `L-2` (two days before it), `15W` (the Monday-to-Friday day
    /// nearest to the 15th, within its month; a 31W of a shorter month matches nothing), `LW`,
    /// `28-3` (wraps), `1/2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month_days: Option<MonthDays>,
    /// Such as `jan-mar,dec`, `nov-feb` (wraps), `1/3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Months>,
}

macro_rules! day_list {
    ($(#[$doc:meta])* $name:ident, $field:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Vec<Term>);

        impl $name {
            /// Reads a list in the spelling of a dialect.
            ///
            /// # Errors
            /// The part at fault, the rule it broke and an example that works.
            pub fn parse(text: &str, dialect: Dialect) -> Result<Self, Invalid> {
                pattern::parse($field, text, dialect).map(Self)
            }

            /// Both lists in one.
            pub fn and(mut self, other: Self) -> Self {
                self.0.extend(other.0);
                self
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(text: String) -> Result<Self, Invalid> {
                Self::parse(&text, Dialect::PowerDown)
            }
        }

        impl From<$name> for String {
            fn from(list: $name) -> Self {
                list.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                pattern::write($field, &self.0, f)
            }
        }
    };
}

day_list!(
    /// Days of the week, also by their number within the month.
    Weekdays,
    Field::Weekdays
);
day_list!(
    /// Days of the month.
    MonthDays,
    Field::MonthDays
);
day_list!(
    /// Months of the year.
    Months,
    Field::Months
);

impl DayFilter {
    /// Every day.
    pub const fn every_day() -> Self {
        Self { weekdays: None, month_days: None, months: None }
    }

    /// Whether a day is picked.
    pub fn matches(&self, day: CalendarDay) -> bool {
        self.matcher().matches(day)
    }

    /// The filter in a form that answers in a few instructions.
    pub(super) fn matcher(&self) -> DayMatcher {
        let mut matcher = DayMatcher::ALL;
        if let Some(Weekdays(terms)) = &self.weekdays {
            matcher.weekdays = WeekdayMatcher::of(terms);
        }
        if let Some(MonthDays(terms)) = &self.month_days {
            matcher.month_days = MonthDayMatcher::of(terms);
        }
        if let Some(Months(terms)) = &self.months {
            matcher.months = bits(Field::Months, terms) as u16;
        }
        matcher
    }
}

impl fmt::Display for DayFilter {
    /// `mon-fri`, `days 1-15 of jan-mar`, `every day`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        parts.extend(self.weekdays.as_ref().map(Weekdays::to_string));
        parts.extend(self.month_days.as_ref().map(|days| format!("days {days}")));
        parts.extend(self.months.as_ref().map(|months| format!("in {months}")));
        if parts.is_empty() { f.write_str("every day") } else { f.write_str(&parts.join(" ")) }
    }
}

/// A day of the calendar with what filters ask of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarDay {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 (Monday) to 6.
    pub weekday: u8,
    /// 28 to 31.
    pub days_in_month: u8,
}

impl CalendarDay {
    /// What filters ask of a date.
    pub fn of(date: jiff::civil::Date) -> Self {
        Self {
            month: date.month() as u8,
            day: date.day() as u8,
            weekday: date.weekday().to_monday_zero_offset() as u8,
            days_in_month: date.days_in_month() as u8,
        }
    }
}

/// A day filter, compiled to bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayMatcher {
    months: u16,
    weekdays: WeekdayMatcher,
    month_days: MonthDayMatcher,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct WeekdayMatcher {
    /// Bit d: every such weekday.
    plain: u8,
    /// Bit d of entry n: the (n + 1)th such weekday of the month.
    nth: [u8; 5],
    /// Bit d: the last such weekday of the month.
    last: u8,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct MonthDayMatcher {
    /// Bit d: day d.
    plain: u32,
    /// Bit n: n days before the last day.
    before_last: u32,
    /// Bit d: the workday nearest to day d.
    nearest: u32,
    /// The last workday.
    last_workday: bool,
    /// Ranges to the last day: first day and step.
    to_last: Vec<(u8, u8)>,
}

impl DayMatcher {
    const ALL: Self = Self {
        months: u16::MAX,
        weekdays: WeekdayMatcher { plain: u8::MAX, nth: [0; 5], last: 0 },
        month_days: MonthDayMatcher {
            plain: u32::MAX,
            before_last: 0,
            nearest: 0,
            last_workday: false,
            to_last: Vec::new(),
        },
    };

    /// One weekday, Monday 0.
    pub(super) fn weekday(day: u16) -> Self {
        let mut matcher = Self::ALL;
        matcher.weekdays.plain = 1 << day;
        matcher
    }

    pub(super) fn matches(&self, day: CalendarDay) -> bool {
        self.months >> day.month & 1 == 1 && self.weekdays.matches(day) && self.month_days.matches(day)
    }
}

impl WeekdayMatcher {
    fn of(terms: &[Term]) -> Self {
        let mut matcher = Self { plain: bits(Field::Weekdays, terms) as u8, nth: [0; 5], last: 0 };
        for term in terms {
            match *term {
                Term::Nth { weekday, n } => matcher.nth[usize::from(n) - 1] |= 1 << weekday,
                Term::LastOf { weekday } => matcher.last |= 1 << weekday,
                _ => {}
            }
        }
        matcher
    }

    fn matches(&self, day: CalendarDay) -> bool {
        let mut weekdays = self.plain | self.nth[usize::from((day.day - 1) / 7)];
        if day.day + 7 > day.days_in_month {
            weekdays |= self.last;
        }
        weekdays >> day.weekday & 1 == 1
    }
}

impl MonthDayMatcher {
    fn of(terms: &[Term]) -> Self {
        let mut matcher = Self {
            plain: bits(Field::MonthDays, terms),
            before_last: 0,
            nearest: 0,
            last_workday: false,
            to_last: Vec::new(),
        };
        for term in terms {
            match *term {
                Term::Last { before } => matcher.before_last |= 1 << before,
                Term::LastWorkday => matcher.last_workday = true,
                Term::Nearest(day) => matcher.nearest |= 1 << day,
                Term::ToLast { from, step } => matcher.to_last.push((from as u8, step.min(31) as u8)),
                _ => {}
            }
        }
        matcher
    }

    fn matches(&self, day: CalendarDay) -> bool {
        if self.plain >> day.day & 1 == 1 || self.before_last >> (day.days_in_month - day.day) & 1 == 1 {
            return true;
        }
        let open = |(from, step): &(u8, u8)| *from <= day.day && (day.day - from).is_multiple_of(*step);
        self.to_last.iter().any(open) || (day.weekday < 5 && self.matches_workday(day))
    }

    /// A Monday to Friday: whether it is the nearest to a picked day, or the last of its month.
    fn matches_workday(&self, day: CalendarDay) -> bool {
        let picked = |wanted: u8| wanted <= day.days_in_month && self.nearest >> wanted & 1 == 1;
        let friday = day.weekday == 4;
        let monday = day.weekday == 0;
        picked(day.day)
            // Saturday goes back to Friday, Sunday on to Monday ...
            || (friday && picked(day.day + 1))
            || (monday && day.day > 1 && picked(day.day - 1))
            // ... but neither leaves the month: Saturday the 1st goes to the 3rd, a last Sunday back to Friday.
            || (monday && day.day == 3 && picked(1))
            || (friday && day.day + 2 == day.days_in_month && picked(day.days_in_month))
            || (self.last_workday
                && (day.day == day.days_in_month || (friday && day.day + 2 >= day.days_in_month)))
    }
}

/// The plain values of a list as bits.
pub(super) fn bits(field: Field, terms: &[Term]) -> u32 {
    let mut bits = 0;
    for term in terms {
        match *term {
            Term::All => bits = u32::MAX,
            Term::Range { from, to, step } => {
                pattern::values(field, from, to, step, |value| bits |= 1 << value)
            }
            _ => {}
        }
    }
    bits
}
