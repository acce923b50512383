//! What happened.

use axum::{Json, extract::State};
use powerdown_engine::{
    audit::{self, Direction, Place, Span},
    record::Writer,
};

use crate::{
    controllers::audit_writers::list::months_of,
    extract::{Admin, Query},
    problem::{Answer, Problem},
    state::Portal,
    views::{AuditEntryPage, AuditEntryView, audit::Month},
};

/// List the entries of one writer of the audit trail, newest first. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/audit-entries", operation_id = "listAuditEntries", tag = "audit",
    security(("session" = [])),
    params(
        ("writer" = Option<String>, Query, description = "Whose entries: `portal` (when absent), or a cloud and region. `GET /audit-writers` lists them.", example = "portal"),
        ("month" = Option<String>, Query, description = "Only those of one month, UTC.", example = "2026-11"),
        ("sort" = Option<String>, Query, description = "`-at`, newest first, when absent; or `at`."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "How many at most; 100 when absent."),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before."),
    ),
    responses(
        (status = 200, description = "The entries.", body = AuditEntryPage),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Answer<Query>,
) -> Answer<Json<AuditEntryPage>> {
    let tenant = person.tenant();
    let mut query = query?;
    let limit = query.take_limit()?;
    let writer = query.take::<Writer>("writer")?.unwrap_or(Writer::Portal);
    let month = query.take::<Month>("month")?;
    let direction = match query.take::<String>("sort")?.as_deref() {
        None | Some("-at") => Direction::NewestFirst,
        Some("at") => Direction::OldestFirst,
        Some(_) => return Err(Problem::invalid("sort", "must be `at` or `-at`")),
    };
    let place = query.take::<String>("cursor")?.map(|text| read(&text)).transpose()?;
    query.finish()?;

    let span = match month {
        Some(Month(month)) => Span { first: month, last: month },
        None => months_of(&portal, tenant, &writer).await?,
    };
    let page = audit::list(&*portal.base.store, tenant, &writer, (span, direction), place, limit).await?;
    let items = page.items.into_iter().map(|entry| AuditEntryView::of(&writer, entry)).collect();
    Ok(Json(AuditEntryPage { items, next_cursor: page.next.map(write) }))
}

fn write(place: Place) -> String {
    let after = place.after.map_or_else(String::new, |number| number.to_string());
    format!("{}.{after}", Month(place.month))
}

fn read(text: &str) -> Answer<Place> {
    let parse = || {
        let (month, after) = text.split_once('.')?;
        let Month(month) = month.parse().ok()?;
        let after = if after.is_empty() { None } else { Some(after.parse().ok()?) };
        Some(Place { month, after })
    };
    parse().ok_or_else(|| Problem::invalid("cursor", "is not a place in this list; begin again without it"))
}
