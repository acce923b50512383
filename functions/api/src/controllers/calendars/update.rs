//! Replacing a calendar.

use axum::{extract::State, response::Response};
use powerdown_domain::CalendarId;
use powerdown_engine::record::CalendarRecord;

use crate::{
    controllers::document,
    extract::{Admin, Id, IfMatch},
    json::Json,
    problem::{Answer, Problem},
    state::Portal,
    views::{CalendarDraft, CalendarView},
};

/// Replace a calendar. Needs the role admin. Schedules that use it follow with the next tick, within a
/// minute.
#[utoipa::path(
    put, path = "/api/v1/calendars/{calendar_id}", operation_id = "updateCalendar", tag = "calendars",
    security(("session" = [])),
    params(
        ("calendar_id" = String, Path, description = "The calendar."),
        ("If-Match" = String, Header, description = "The version that is replaced, in quotes: `\"3\"`."),
    ),
    request_body = CalendarDraft,
    responses(
        (status = 200, description = "Replaced.", body = CalendarView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such calendar."),
        (status = 409, description = "A schedule that uses it would no longer be right; the detail names it."),
        (status = 412, description = "It was changed meanwhile."),
        (status = 428, description = "`If-Match` is missing."),
    )
)]
pub async fn update(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<CalendarId>,
    version: Result<IfMatch, Problem>,
    Json(draft): Json<CalendarDraft>,
) -> Answer<Response> {
    document::update::<CalendarRecord>(&portal, &person, id, version, draft.into()).await
}
