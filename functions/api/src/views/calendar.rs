//! Calendars on the wire.

use jiff::Timestamp;
use powerdown_domain::{CalendarId, Name, schedule::CalendarDocument};
use powerdown_engine::{calendars, record::CalendarRecord};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{import::ReportLineView, mirrors};

/// A calendar as a person writes it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarDraft {
    /// What to call it.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Name,
    /// Its days and hours.
    #[schema(value_type = mirrors::CalendarDocument)]
    pub document: CalendarDocument,
}

impl From<CalendarDraft> for calendars::CalendarDraft {
    fn from(draft: CalendarDraft) -> Self {
        Self { name: draft.name, document: draft.document }
    }
}

/// A calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarView {
    /// Its id.
    #[schema(value_type = String, example = "cal_01JZ0000000000000000000000")]
    pub id: CalendarId,
    /// What its owner calls it.
    #[schema(value_type = String)]
    pub name: Name,
    /// Its days and hours.
    #[schema(value_type = mirrors::CalendarDocument)]
    pub document: CalendarDocument,
    /// Counts changes, from 1; what `If-Match` must name.
    #[schema(minimum = 1)]
    pub version: u64,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl From<CalendarRecord> for CalendarView {
    fn from(record: CalendarRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            document: record.document,
            version: record.version,
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

/// A calendar without its document, which may be long.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarSummary {
    /// Its id.
    #[schema(value_type = String)]
    pub id: CalendarId,
    /// What its owner calls it.
    #[schema(value_type = String)]
    pub name: Name,
    /// How many entries it has of its own.
    #[schema(maximum = 2000)]
    pub entries: usize,
    /// The calendars whose entries are also its own.
    #[schema(value_type = Vec<String>)]
    pub includes: Vec<CalendarId>,
    /// Counts changes, from 1.
    #[schema(minimum = 1)]
    pub version: u64,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl From<CalendarRecord> for CalendarSummary {
    fn from(record: CalendarRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            entries: record.document.entries.len(),
            includes: record.document.includes,
            version: record.version,
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

/// An iCalendar text to make a calendar of.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarImportRequest {
    /// What to call the calendar.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Name,
    /// The text (RFC 5545), at most 1,000,000 bytes.
    #[schema(
        example = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Christmas\r\nDTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )]
    pub icalendar: String,
}

/// What became of an iCalendar text.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarImportView {
    /// The calendar; absent when only the report was asked for.
    #[schema(required = true)]
    pub calendar: Option<CalendarView>,
    /// What the text says, in our own form.
    #[schema(value_type = mirrors::CalendarDocument)]
    pub document: CalendarDocument,
    /// What became of each event.
    pub report: Vec<ReportLineView>,
}
