//! Whether this function runs. Asks nobody else, so that a fault elsewhere does not hide this one.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// The answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok")]
    pub status: &'static str,
    /// The version of PowerDown.
    #[schema(example = "0.1.0")]
    pub version: &'static str,
}

/// Whether the API runs.
#[utoipa::path(
    get, path = "/api/v1/health", operation_id = "showHealth", tag = "about",
    responses((status = 200, description = "It runs.", body = Health))
)]
pub async fn show() -> Json<Health> {
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}
