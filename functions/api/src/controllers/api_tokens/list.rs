//! All tokens.

use axum::{Json, extract::State};
use powerdown_domain::ApiTokenId;

use crate::{
    extract::{Admin, Query},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{ApiTokenView, Page},
};

/// The list of API tokens.
pub struct ApiTokens;

impl List for ApiTokens {
    const NAME: &'static str = "API tokens";
    type Place = ApiTokenId;
    type Item = ApiTokenView;
}

/// List the API tokens. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/api-tokens", operation_id = "listApiTokens", tag = "people",
    security(("session" = [])), params(Listing<ApiTokens>),
    responses(
        (status = 200, description = "Part of the list.", body = Page<ApiTokenView>),
        (status = 403, description = "Needs a higher role."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Admin(person): Admin,
    query: Query,
) -> Answer<Json<Page<ApiTokenView>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<ApiTokens>::read(base, tenant, query).await?;
    let page = base.store.api_tokens(tenant, listing.part()).await?;
    let items = page.items.into_iter().map(ApiTokenView::from).collect();
    listing.answer(base, tenant, items, page.next).await
}
