//! The company's settings.

use axum::{extract::State, response::Response};
use powerdown_engine::Refusal;

use super::tagged;
use crate::{extract::SignedIn, problem::Answer, state::Portal, views::TenantView};

/// Show the company. Its `ETag` begins with its version.
#[utoipa::path(
    get, path = "/api/v1/tenant", operation_id = "showTenant", tag = "people",
    security(("session" = [])),
    responses((status = 200, description = "The company.", body = TenantView, headers(("ETag" = String, description = "Its version and a digest."))))
)]
pub async fn show(State(portal): State<Portal>, person: SignedIn) -> Answer<Response> {
    let tenant = portal.base.store.tenant(person.tenant()).await?;
    tagged(tenant.ok_or(Refusal::NoSession)?)
}
