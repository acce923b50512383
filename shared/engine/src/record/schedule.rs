//! Schedules and calendars as stored, and where schedules reach.

use jiff::Timestamp;
use powerdown_domain::{
    CalendarId, CloudId, Name, Region, ScheduleId, TenantId,
    assignment::Selector,
    schedule::{CalendarDocument, Override, ScheduleDocument},
};
use serde::{Deserialize, Serialize};

/// A stored schedule.
///
/// The portal writes everything but `next_edge`, which it sets to the present on every change, so
/// that the next tick looks; the tick alone moves it on. It also takes off an
/// override that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleRecord {
    /// Its id.
    pub id: ScheduleId,
    /// Whose it is.
    pub tenant: TenantId,
    /// What its owner calls it.
    pub name: Name,
    /// When machines should run.
    pub document: ScheduleDocument,
    /// Which machines follow it, besides those assigned by id.
    pub selectors: Vec<Selector>,
    /// What a person wants of all its machines for a while; an ended one counts no more.
    pub overridden: Option<Override>,
    /// When it must be looked at next; `None` for a schedule without edges that was looked at.
    pub next_edge: Option<Timestamp>,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it was last changed by a person.
    pub updated_at: Timestamp,
    /// Counts changes by people, from 1; what `If-Match` compares. Moving `next_edge` leaves it.
    pub version: u64,
}

/// A stored calendar. The portal alone writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRecord {
    /// Its id.
    pub id: CalendarId,
    /// Whose it is.
    pub tenant: TenantId,
    /// What its owner calls it.
    pub name: Name,
    /// Its days and hours.
    pub document: CalendarDocument,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts changes, from 1; what `If-Match` compares.
    pub version: u64,
}

/// How many machines of one cloud and region follow a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The cloud.
    pub cloud: CloudId,
    /// The region in it.
    pub region: Region,
    /// How many machines there follow the schedule.
    pub machines: u64,
}
