//! The chains of the audit trail.

use axum::{Json, extract::State};
use powerdown_domain::TenantId;
use powerdown_engine::{
    audit::{Span, month_of},
    ports::Part,
    record::Writer,
};

use crate::{
    extract::{Admin, Query},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{AuditWriterView, Page},
};

/// Who appends.
pub struct AuditWriters;

impl List for AuditWriters {
    const NAME: &'static str = "audit-writers";
    const ORDERED_BY: &'static str = "writer";
    /// The writer as it is shown.
    type Place = String;
    type Item = AuditWriterView;
}

/// List those who append to the audit trail: the portal, and the scheduler in each region of each
/// cloud. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/audit-writers", operation_id = "listAuditWriters", tag = "audit",
    security(("session" = [])), params(Listing<AuditWriters>),
    responses(
        (status = 200, description = "The writers.", body = Page<AuditWriterView>),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Query,
) -> Answer<Json<Page<AuditWriterView>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<AuditWriters>::read(base, tenant, query).await?;
    // A signed place is a writer.
    let after = listing.after.as_deref().and_then(|writer| writer.parse::<Writer>().ok());
    let part = Part::after(after.as_ref(), listing.limit).going(listing.direction);
    let page = base.store.audit_heads(tenant, part).await?;
    let items = page.items.into_iter().map(|(writer, head)| AuditWriterView::of(&writer, &head)).collect();
    listing.answer(base, tenant, items, page.next.map(|writer| writer.to_string())).await
}

/// The months in which a writer may have written: from the company's first to that of the last entry.
pub(in crate::controllers) async fn months_of(
    portal: &Portal,
    tenant: TenantId,
    writer: &Writer,
) -> Answer<Span> {
    let store = &*portal.base.store;
    let now = portal.base.clock.now();
    let created_at = store.tenant(tenant).await?.map_or(now, |tenant| tenant.created_at);
    let last = store.audit_head(tenant, writer).await?.at.map_or(now, |at| at.max(now));
    Ok(Span { first: month_of(created_at), last: month_of(last) })
}
