//! Calendars, as the domain writes them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DayFilter, Wish};

/// How a schedule uses a calendar.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarUse {
    /// Which calendar.
    #[schema(example = "cal_01JZ0000000000000000000000")]
    pub calendar: String,
    /// What is wished on its entries.
    pub wish: Wish,
}

/// Days and hours that several schedules share, such as public holidays. What is wished on them is
/// said by the schedule that uses the calendar.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarDocument {
    /// Its entries, in any order, overlapping or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 2000)]
    pub entries: Vec<CalendarEntry>,
    /// Calendars whose entries are also its own. None may include itself, through whichever others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub includes: Vec<String>,
}

/// One entry of a calendar.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarEntry {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// When it is.
    pub when: CalendarWhen,
}

/// When an entry of a calendar is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum CalendarWhen {
    /// Whole days, on the wall clock of whichever schedule uses the calendar.
    Dates {
        /// The first day.
        #[schema(format = Date, example = "2026-12-25")]
        from: String,
        /// The last day, included.
        #[schema(format = Date, example = "2026-12-26")]
        to: String,
    },
    /// Whole days that come again every year.
    Recurring {
        /// Which days.
        days: DayFilter,
    },
    /// Hours on the wall clock of whichever schedule uses the calendar.
    Local {
        /// The first minute.
        #[schema(example = "2026-12-24T12:00")]
        from: String,
        /// The first minute after it.
        #[schema(example = "2026-12-24T18:00")]
        to: String,
    },
    /// The same instants in every zone.
    Instants {
        /// The first instant.
        from: Timestamp,
        /// The first instant after it.
        to: Timestamp,
    },
}
