//! The schedule as people write it and as it is stored.
//!
//! # What decides, strongest first
//! 1. An override of a person (see [`super::Override`]; not part of the document).
//! 2. `freezes`: hands off.
//! 3. `exceptions`: dated ranges; of two, the one within the other.
//! 4. `calendars`, in the order in which they are listed.
//! 5. `windows` and `periods`: off beats on, on beats hands off.
//! 6. `edges` and `cron`: the last edge that happened.
//! 7. `otherwise`.

use serde::{Deserialize, Serialize};

use super::{
    Behaviour, CalendarUse, CronExpression, DatedRange, DayFilter, Freeze, TimeOfDay, TimeOfWeek, Wish,
    behaviour::is_default, time_of_week::EndOfPeriod,
};
use crate::Name;

/// A schedule document: what is wished when, on the wall clock of one zone.
///
/// At least one of `windows`, `periods`, `edges`, `cron` and `otherwise` must be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleDocument {
    /// The IANA zone whose wall clock counts, such as `Europe/Berlin`.
    pub zone: String,
    /// What is wished when nothing else says anything. When absent: off if any window or period says
    /// on, on if all of them say off, hands off if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Wish>,
    /// Stretches of every week: at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<WeeklyWindow>,
    /// Stretches of the days that a filter picks: at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
    /// Single instants of the days that a filter picks: at most 100.
    ///
    /// If edges and cron expressions say both on and off, each holds until the next one, for days if
    /// need be. If they are **one-sided** (only on, or only off), each holds until the end of its
    /// day, and before the first of that day the other side is *hands off*; on days without any,
    /// `otherwise` holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edges: Vec<DailyEdge>,
    /// Cron expressions that fire such edges: at most 20, and at most 1,440 edges a day together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cron: Vec<CronEdge>,
    /// Dated exceptions: at most 500.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<DatedRange>,
    /// Change freezes: at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub freezes: Vec<Freeze>,
    /// Calendars, the first of which decides: at most 10, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<CalendarUse>,
    /// Off-time of at most so many minutes between two on-windows is on as well: 0 to 60. Instance
    /// Scheduler joins at one minute, so that 23:59 and 00:00 meet. Not together with edges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub join_gap_minutes: u8,
    /// How machines that people touch by hand are treated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub behaviour: Behaviour,
}

/// A stretch of every week, from one point of it up to, not including, another.
///
/// `to` may be earlier in the week than `from`: such a window crosses midnight, days or the week's
/// end (`Fri 18:00 → Mon 07:00`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyWindow {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The first minute of the window.
    pub from: TimeOfWeek,
    /// The first minute after it.
    pub to: TimeOfWeek,
    /// What is wished in it; on when absent.
    #[serde(default = "on", skip_serializing_if = "is_on")]
    pub wish: Wish,
}

/// A stretch of each day that a filter picks.
///
/// An `end` before `begin` is on the next day (`22:00` to `06:00`); the filter is about the day on
/// which the period begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// On which days it begins; every day when absent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub days: DayFilter,
    /// Its first minute, 00:00 to 23:59.
    pub begin: TimeOfDay,
    /// The first minute after it, 00:01 to 24:00.
    pub end: EndOfPeriod,
    /// What is wished in it; on when absent.
    #[serde(default = "on", skip_serializing_if = "is_on")]
    pub wish: Wish,
}

/// An instant of each day that a filter picks, from which on something is wished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyEdge {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// On which days; every day when absent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub days: DayFilter,
    /// When.
    pub at: TimeOfDay,
    /// On or off.
    pub wish: EdgeWish,
}

/// An edge at each firing of a cron expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CronEdge {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// When.
    pub at: CronExpression,
    /// On or off.
    pub wish: EdgeWish,
}

/// What an edge may wish: a start or a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeWish {
    /// Start.
    On,
    /// Stop.
    Off,
}

impl From<EdgeWish> for Wish {
    fn from(wish: EdgeWish) -> Self {
        match wish {
            EdgeWish::On => Self::On,
            EdgeWish::Off => Self::Off,
        }
    }
}

impl ScheduleDocument {
    /// The most windows a schedule may have; the same for periods and for edges.
    pub const MAX_WINDOWS: usize = 100;
    /// The most cron expressions.
    pub const MAX_CRON: usize = 20;
    /// The most edges a day of all cron expressions together.
    pub const MAX_FIRINGS: usize = 1_440;
    /// The most exceptions.
    pub const MAX_EXCEPTIONS: usize = 500;
    /// The most freezes.
    pub const MAX_FREEZES: usize = 100;
    /// The most calendars.
    pub const MAX_CALENDARS: usize = 10;
    /// The widest gap that may be joined, in minutes.
    pub const MAX_JOIN_GAP: u8 = 60;

    /// A document that says nothing yet, to be filled in.
    pub fn in_zone(zone: impl Into<String>) -> Self {
        Self {
            zone: zone.into(),
            otherwise: None,
            windows: Vec::new(),
            periods: Vec::new(),
            edges: Vec::new(),
            cron: Vec::new(),
            exceptions: Vec::new(),
            freezes: Vec::new(),
            calendars: Vec::new(),
            join_gap_minutes: 0,
            behaviour: Behaviour::default(),
        }
    }

    /// What is wished when nothing else says anything.
    pub fn otherwise(&self) -> Wish {
        let said =
            || self.windows.iter().map(|window| window.wish).chain(self.periods.iter().map(|p| p.wish));
        match self.otherwise {
            Some(wish) => wish,
            None if said().any(|wish| wish == Wish::On) => Wish::Off,
            None if said().next().is_some() && said().all(|wish| wish == Wish::Off) => Wish::On,
            None => Wish::HandsOff,
        }
    }
}

fn on() -> Wish {
    Wish::On
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_on(wish: &Wish) -> bool {
    *wish == Wish::On
}
