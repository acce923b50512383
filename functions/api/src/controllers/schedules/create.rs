//! Writing a new schedule.

use axum::{extract::State, response::Response};
use powerdown_engine::record::ScheduleRecord;

use crate::{
    controllers::document,
    extract::Admin,
    json::Json,
    problem::Answer,
    state::Portal,
    views::{ScheduleDraft, ScheduleView},
};

/// Save a new schedule. Needs the role admin. It takes effect with the next tick, within a minute.
#[utoipa::path(
    post, path = "/api/v1/schedules", operation_id = "createSchedule", tag = "schedules",
    security(("session" = [])), request_body = ScheduleDraft,
    responses(
        (status = 201, description = "Saved.", body = ScheduleView),
        (status = 403, description = "Needs a higher role."),
        (status = 409, description = "A selector ties with another schedule's; the detail names machines."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Json(draft): Json<ScheduleDraft>,
) -> Answer<Response> {
    document::create::<ScheduleRecord>(&portal, &person, draft.into()).await
}
