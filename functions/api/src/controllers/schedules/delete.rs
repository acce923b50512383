//! Deleting a schedule.

use axum::extract::State;
use http::{HeaderMap, StatusCode};
use powerdown_domain::ScheduleId;
use powerdown_engine::record::ScheduleRecord;

use crate::{
    controllers::document,
    extract::{Admin, Id, IfMatch},
    problem::{Answer, Problem},
    state::Portal,
};

/// Delete a schedule. Needs the role admin. Its machines stay as they are.
#[utoipa::path(
    delete, path = "/api/v1/schedules/{schedule_id}", operation_id = "deleteSchedule", tag = "schedules",
    security(("session" = [])),
    params(
        ("schedule_id" = String, Path, description = "The schedule."),
        ("If-Match" = Option<String>, Header, description = "Only this version, in quotes; any when absent."),
    ),
    responses(
        (status = 204, description = "Deleted."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such schedule."),
        (status = 412, description = "It was changed meanwhile."),
    )
)]
pub async fn delete(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<ScheduleId>,
    headers: HeaderMap,
    version: Result<IfMatch, Problem>,
) -> Answer<StatusCode> {
    document::delete::<ScheduleRecord>(&portal, &person, id, &headers, version).await
}
