//! All calendars.

use axum::{Json, extract::State};
use powerdown_domain::CalendarId;

use crate::{
    extract::{Query, Viewer},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{Page, calendar::CalendarSummary},
};

/// The list of calendars.
pub struct Calendars;

impl List for Calendars {
    const NAME: &'static str = "calendars";
    const UNINDEXED: &'static [&'static str] = &["name", "includes"];
    type Place = CalendarId;
    type Item = CalendarSummary;
}

/// List the calendars, without their documents.
#[utoipa::path(
    get, path = "/api/v1/calendars", operation_id = "listCalendars", tag = "calendars",
    security(("session" = [])), params(Listing<Calendars>),
    responses(
        (status = 200, description = "The calendars.", body = Page<CalendarSummary>),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    query: Query,
) -> Answer<Json<Page<CalendarSummary>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<Calendars>::read(base, tenant, query).await?;
    let page = base.store.page_of_calendars(tenant, listing.part()).await?;
    let items = page.items.into_iter().map(CalendarSummary::from).collect();
    listing.answer(base, tenant, items, page.next).await
}
