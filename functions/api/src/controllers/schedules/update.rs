//! Replacing a schedule.

use axum::{extract::State, response::Response};
use powerdown_domain::ScheduleId;
use powerdown_engine::record::ScheduleRecord;

use crate::{
    controllers::document,
    extract::{Admin, Id, IfMatch},
    json::Json,
    problem::{Answer, Problem},
    state::Portal,
    views::{ScheduleDraft, ScheduleView},
};

/// Replace a schedule. Needs the role admin. It takes effect with the next tick, within a minute.
#[utoipa::path(
    put, path = "/api/v1/schedules/{schedule_id}", operation_id = "updateSchedule", tag = "schedules",
    security(("session" = [])),
    params(
        ("schedule_id" = String, Path, description = "The schedule."),
        ("If-Match" = String, Header, description = "The version that is replaced, in quotes: `\"3\"`."),
    ),
    request_body = ScheduleDraft,
    responses(
        (status = 200, description = "Replaced.", body = ScheduleView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such schedule."),
        (status = 409, description = "A selector ties with another schedule's; the detail names machines."),
        (status = 412, description = "It was changed meanwhile."),
        (status = 428, description = "`If-Match` is missing."),
    )
)]
pub async fn update(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<ScheduleId>,
    version: Result<IfMatch, Problem>,
    Json(draft): Json<ScheduleDraft>,
) -> Answer<Response> {
    document::update::<ScheduleRecord>(&portal, &person, id, version, draft.into()).await
}
