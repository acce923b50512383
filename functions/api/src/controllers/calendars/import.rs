//! Making a calendar of an iCalendar text.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use powerdown_engine::{Refusal, UseCaseError, calendars};
use powerdown_imports::{ImportedCalendar, import_icalendar};

use crate::{
    etag,
    extract::{Admin, Query},
    json::{Json, WITH_FILE},
    problem::{Answer, Problem},
    state::Portal,
    views::{CalendarImportRequest, CalendarImportView, CalendarView, import::ReportLineView},
};

/// Save a new calendar with the events of an iCalendar text. Needs the role admin.
///
/// The answer says of each event whether it means exactly the same here, differs (and how), or was
/// refused (why, and what to do).
#[utoipa::path(
    post, path = "/api/v1/calendars/import", operation_id = "importCalendar", tag = "calendars",
    security(("session" = [])),
    params(("dry_run" = Option<bool>, Query, description = "Only say what would come of it; false when absent.")),
    request_body = CalendarImportRequest,
    responses(
        (status = 200, description = "What would come of it; nothing was saved.", body = CalendarImportView),
        (status = 201, description = "Saved.", body = CalendarImportView),
        (status = 403, description = "Needs a higher role."),
        (status = 409, description = "There are as many calendars as there may be."),
    )
)]
pub async fn import(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Answer<Query>,
    Json(CalendarImportRequest { name, icalendar }): Json<CalendarImportRequest, WITH_FILE>,
) -> Answer<Response> {
    let mut query = query?;
    let dry_run = query.take::<bool>("dry_run")?.unwrap_or(false);
    query.finish()?;
    let ImportedCalendar { document, report } = import_icalendar(&icalendar, &portal.base.zones)
        .map_err(|error| Problem::invalid("icalendar", error))?;
    let report = report.into_iter().map(ReportLineView::from).collect();
    if dry_run {
        return Ok(axum::Json(CalendarImportView { calendar: None, document, report }).into_response());
    }
    let draft = calendars::CalendarDraft { name, document: document.clone() };
    let record = calendars::create(portal.calendar_desk(), person.tenant(), &person.actor(), draft)
        .await
        .map_err(of_the_text)?;
    let version = record.version;
    let view = CalendarImportView { calendar: Some(CalendarView::from(record)), document, report };
    let mut answer = etag::document(version, &view)?;
    *answer.status_mut() = StatusCode::CREATED;
    Ok(answer)
}

/// Whatever is wrong with the document is wrong with the text it was made of.
fn of_the_text(error: UseCaseError) -> Problem {
    match error {
        UseCaseError::Refused(Refusal::Invalid { message, .. }) => Problem::invalid("icalendar", message),
        error => error.into(),
    }
}
