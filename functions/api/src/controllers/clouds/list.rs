//! All connected accounts.

use axum::{Json, extract::State};
use powerdown_domain::CloudId;

use crate::{
    extract::{Query, Viewer},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{CloudView, Page},
};

/// The list of clouds.
pub struct Clouds;

impl List for Clouds {
    const NAME: &'static str = "clouds";
    const UNINDEXED: &'static [&'static str] = &["name", "account_id", "region", "health"];
    type Place = CloudId;
    type Item = CloudView;
}

/// List the clouds.
#[utoipa::path(
    get, path = "/api/v1/clouds", operation_id = "listClouds", tag = "clouds",
    security(("session" = [])), params(Listing<Clouds>),
    responses(
        (status = 200, description = "The clouds.", body = Page<CloudView>),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    query: Query,
) -> Answer<Json<Page<CloudView>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<Clouds>::read(base, tenant, query).await?;
    let page = base.store.page_of_clouds(tenant, listing.part()).await?;
    let reached = page.items.into_iter().filter(|cloud| person.covers_cloud(cloud.id));
    let items = reached.map(CloudView::from).collect();
    listing.answer(base, tenant, items, page.next).await
}
