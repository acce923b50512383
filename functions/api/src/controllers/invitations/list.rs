//! All invitations that wait.

use axum::{Json, extract::State};
use powerdown_domain::InvitationId;
use powerdown_engine::people;

use crate::{
    extract::{Admin, Query},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{InvitationView, Page},
};

/// The list of invitations.
pub struct Invitations;

impl List for Invitations {
    const NAME: &'static str = "invitations";
    type Place = InvitationId;
    type Item = InvitationView;
}

/// List the invitations that wait. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/invitations", operation_id = "listInvitations", tag = "people",
    security(("session" = [])), params(Listing<Invitations>),
    responses(
        (status = 200, description = "Part of the list.", body = Page<InvitationView>),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Query,
) -> Answer<Json<Page<InvitationView>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<Invitations>::read(base, tenant, query).await?;
    let now = base.clock.now();
    let page = base.store.invitations(tenant, listing.part()).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for invitation in page.items.into_iter().filter(|invitation| now < invitation.expires_at) {
        let address = people::address_of_invited(&*base.vault, &invitation).await?;
        items.push(InvitationView::of(invitation, &address));
    }
    listing.answer(base, tenant, items, page.next).await
}
