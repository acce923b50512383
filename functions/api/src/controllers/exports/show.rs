//! One file, and the way to it.

use axum::{Json, extract::State};
use powerdown_domain::ExportId;
use powerdown_engine::{
    exports,
    record::{ExportOf, Role},
};

use crate::{
    extract::{Id, Resource, Viewer, require, whole},
    problem::{Answer, Problem},
    state::Portal,
    views::ExportView,
};

/// Show an export of yours; a ready one with a link that works for five minutes.
#[utoipa::path(
    get, path = "/api/v1/exports/{export_id}", operation_id = "showExport", tag = "exports",
    security(("session" = [])), params(("export_id" = String, Path, description = "The export.")),
    responses(
        (status = 200, description = "The export.", body = ExportView),
        (status = 403, description = "Needs a higher role than you still have."),
        (status = 404, description = "There is no such export of yours."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<ExportId>,
) -> Answer<Json<ExportView>> {
    let now = portal.base.clock.now();
    let found = portal.base.store.export(person.tenant(), person.user(), id).await?;
    // Made under a reach that was theirs once, or is another token's of theirs.
    let theirs = found.filter(|export| now < export.expires_at && export.reach == *person.reach());
    let export = theirs.ok_or_else(|| Problem::not_found(ExportId::WHAT))?;
    if matches!(export.of, ExportOf::Audit { .. }) {
        require(&person, Role::Admin)?;
        whole(&person)?;
    }
    let link = exports::link(&*portal.exports, &export).await?;
    Ok(Json(ExportView::of(export, now, link)))
}
