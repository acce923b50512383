//! Overriding a schedule for a while.

use axum::{extract::State, response::Response};
use http::StatusCode;
use powerdown_domain::ScheduleId;
use powerdown_engine::overrides;

use crate::{
    controllers::document::shown,
    extract::{Admin, Id},
    json::Json,
    problem::Answer,
    state::Portal,
    views::{OverrideDraft, ScheduleView},
};

/// Keep all machines of a schedule on, off or as they are until an instant. Needs the role admin. It
/// takes the place of an earlier one, counts with the next tick, within a minute, and ends by itself. A
/// machine's own override goes further.
#[utoipa::path(
    put, path = "/api/v1/schedules/{schedule_id}/override", operation_id = "overrideSchedule", tag = "schedules",
    security(("session" = [])), params(("schedule_id" = String, Path, description = "The schedule.")),
    request_body = OverrideDraft,
    responses(
        (status = 200, description = "Set; the schedule is a version further.", body = ScheduleView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such schedule."),
        (status = 412, description = "It was changed meanwhile, again and again."),
    )
)]
pub async fn set(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<ScheduleId>,
    Json(draft): Json<OverrideDraft>,
) -> Answer<Response> {
    let record = overrides::set_on_schedule(portal.override_desk(), &person, id, draft.into()).await?;
    shown(&portal, record).await
}

/// End a schedule's override now. Needs the role admin. Without one there is nothing to do.
#[utoipa::path(
    delete, path = "/api/v1/schedules/{schedule_id}/override", operation_id = "endScheduleOverride", tag = "schedules",
    security(("session" = [])), params(("schedule_id" = String, Path, description = "The schedule.")),
    responses(
        (status = 204, description = "It has none any more."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such schedule."),
    )
)]
pub async fn clear(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<ScheduleId>,
) -> Answer<StatusCode> {
    overrides::clear_on_schedule(portal.override_desk(), &person, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
