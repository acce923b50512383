//! All calendars.

use axum::{Json, extract::State};

use crate::{
    extract::Viewer,
    problem::Answer,
    state::Portal,
    views::{CalendarList, calendar::CalendarSummary},
};

/// List the calendars, oldest first, without their documents.
#[utoipa::path(
    get, path = "/api/v1/calendars", operation_id = "listCalendars", tag = "calendars",
    security(("session" = [])),
    responses(
        (status = 200, description = "The calendars.", body = CalendarList),
    )
)]
pub async fn list(State(portal): State<Portal>, Viewer(person): Viewer) -> Answer<Json<CalendarList>> {
    let calendars = portal.base.store.calendars(person.tenant()).await?;
    Ok(Json(CalendarList { items: calendars.into_iter().map(CalendarSummary::from).collect() }))
}
