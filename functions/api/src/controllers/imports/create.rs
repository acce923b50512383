//! Reading what another scheduler knows.

use axum::extract::State;
use powerdown_imports::{Defaults, ImportError, import};

use crate::{
    extract::Admin,
    json::{Json, WITH_FILE},
    problem::{Answer, Problem},
    state::Portal,
    views::{ImportRequest, ImportView},
    zone,
};

/// Read the schedules of another scheduler. Needs the role admin. Nothing is stored.
///
/// The answer says of each part whether it means exactly the same here, differs (and how), or was
/// refused (why, and what to do). Save the schedules that are wanted, one by one.
#[utoipa::path(
    post, path = "/api/v1/imports", operation_id = "importSchedules", tag = "schedules",
    security(("session" = [])), request_body = ImportRequest,
    responses(
        (status = 200, description = "The schedules and the report.", body = ImportView),
        (status = 403, description = "Needs a higher role."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Admin(_person): Admin,
    Json(ImportRequest { format, text, zone }): Json<ImportRequest, WITH_FILE>,
) -> Answer<axum::Json<ImportView>> {
    let zones = &portal.base.zones;
    zone::check("zone", &zone, zones)?;
    let imported = import(format.into(), &text, &Defaults { zone }, zones)
        .map_err(|error: ImportError| Problem::invalid("text", error))?;
    Ok(axum::Json(imported.into()))
}
