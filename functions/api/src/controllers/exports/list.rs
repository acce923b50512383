//! The files somebody asked for.

use axum::{Json, extract::State};
use powerdown_domain::ExportId;
use powerdown_engine::record::Export;

use crate::{
    extract::{Query, Viewer},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{ExportView, Page},
};

/// Somebody's exports.
pub struct Exports;

impl List for Exports {
    const NAME: &'static str = "exports";
    const UNINDEXED: &'static [&'static str] = &["what", "format", "state"];
    type Place = ExportId;
    type Item = ExportView;
}

/// List your exports of the last day, without links.
#[utoipa::path(
    get, path = "/api/v1/exports", operation_id = "listExports", tag = "exports",
    security(("session" = [])), params(Listing<Exports>),
    responses(
        (status = 200, description = "The exports.", body = Page<ExportView>),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    query: Query,
) -> Answer<Json<Page<ExportView>>> {
    let (base, tenant, now) = (&portal.base, person.tenant(), portal.base.clock.now());
    let listing = Listing::<Exports>::read(base, tenant, query).await?;
    let page = base.store.exports(tenant, person.user(), listing.part()).await?;
    let theirs = |export: &Export| now < export.expires_at && export.reach == *person.reach();
    let living = page.items.into_iter().filter(theirs);
    let items = living.map(|export| ExportView::of(export, now, None)).collect();
    listing.answer(base, tenant, items, page.next).await
}
