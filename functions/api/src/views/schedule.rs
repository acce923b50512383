//! Schedules on the wire.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{
    MachineId, Name, ScheduleId,
    assignment::Selector,
    schedule::{Schedule, ScheduleDocument, WeeklyWindow, Wish},
};
use powerdown_engine::{
    record::ScheduleRecord,
    schedules::{self, AssignmentOutcome},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// A schedule as a person writes it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleDraft {
    /// What to call it.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Name,
    /// The IANA zone whose wall clock counts.
    #[schema(example = "Europe/Berlin")]
    pub zone: String,
    /// When machines are to run; outside them they are stopped.
    #[schema(value_type = Vec<mirrors::WeeklyWindow>, min_items = 1, max_items = 100)]
    pub windows: Vec<WeeklyWindow>,
    /// Which machines follow it, besides those assigned by id; none when absent.
    #[serde(default)]
    #[schema(value_type = Vec<mirrors::Selector>, max_items = 50)]
    pub selectors: Vec<Selector>,
}

impl From<ScheduleDraft> for schedules::ScheduleDraft {
    fn from(draft: ScheduleDraft) -> Self {
        Self {
            name: draft.name,
            document: ScheduleDocument { zone: draft.zone, windows: draft.windows },
            selectors: draft.selectors,
        }
    }
}

/// A schedule.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduleView {
    /// Its id.
    #[schema(value_type = String, example = "sch_01JZ0000000000000000000000")]
    pub id: ScheduleId,
    /// What its owner calls it.
    #[schema(value_type = String)]
    pub name: Name,
    /// The IANA zone whose wall clock counts.
    pub zone: String,
    /// When machines are to run.
    #[schema(value_type = Vec<mirrors::WeeklyWindow>)]
    pub windows: Vec<WeeklyWindow>,
    /// Which machines follow it, besides those assigned by id.
    #[schema(value_type = Vec<mirrors::Selector>)]
    pub selectors: Vec<Selector>,
    /// Counts changes, from 1; what `If-Match` must name.
    #[schema(minimum = 1)]
    pub version: u64,
    /// When the wish changes next; absent for a schedule that never does.
    #[schema(required = true)]
    pub next_edge: Option<EdgeView>,
    /// What it wants now.
    #[schema(value_type = mirrors::Wish)]
    pub wish_now: Wish,
    /// How many machines follow it.
    pub machines: u64,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it was last changed by a person.
    pub updated_at: Timestamp,
}

/// An instant at which the wish changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct EdgeView {
    /// The first instant of the new wish.
    pub at: Timestamp,
    /// What is wished from then on.
    #[schema(value_type = mirrors::Wish)]
    pub wish: Wish,
}

/// All schedules of a company, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduleList {
    /// The schedules.
    pub items: Vec<ScheduleView>,
}

impl ScheduleView {
    /// Shows a schedule as of `now`; `machines` is how many follow it.
    pub fn of(record: ScheduleRecord, machines: u64, zones: &TimeZoneDatabase, now: Timestamp) -> Self {
        // A stored document compiled when it was stored. Should a zone have left the database since,
        // nothing is wished: the scheduler does nothing either.
        let compiled = Schedule::compile(&record.document, zones).ok();
        let edge = compiled.as_ref().and_then(|schedule| schedule.next_edge(now));
        Self {
            id: record.id,
            name: record.name,
            zone: record.document.zone,
            windows: record.document.windows,
            selectors: record.selectors,
            version: record.version,
            next_edge: edge.map(|edge| EdgeView { at: edge.at, wish: edge.wish }),
            wish_now: compiled.map_or(Wish::HandsOff, |schedule| schedule.wish_at(now)),
            machines,
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

/// Which machines to assign to a schedule and which to release from it: 1 to 100 together.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentRequest {
    /// Machines that are to follow the schedule, whatever the selectors say.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    pub assign: Vec<MachineId>,
    /// Machines that are no longer assigned to it by id; a selector may still pick them.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    pub release: Vec<MachineId>,
}

/// What became of each machine of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentResults {
    /// In the order of the request, those to assign first.
    pub results: Vec<AssignmentResult>,
}

/// What became of one machine.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentResult {
    /// The machine.
    #[schema(value_type = String)]
    pub machine_id: MachineId,
    /// What became of it.
    pub status: AssignmentStatus,
}

/// What became of one machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AssignmentStatus {
    /// It follows the schedule now.
    Assigned,
    /// It is no longer assigned to the schedule by id.
    Released,
    /// There is no such machine.
    NotFound,
    /// It was as asked already.
    Unchanged,
}

impl From<AssignmentOutcome> for AssignmentStatus {
    fn from(outcome: AssignmentOutcome) -> Self {
        match outcome {
            AssignmentOutcome::Assigned => Self::Assigned,
            AssignmentOutcome::Released => Self::Released,
            AssignmentOutcome::NotFound => Self::NotFound,
            AssignmentOutcome::Unchanged => Self::Unchanged,
        }
    }
}
