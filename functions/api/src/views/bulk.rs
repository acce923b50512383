//! One action on many machines, on the wire.

use jiff::Timestamp;
use powerdown_domain::{
    Invalid, MachineId, ScheduleId,
    schedule::{OverrideReason, Wish},
};
use powerdown_engine::{
    bulk::{BulkAction, BulkOutcome},
    overrides,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;
use crate::{
    extract::Resource,
    problem::{FieldError, Problem},
};

/// What to do, and with which machines.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// What to do with each of them.
    #[schema(value_type = BulkActionDraft)]
    pub action: Action,
    /// The machines, each once.
    #[schema(min_items = 1, max_items = 100)]
    pub machines: Vec<String>,
}

/// What to do with each machine.
#[derive(Debug, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum BulkActionDraft {
    /// Keep it on, off or as it is until an instant, in the place of its own override, if any.
    SetOverride {
        /// On, off, or hands off: leave it as it is.
        #[schema(value_type = mirrors::Wish)]
        keep: Wish,
        /// When it ends by itself: in the future, at most 366 days ahead.
        until: Timestamp,
        /// Why, in one line.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        reason: OverrideReason,
    },
    /// End its own override now.
    ClearOverride,
    /// Have it follow a schedule, whatever the selectors say.
    Assign {
        /// The schedule.
        schedule: String,
    },
    /// Take it off the schedule it was assigned to, whichever that is; a selector may still pick it.
    Release,
}

/// An action, as read from a request.
#[derive(Debug, Deserialize)]
#[serde(try_from = "ActionFields")]
pub struct Action(pub BulkAction);

/// All fields of all kinds, read first, so that an error names the field and not only the object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionFields {
    r#type: ActionKind,
    keep: Option<Wish>,
    until: Option<Timestamp>,
    reason: Option<OverrideReason>,
    schedule: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ActionKind {
    SetOverride,
    ClearOverride,
    Assign,
    Release,
}

impl TryFrom<ActionFields> for Action {
    type Error = Invalid;

    fn try_from(fields: ActionFields) -> Result<Self, Invalid> {
        let ActionFields { r#type, keep, until, reason, schedule } = fields;
        let action = match (r#type, keep, until, reason, schedule) {
            (ActionKind::SetOverride, Some(keep), Some(until), Some(reason), None) => {
                BulkAction::SetOverride(overrides::OverrideDraft { keep, until, reason })
            }
            (ActionKind::ClearOverride, None, None, None, None) => BulkAction::ClearOverride,
            // A text that is no id of a schedule names one that does not exist.
            (ActionKind::Assign, None, None, None, Some(schedule)) => {
                BulkAction::Assign(schedule.parse().unwrap_or(ScheduleId::from_parts(0, 0)))
            }
            (ActionKind::Release, None, None, None, None) => BulkAction::Release,
            (kind, ..) => {
                return Err(Invalid::new(match kind {
                    ActionKind::SetOverride => "set-override needs keep, until and reason, and nothing else",
                    ActionKind::Assign => "assign needs schedule and nothing else",
                    ActionKind::ClearOverride => "clear-override needs nothing else",
                    ActionKind::Release => "release needs nothing else",
                }));
            }
        };
        Ok(Self(action))
    }
}

/// What became of each machine.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkResults {
    /// In the order of the request.
    pub results: Vec<BulkResult>,
}

/// What became of one machine.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkResult {
    /// The machine, as the request names it.
    pub id: String,
    /// What became of it.
    pub status: BulkStatus,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<ItemProblem>,
}

/// What became of one machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BulkStatus {
    /// As asked.
    Done,
    /// It was so already.
    Unchanged,
    /// Not this one.
    Refused,
}

/// Why one machine of a request was refused: a problem (RFC 9457) within an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemProblem {
    /// Names the kind of problem.
    #[schema(example = "urn:powerdown:problem:not-found")]
    pub r#type: String,
    /// The kind in words.
    pub title: String,
    /// The status that this machine alone would have had.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened, and what to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
}

impl From<Problem> for ItemProblem {
    fn from(problem: Problem) -> Self {
        let document = problem.document("");
        Self {
            r#type: document.r#type,
            title: document.title,
            status: document.status,
            detail: document.detail,
            errors: document.errors,
        }
    }
}

impl BulkResult {
    /// The outcome of a machine; `None` for a text that is no id.
    pub fn of(id: String, outcome: Option<BulkOutcome>) -> Self {
        let refused = |problem: Problem| (BulkStatus::Refused, Some(ItemProblem::from(problem)));
        let (status, problem) = match outcome {
            Some(BulkOutcome::Done) => (BulkStatus::Done, None),
            Some(BulkOutcome::Unchanged) => (BulkStatus::Unchanged, None),
            Some(BulkOutcome::Refused(refusal)) => refused(refusal.into()),
            Some(BulkOutcome::Failed(error)) => refused(error.into()),
            None => refused(Problem::not_found(MachineId::WHAT)),
        };
        Self { id, status, problem }
    }
}
