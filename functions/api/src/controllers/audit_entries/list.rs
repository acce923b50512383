//! What happened.

use axum::{Json, extract::State};
use powerdown_engine::{
    audit::{self, Place, Span},
    ports::Direction,
    record::Writer,
};

use crate::{
    controllers::audit_writers::list::months_of,
    extract::{Admin, Query},
    listing::{Filter, List, Listing},
    problem::Answer,
    state::Portal,
    views::{AuditEntryView, Page, audit::Month},
};

/// One writer's entries.
pub struct AuditEntries;

impl List for AuditEntries {
    const NAME: &'static str = "audit-entries";
    const ORDERED_BY: &'static str = "at";
    const DIRECTION: Direction = Direction::Backward;
    const FILTERS: &'static [Filter] = &[
        Filter {
            name: "writer",
            description: "Whose entries: `portal` (when absent), or a cloud and region. `GET /audit-writers` lists them.",
        },
        Filter { name: "month", description: "Only those of one month, UTC, such as `2026-11`." },
    ];
    const UNINDEXED: &'static [&'static str] = &["actor", "action", "subject", "outcome"];
    type Place = Place;
    type Item = AuditEntryView;
}

/// List the entries of one writer of the audit trail, newest first. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/audit-entries", operation_id = "listAuditEntries", tag = "audit",
    security(("session" = [])), params(Listing<AuditEntries>),
    responses(
        (status = 200, description = "The entries.", body = Page<AuditEntryView>),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Query,
) -> Answer<Json<Page<AuditEntryView>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<AuditEntries>::read(base, tenant, query).await?;
    let writer = listing.filter::<Writer>("writer")?.unwrap_or(Writer::Portal);
    let span = match listing.filter::<Month>("month")? {
        Some(Month(month)) => Span { first: month, last: month },
        None => months_of(&portal, tenant, &writer).await?,
    };
    let way = (span, listing.direction);
    let page = audit::list(&*base.store, tenant, &writer, way, listing.after, listing.limit).await?;
    let items = page.items.into_iter().map(|entry| AuditEntryView::of(&writer, entry)).collect();
    listing.answer(base, tenant, items, page.next).await
}
