//! Assigning machines on the wire.

use powerdown_domain::MachineId;
use powerdown_engine::schedules::AssignmentOutcome;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
