//! Calendars: named lists of days and hours that several schedules share, such as public holidays.

use std::{collections::BTreeMap, fmt};

use jiff::{Timestamp, civil::Date};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{DayFilter, LocalMinute, Wish};
use crate::{CalendarId, Name};

/// A calendar. What is wished on its entries is said by the schedule that uses it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarDocument {
    /// Its entries, in any order, overlapping or not: at most [`CalendarDocument::MAX_ENTRIES`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<CalendarEntry>,
    /// Calendars whose entries are also its own: at most [`CalendarDocument::MAX_INCLUDES`]. A
    /// calendar that includes itself, through whichever others, is refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<CalendarId>,
}

/// One entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarEntry {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// When it is.
    pub when: When,
}

/// When an entry of a calendar is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum When {
    /// Whole days, on the wall clock of whichever schedule uses the calendar.
    Dates {
        /// The first day.
        from: Date,
        /// The last day, included.
        to: Date,
    },
    /// Whole days that come again every year: `month_days: "25", months: "dec"`, or
    /// `weekdays: "thu#4", months: "nov"`.
    Recurring {
        /// Which days.
        #[serde(deserialize_with = "object")]
        days: DayFilter,
    },
    /// Hours on the wall clock of whichever schedule uses the calendar.
    Local {
        /// The first minute.
        from: LocalMinute,
        /// The first minute after it.
        to: LocalMinute,
    },
    /// Hours in universal time; the same instants in every zone. Within an hour that the clocks
    /// repeat, such an entry ends with the repetition.
    Instants {
        /// The first instant.
        from: Timestamp,
        /// The first instant after it.
        to: Timestamp,
    },
}

/// A filter, from an object alone: derived code takes a list of its fields, too, and whoever reads the
/// enum around it cannot see to that, since serde keeps the fields beside a tag to read them later.
fn object<'de, D: Deserializer<'de>>(filter: D) -> Result<DayFilter, D::Error> {
    struct Fields;
    impl<'de> Visitor<'de> for Fields {
        type Value = DayFilter;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<DayFilter, A::Error> {
            DayFilter::deserialize(MapAccessDeserializer::new(fields))
        }
    }
    filter.deserialize_map(Fields)
}

/// How a schedule uses a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarUse {
    /// Which calendar.
    pub calendar: CalendarId,
    /// What is wished on its entries.
    pub wish: Wish,
}

impl CalendarDocument {
    /// The most entries a calendar may have of its own.
    pub const MAX_ENTRIES: usize = 2_000;
    /// The most calendars it may include.
    pub const MAX_INCLUDES: usize = 20;
}

/// The calendars that schedules are compiled with: all that they use, and all that those include.
#[derive(Debug, Clone, Default)]
pub struct Calendars(BTreeMap<CalendarId, CalendarDocument>);

impl Calendars {
    /// No calendar at all.
    pub const NONE: &'static Self = &Self(BTreeMap::new());

    /// One of them.
    pub fn get(&self, id: CalendarId) -> Option<&CalendarDocument> {
        self.0.get(&id)
    }

    /// Which of these are still missing, wanted by a use or an inclusion.
    pub fn missing(&self, wanted: impl IntoIterator<Item = CalendarId>) -> Vec<CalendarId> {
        let included = self.0.values().flat_map(|calendar| calendar.includes.iter().copied());
        let mut missing: Vec<CalendarId> =
            wanted.into_iter().chain(included).filter(|id| !self.0.contains_key(id)).collect();
        missing.sort();
        missing.dedup();
        missing
    }

    /// Adds a calendar.
    pub fn insert(&mut self, id: CalendarId, calendar: CalendarDocument) {
        self.0.insert(id, calendar);
    }
}

impl FromIterator<(CalendarId, CalendarDocument)> for Calendars {
    fn from_iter<I: IntoIterator<Item = (CalendarId, CalendarDocument)>>(calendars: I) -> Self {
        Self(calendars.into_iter().collect())
    }
}
