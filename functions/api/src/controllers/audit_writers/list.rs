//! The chains of the audit trail.

use axum::{Json, extract::State};
use powerdown_domain::TenantId;
use powerdown_engine::{
    audit::{Span, month_of},
    record::Writer,
};

use crate::{
    extract::{Admin, Query},
    problem::Answer,
    state::Portal,
    views::{AuditWriterPage, AuditWriterView},
};

/// List those who append to the audit trail: the portal, and the scheduler in each region of each
/// cloud. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/audit-writers", operation_id = "listAuditWriters", tag = "audit",
    security(("session" = [])),
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "How many at most; 100 when absent."),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before."),
    ),
    responses(
        (status = 200, description = "The writers, in order of their names.", body = AuditWriterPage),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Answer<Query>,
) -> Answer<Json<AuditWriterPage>> {
    let mut query = query?;
    let limit = query.take_limit()?;
    let after = query.take::<Writer>("cursor")?;
    query.finish()?;
    let page = portal.base.store.audit_heads(person.tenant(), after.as_ref(), limit).await?;
    let items = page.items.into_iter().map(|(writer, head)| AuditWriterView::of(&writer, &head)).collect();
    Ok(Json(AuditWriterPage { items, next_cursor: page.next.map(|writer| writer.to_string()) }))
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
