//! Assigning machines to a schedule, and releasing them from it.

use axum::extract::State;
use powerdown_domain::ScheduleId;
use powerdown_engine::schedules;

use crate::{
    extract::{Id, Operator},
    json::Json,
    problem::Answer,
    state::Portal,
    views::{AssignmentRequest, AssignmentResults, assignment::AssignmentResult},
};

/// Assign machines to a schedule, or release them from it. Needs the role operator.
///
/// Each machine succeeds or fails by itself.
#[utoipa::path(
    post, path = "/api/v1/schedules/{schedule_id}/assignments", operation_id = "assignMachines", tag = "schedules",
    security(("session" = [])), params(("schedule_id" = String, Path, description = "The schedule.")),
    request_body = AssignmentRequest,
    responses(
        (status = 200, description = "What became of each machine.", body = AssignmentResults),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such schedule."),
    )
)]
pub async fn assign(
    State(portal): State<Portal>,
    Operator(person): Operator,
    Id(id): Id<ScheduleId>,
    Json(AssignmentRequest { assign, release }): Json<AssignmentRequest>,
) -> Answer<axum::Json<AssignmentResults>> {
    let request = schedules::AssignmentRequest { assign, release };
    let outcomes = schedules::assign(portal.schedule_desk(), &person, id, request).await?;
    let results = outcomes
        .into_iter()
        .map(|(machine_id, outcome)| AssignmentResult { machine_id, status: outcome.into() })
        .collect();
    Ok(axum::Json(AssignmentResults { results }))
}
