//! Asking for a file.

use axum::{Json as Body, extract::State};
use http::StatusCode;
use powerdown_engine::{
    exports,
    record::{ExportOf, Role},
};

use crate::{
    extract::{Viewer, require, whole},
    json::Json,
    problem::Answer,
    state::Portal,
    views::{ExportRequest, ExportView},
};

/// Export a list as a file. The audit trail needs the role admin.
///
/// A job writes the file; ask for the export until it is `ready`, and then follow its `url`. The file
/// holds what you may see of the list, is yours alone, and is gone a day later.
#[utoipa::path(
    post, path = "/api/v1/exports", operation_id = "createExport", tag = "exports",
    security(("session" = [])), request_body = ExportRequest,
    responses(
        (status = 202, description = "Asked for.", body = ExportView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such cloud or schedule."),
        (status = 409, description = "Too many of your exports are under way."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Json(request): Json<ExportRequest>,
) -> Answer<(StatusCode, Body<ExportView>)> {
    let of = request.of()?;
    if matches!(of, ExportOf::Audit { .. }) {
        require(&person, Role::Admin)?;
        whole(&person)?;
    }
    let export = exports::create(portal.export_desk(), &person, of, request.format.0).await?;
    let now = portal.base.clock.now();
    Ok((StatusCode::ACCEPTED, Body(ExportView::of(export, now, None))))
}
