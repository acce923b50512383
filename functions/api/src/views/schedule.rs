//! Schedules on the wire.

use jiff::Timestamp;
use powerdown_domain::{
    Name, ScheduleId,
    assignment::Selector,
    schedule::{Edge, Effective, Explanation, Overrides, Schedule, ScheduleDocument, ScheduleError, Wish},
};
use powerdown_engine::{record::ScheduleRecord, schedules};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{OverrideView, mirrors};

/// A schedule as a person writes it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleDraft {
    /// What to call it.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Name,
    /// When machines are to run.
    #[schema(value_type = mirrors::ScheduleDocument)]
    pub document: ScheduleDocument,
    /// Which machines follow it, besides those assigned by id; none when absent.
    #[serde(default)]
    #[schema(value_type = Vec<mirrors::Selector>, max_items = 50)]
    pub selectors: Vec<Selector>,
}

impl From<ScheduleDraft> for schedules::ScheduleDraft {
    fn from(draft: ScheduleDraft) -> Self {
        Self { name: draft.name, document: draft.document, selectors: draft.selectors }
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
    /// When machines are to run.
    #[schema(value_type = mirrors::ScheduleDocument)]
    pub document: ScheduleDocument,
    /// Which machines follow it, besides those assigned by id.
    #[schema(value_type = Vec<mirrors::Selector>)]
    pub selectors: Vec<Selector>,
    /// Counts changes, from 1; what `If-Match` must name.
    #[schema(minimum = 1)]
    pub version: u64,
    /// What a person wants instead of it for a while; absent when it ended.
    #[schema(required = true)]
    pub r#override: Option<OverrideView>,
    /// What it wants now, its override counted.
    #[schema(value_type = mirrors::Wish)]
    pub wish_now: Wish,
    /// When the wish changes next; absent for a schedule that never does.
    #[schema(required = true)]
    pub next_edge: Option<EdgeView>,
    /// What it wants now, why, and what happens next, in a sentence or two.
    #[schema(
        example = "On, by the period mon-fri, 08:00 to 18:00. Next: off at Fri 2026-11-27 18:00 +01:00, as nothing else is scheduled."
    )]
    pub explanation: String,
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

impl From<Edge> for EdgeView {
    fn from(edge: Edge) -> Self {
        Self { at: edge.at, wish: edge.wish }
    }
}

/// A schedule in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduleSummary {
    /// Its id.
    #[schema(value_type = String)]
    pub id: ScheduleId,
    /// What its owner calls it.
    #[schema(value_type = String)]
    pub name: Name,
    /// The zone of its days and hours.
    #[schema(example = "Europe/Berlin")]
    pub zone: String,
    /// When machines are to run; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<mirrors::ScheduleDocument>)]
    pub document: Option<ScheduleDocument>,
    /// Which machines follow it, besides those assigned by id.
    #[schema(value_type = Vec<mirrors::Selector>)]
    pub selectors: Vec<Selector>,
    /// Counts changes, from 1.
    #[schema(minimum = 1)]
    pub version: u64,
    /// What a person wants instead of it for a while; absent when it ended.
    #[schema(required = true)]
    pub r#override: Option<OverrideView>,
    /// What it wants now, its override counted.
    #[schema(value_type = mirrors::Wish)]
    pub wish_now: Wish,
    /// When the wish changes next; absent for a schedule that never does.
    #[schema(required = true)]
    pub next_edge: Option<EdgeView>,
    /// What it wants now, why, and what happens next, in a sentence or two.
    pub explanation: String,
    /// How many machines follow it.
    pub machines: u64,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// When it was last changed by a person.
    pub updated_at: Timestamp,
}

impl ScheduleSummary {
    /// Shows a schedule in a list as of `now`, with its document or without.
    pub fn of(record: ScheduleRecord, facts: ScheduleFacts, now: Timestamp, with_document: bool) -> Self {
        let view = ScheduleView::of(record, facts, now);
        Self {
            id: view.id,
            name: view.name,
            zone: view.document.zone.clone(),
            document: with_document.then_some(view.document),
            selectors: view.selectors,
            version: view.version,
            r#override: view.r#override,
            wish_now: view.wish_now,
            next_edge: view.next_edge,
            explanation: view.explanation,
            machines: view.machines,
            created_at: view.created_at,
            updated_at: view.updated_at,
        }
    }
}

/// What a schedule's view needs besides its record.
pub struct ScheduleFacts {
    /// The schedule, compiled as of now.
    pub compiled: Result<Schedule, ScheduleError>,
    /// Its override, if it counts now.
    pub overridden: Option<OverrideView>,
    /// How many machines follow it.
    pub machines: u64,
}

impl ScheduleView {
    /// Shows a schedule as of `now`.
    pub fn of(record: ScheduleRecord, facts: ScheduleFacts, now: Timestamp) -> Self {
        let overrides = Overrides { schedule: record.overridden.as_ref(), ..Overrides::default() };
        let Explanation { wish, next, sentence, .. } =
            Effective { schedule: facts.compiled.as_ref().ok(), overrides }.explain(now);
        let explanation = match &facts.compiled {
            Ok(_) => sentence,
            Err(error) => no_longer_a_schedule(error),
        };
        Self {
            id: record.id,
            name: record.name,
            document: record.document,
            selectors: record.selectors,
            version: record.version,
            r#override: facts.overridden,
            wish_now: wish,
            next_edge: next.map(EdgeView::from),
            explanation,
            machines: facts.machines,
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

/// Said of a stored document that compiled when it was stored and does no more, such as one whose zone
/// has left the database since.
pub fn no_longer_a_schedule(error: &ScheduleError) -> String {
    format!("Hands off, since the schedule is not right any more: {}: {error}.", error.field())
}
