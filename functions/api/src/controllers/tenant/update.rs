//! Changing the company's settings.

use axum::{extract::State, response::Response};
use powerdown_engine::people;

use super::tagged;
use crate::{
    extract::{IfMatch, Owner},
    json::Json,
    problem::{Answer, Problem},
    state::Portal,
    views::{TenantDraft, TenantView},
};

/// Change the company's name and time zone. Needs the role owner.
#[utoipa::path(
    put, path = "/api/v1/tenant", operation_id = "updateTenant", tag = "people",
    security(("session" = [])),
    params(("If-Match" = String, Header, description = "The version that is replaced, in quotes: `\"3\"`.")),
    request_body = TenantDraft,
    responses(
        (status = 200, description = "Changed.", body = TenantView),
        (status = 403, description = "Needs a higher role."),
        (status = 412, description = "It was changed meanwhile."),
        (status = 428, description = "`If-Match` is missing."),
    )
)]
pub async fn update(
    State(portal): State<Portal>,
    Owner(person): Owner,
    version: Result<IfMatch, Problem>,
    Json(draft): Json<TenantDraft>,
) -> Answer<Response> {
    let IfMatch(version) = version?;
    let desk = portal.base.settings_desk();
    tagged(people::change_tenant(desk, &person, version, draft.into()).await?)
}
