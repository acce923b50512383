//! Making a token.

use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use powerdown_engine::people;

use crate::{
    extract::Admin,
    idempotency::ShownOnce,
    json::Json,
    problem::Answer,
    state::Portal,
    views::{ApiTokenDraft, IssuedApiToken},
};

/// Make an API token. Needs the role admin. The answer shows it, once.
///
/// A program sends it as `Authorization: Bearer …`. It acts in its maker's place: never beyond its scopes and
/// its reach, never beyond what its maker may do at that moment, and not on people, tokens, sessions and the
/// company itself.
#[utoipa::path(
    post, path = "/api/v1/api-tokens", operation_id = "createApiToken", tag = "people",
    security(("session" = [])), request_body = ApiTokenDraft,
    responses(
        (status = 201, description = "The token.", body = IssuedApiToken),
        (status = 403, description = "Needs a higher role."),
        (status = 409, description = "The company has as many as it may."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Json(draft): Json<ApiTokenDraft>,
) -> Answer<Response> {
    let issued = people::issue_api_token(portal.base.api_token_desk(), &person, draft.into()).await?;
    let token = issued.expose().to_owned();
    let view = IssuedApiToken { token, api_token: issued.record.into() };
    Ok((StatusCode::CREATED, Extension(ShownOnce), axum::Json(view)).into_response())
}
