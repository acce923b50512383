//! All members.

use axum::{Json, extract::State};
use powerdown_domain::UserId;
use powerdown_engine::{people, record::Membership};

use crate::{
    extract::{Admin, Query},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{MemberView, Page},
};

/// The list of members.
pub struct Members;

impl List for Members {
    const NAME: &'static str = "members";
    const ORDERED_BY: &'static str = "user_id";
    const UNINDEXED: &'static [&'static str] = &["email", "role"];
    type Place = UserId;
    type Item = MemberView;
}

/// List the members, in order of their ids. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/members", operation_id = "listMembers", tag = "people",
    security(("session" = [])), params(Listing<Members>),
    responses(
        (status = 200, description = "Part of the list.", body = Page<MemberView>),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Query,
) -> Answer<Json<Page<MemberView>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<Members>::read(base, tenant, query).await?;
    let page = base.store.members(tenant, listing.part()).await?;
    let users: Vec<UserId> = page.items.iter().map(|member| member.user).collect();
    let addresses = people::addresses(&*base.store, &*base.vault, &users).await?;
    let view = |member: Membership| {
        let address = addresses.get(&member.user);
        MemberView::of(member, address)
    };
    let items = page.items.into_iter().map(view).collect();
    listing.answer(base, tenant, items, page.next).await
}
