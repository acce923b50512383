//! Writing a new calendar.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use powerdown_engine::calendars;

use super::tagged;
use crate::{
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
    let record =
        calendars::create(portal.calendar_desk(), person.tenant(), &person.actor(), draft.into()).await?;
    Ok((StatusCode::CREATED, tagged(record)).into_response())
}
