//! Deleting a calendar.

use axum::extract::State;
use http::{HeaderMap, StatusCode};
use powerdown_domain::CalendarId;
use powerdown_engine::record::CalendarRecord;

use crate::{
    controllers::document,
    extract::{Admin, Id, IfMatch},
    problem::{Answer, Problem},
    state::Portal,
};

/// Delete a calendar that nothing uses. Needs the role admin.
#[utoipa::path(
    delete, path = "/api/v1/calendars/{calendar_id}", operation_id = "deleteCalendar", tag = "calendars",
    security(("session" = [])),
    params(
        ("calendar_id" = String, Path, description = "The calendar."),
        ("If-Match" = Option<String>, Header, description = "Only this version, in quotes; any when absent."),
    ),
    responses(
        (status = 204, description = "Deleted."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such calendar."),
        (status = 409, description = "Schedules or calendars use it; the detail names them."),
        (status = 412, description = "It was changed meanwhile."),
    )
)]
pub async fn delete(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<CalendarId>,
    headers: HeaderMap,
    version: Result<IfMatch, Problem>,
) -> Answer<StatusCode> {
    document::delete::<CalendarRecord>(&portal, &person, id, &headers, version).await
}
