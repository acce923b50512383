//! One schedule.

use axum::{extract::State, response::Response};
use powerdown_domain::ScheduleId;

use super::{find, tagged, view};
use crate::{
    extract::{Id, Viewer},
    problem::Answer,
    state::Portal,
    views::ScheduleView,
};

/// Show a schedule. Its version is also the answer's `ETag`.
#[utoipa::path(
    get, path = "/api/v1/schedules/{schedule_id}", operation_id = "showSchedule", tag = "schedules",
    security(("session" = [])), params(("schedule_id" = String, Path, description = "The schedule.")),
    responses(
        (status = 200, description = "The schedule.", body = ScheduleView),
        (status = 404, description = "There is no such schedule."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<ScheduleId>,
) -> Answer<Response> {
    let record = find(&portal, person.tenant(), id).await?;
    Ok(tagged(view(&portal, record).await?))
}
