//! Writing a new schedule.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use powerdown_engine::schedules;

use super::{tagged, view};
use crate::{
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
    let record =
        schedules::create(portal.schedule_desk(), person.tenant(), &person.actor(), draft.into()).await?;
    Ok((StatusCode::CREATED, tagged(view(&portal, record).await?)).into_response())
}
