//! The cases of Cloud Custodian's off-hours.

pub(crate) mod filter;
pub(crate) mod parse;
pub(crate) mod timelines;
pub(crate) mod timezones;

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::schedule::{Calendars, Schedule, Wish};
use powerdown_imports::custodian::{At, Filter, Side, TagSchedule, document};
use serde::Deserialize;

/// Times as the oracle writes them down.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Times {
    on: Option<Vec<Hour>>,
    off: Option<Vec<Hour>>,
    tz: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Hour {
    days: Vec<u8>,
    hour: u8,
}

impl From<&TagSchedule> for Times {
    fn from(schedule: &TagSchedule) -> Self {
        let hours = |times: &Option<Vec<At>>| {
            let hour = |at: &At| Hour { days: at.days.clone(), hour: at.hour };
            times.as_ref().map(|times| times.iter().map(hour).collect())
        };
        Self { on: hours(&schedule.on), off: hours(&schedule.off), tz: schedule.zone.clone() }
    }
}

/// One side of a machine's schedule, as the importer makes it.
pub(crate) struct Sided {
    schedule: Schedule,
    wish: Wish,
}

impl Sided {
    /// What a filter does to a machine that follows these times.
    pub(crate) fn of(filter: &Filter, times: &TagSchedule, zones: &TimeZoneDatabase) -> Result<Self, String> {
        let (on, off, wish) = match filter.side {
            Side::On => (times.on.as_deref(), None, Wish::On),
            Side::Off => (None, times.off.as_deref(), Wish::Off),
        };
        let (on, off) = (on.unwrap_or_default(), off.unwrap_or_default());
        let document = document(on, off, &times.zone, &filter.skip_days, zones)?;
        let schedule =
            Schedule::compile(&document, Calendars::NONE, zones).map_err(|error| error.to_string())?;
        Ok(Self { schedule, wish })
    }

    /// Whether it acts at an instant.
    pub(crate) fn acts(&self, at: Timestamp) -> bool {
        self.schedule.wish_at(at) == self.wish
    }
}
