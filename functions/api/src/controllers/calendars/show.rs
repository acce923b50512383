//! One calendar.

use axum::{extract::State, response::Response};
use powerdown_domain::CalendarId;

use super::{find, tagged};
use crate::{
    extract::{Id, Viewer},
    problem::Answer,
    state::Portal,
    views::CalendarView,
};

/// Show a calendar. Its version is also the answer's `ETag`.
#[utoipa::path(
    get, path = "/api/v1/calendars/{calendar_id}", operation_id = "showCalendar", tag = "calendars",
    security(("session" = [])), params(("calendar_id" = String, Path, description = "The calendar.")),
    responses(
        (status = 200, description = "The calendar.", body = CalendarView),
        (status = 404, description = "There is no such calendar."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<CalendarId>,
) -> Answer<Response> {
    Ok(tagged(find(&portal, person.tenant(), id).await?))
}
