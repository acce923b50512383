//! Schedules: a mapping from an instant to what a machine should be.
//!
//! A [`ScheduleDocument`] is what people write and what is stored. Compiled with its calendars against
//! a time-zone database it becomes a [`Schedule`], which answers the questions that everything else in
//! the product asks: [`Schedule::state_at`], [`Schedule::next_edge`], [`Schedule::edges`],
//! [`Schedule::hours_on`] and [`Schedule::explain`]. [`Effective`] answers the same with the overrides
//! of people on top.
//!
//! Rules:
//! - Windows, edges and dates are wall-clock time in one named IANA zone; instants are UTC.
//! - A **gap** (clocks go forward): an edge in the gap happens at the first instant after it. A window
//!   that lies wholly within a gap does not happen.
//! - A **fold** (clocks go back): an edge in the repeated hour happens once, at its first occurrence.
//!   While the hour repeats, the wall clock counts as standing at its end: a window neither flaps nor
//!   runs twice.
//! - A **skipped day** (a zone that crosses the date line) is a gap of a day.
//! - Outside the years 1970 to 2200 every schedule is hands off.
//! - Windows that touch or overlap are one, also only because a gap squeezed them together: where the
//!   wish does not change there is no edge.

mod behaviour;
mod calendar;
mod check;
mod compiled;
mod cron;
mod date;
mod dated;
mod days;
mod document;
mod effective;
mod error;
mod explain;
mod overriding;
mod pattern;
mod template;
mod time_of_week;
mod zone;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use behaviour::{Behaviour, ManualChange, NewMachines};
pub use calendar::{CalendarDocument, CalendarEntry, CalendarUse, Calendars, When};
pub use compiled::Schedule;
pub use cron::CronExpression;
pub use dated::{DatedRange, Freeze, LocalMinute};
pub use days::{CalendarDay, DayFilter, MonthDays, Months, Weekdays};
pub use document::{CronEdge, DailyEdge, EdgeWish, Period, ScheduleDocument, WeeklyWindow};
pub use effective::{Effective, Overrides};
pub use error::ScheduleError;
pub use explain::Explanation;
pub use overriding::{Override, OverrideReason};
pub use pattern::Dialect;
pub use template::{Template, templates};
pub use time_of_week::{Day, EndOfPeriod, TimeOfDay, TimeOfWeek};

/// The first year that schedules speak of.
pub const FIRST_YEAR: i16 = 1970;
/// The last year that schedules speak of.
pub const LAST_YEAR: i16 = 2200;

/// What a schedule wants a machine to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// Running.
    On,
    /// Stopped.
    Off,
    /// As it is: PowerDown does nothing.
    HandsOff,
}

/// What is wished at an instant, and what decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct State {
    /// What is wished.
    pub wish: Wish,
    /// What decided.
    pub cause: Cause,
}

/// What decided a wish. The numbers are places in the document's lists, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Nothing else said anything: the document's `otherwise`.
    Otherwise,
    /// A weekly window.
    Window(u16),
    /// A period.
    Period(u16),
    /// A daily edge, the last that happened; for *hands off*, the one still to come that day.
    Edge(u16),
    /// A cron expression, likewise.
    Cron(u16),
    /// An exception.
    Exception(u16),
    /// A change freeze.
    Freeze(u16),
    /// An entry of a calendar.
    Calendar {
        /// The place of the calendar among those the schedule uses.
        used: u16,
        /// The place of the entry among those of the calendar and all that it includes.
        entry: u16,
    },
    /// An override of a person.
    Override(OverrideScope),
    /// There is no schedule.
    NoSchedule,
    /// The instant is outside the years 1970 to 2200.
    OutOfRange,
}

/// What an override was set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverrideScope {
    /// One machine.
    Machine,
    /// A group of machines.
    Group,
    /// A schedule, and so all machines that follow it.
    Schedule,
}

/// An instant at which the wish changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The first instant of the new wish.
    pub at: Timestamp,
    /// What is wished from then on.
    pub wish: Wish,
    /// What decides from then on.
    pub cause: Cause,
}

#[cfg(test)]
mod tests;
