//! Writing a new calendar.

use axum::{extract::State, response::Response};
use powerdown_engine::record::CalendarRecord;

use crate::{
    controllers::document,
    extract::Admin,
    json::Json,
    problem::Answer,
    state::Portal,
    views::{CalendarDraft, CalendarView},
};

/// Save a new calendar. Needs the role admin.
#[utoipa::path(
    post, path = "/api/v1/calendars", operation_id = "createCalendar", tag = "calendars",
    security(("session" = [])), request_body = CalendarDraft,
    responses(
        (status = 201, description = "Saved.", body = CalendarView),
        (status = 403, description = "Needs a higher role."),
        (status = 409, description = "There are as many calendars as there may be."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Json(draft): Json<CalendarDraft>,
) -> Answer<Response> {
    document::create::<CalendarRecord>(&portal, &person, draft.into()).await
}
