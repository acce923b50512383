//! One calendar.

use axum::{extract::State, response::Response};
use powerdown_domain::CalendarId;
use powerdown_engine::record::CalendarRecord;

use crate::{
    controllers::document,
    extract::{Id, Viewer},
    problem::Answer,
    state::Portal,
    views::CalendarView,
};

/// Show a calendar. Its `ETag` begins with its version.
#[utoipa::path(
    get, path = "/api/v1/calendars/{calendar_id}", operation_id = "showCalendar", tag = "calendars",
    security(("session" = [])), params(("calendar_id" = String, Path, description = "The calendar.")),
    responses(
        (status = 200, description = "The calendar.", body = CalendarView, headers(("ETag" = String, description = "Its version and a digest."))),
        (status = 404, description = "There is no such calendar."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<CalendarId>,
) -> Answer<Response> {
    document::show::<CalendarRecord>(&portal, &person, id).await
}
