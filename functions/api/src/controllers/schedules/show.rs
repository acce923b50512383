//! One schedule.

use axum::{extract::State, response::Response};
use powerdown_domain::ScheduleId;
use powerdown_engine::record::ScheduleRecord;

use crate::{
    controllers::document,
    extract::{Id, Viewer},
    problem::Answer,
    state::Portal,
    views::ScheduleView,
};

/// Show a schedule. Its `ETag` begins with its version.
#[utoipa::path(
    get, path = "/api/v1/schedules/{schedule_id}", operation_id = "showSchedule", tag = "schedules",
    security(("session" = [])), params(("schedule_id" = String, Path, description = "The schedule.")),
    responses(
        (status = 200, description = "The schedule.", body = ScheduleView, headers(("ETag" = String, description = "Its version and a digest."))),
        (status = 404, description = "There is no such schedule."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<ScheduleId>,
) -> Answer<Response> {
    document::show::<ScheduleRecord>(&portal, &person, id).await
}
