//! Schedules: a mapping from an instant to what a machine should be.
//!
//! A [`ScheduleDocument`] is what people write and what is stored. Compiled against a time-zone
//! database it becomes a [`Schedule`], which answers three questions: [`Schedule::wish_at`],
//! [`Schedule::next_edge`] and [`Schedule::edges`]. Everything else in the product asks these.
//!
//! Rules:
//! - Windows are wall-clock time in one named IANA zone; instants are UTC.
//! - A **gap** (clocks go forward): an edge in the gap happens at the first instant after it.
//! - A **fold** (clocks go back): an edge in the repeated hour happens once, at its first occurrence.
//! - Windows that touch or overlap, also only because a gap squeezed them together, are one: a
//!   window neither flaps nor runs twice.

mod compiled;
mod document;
mod time_of_week;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use compiled::Schedule;
pub use document::{ScheduleDocument, ScheduleError, WeeklyWindow};
pub use time_of_week::{Day, TimeOfDay, TimeOfWeek};

/// What a schedule wants a machine to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// Running.
    On,
    /// Stopped.
    Off,
    /// As it is: PowerDown does nothing.
    HandsOff,
}

/// An instant at which the wish changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The first instant of the new wish.
    pub at: Timestamp,
    /// What is wished from then on.
    pub wish: Wish,
}

#[cfg(test)]
mod tests;
