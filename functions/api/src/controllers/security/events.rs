//! What looked like an attack.

use axum::{Json, extract::State};
use powerdown_domain::TenantId;
use powerdown_engine::{ports::Direction, record::SecurityEventPlace};

use crate::{
    extract::{Admin, Query},
    listing::{Filter, List, Listing},
    problem::Answer,
    state::Portal,
    views::{
        Page,
        security::{Scope, SecurityEventView},
    },
};

/// The list of security events.
pub struct SecurityEvents;

impl List for SecurityEvents {
    const NAME: &'static str = "security-events";
    const ORDERED_BY: &'static str = "at";
    const DIRECTION: Direction = Direction::Backward;
    const FILTERS: &'static [Filter] = &[Filter {
        name: "scope",
        description: "`company`, what concerned the company, when absent; or `installation`, what concerned no company, such as log-ins with addresses that nobody has.",
    }];
    const UNINDEXED: &'static [&'static str] = &["kind", "source", "user_id"];
    type Place = SecurityEventPlace;
    type Item = SecurityEventView;
}

/// List what looked like an attack, newest first. Needs the role admin.
///
/// What is alike, from one source and within ten minutes, is one event with a count. Events are kept for
/// 90 days.
#[utoipa::path(
    get, path = "/api/v1/security/events", operation_id = "listSecurityEvents", tag = "security",
    security(("session" = [])), params(Listing<SecurityEvents>),
    responses(
        (status = 200, description = "The events.", body = Page<SecurityEventView>),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Query,
) -> Answer<Json<Page<SecurityEventView>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<SecurityEvents>::read(base, tenant, query).await?;
    let scope = listing.filter::<Scope>("scope")?.unwrap_or(Scope::Company);
    let whose = if scope == Scope::Company { tenant } else { TenantId::SYSTEM };
    let page = base.store.security_events(whose, listing.part()).await?;
    let items = page.items.into_iter().map(|event| SecurityEventView::of(event, scope)).collect();
    listing.answer(base, tenant, items, page.next).await
}
