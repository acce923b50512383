//! Ending a token.

use axum::extract::State;
use http::StatusCode;
use powerdown_domain::ApiTokenId;
use powerdown_engine::people;

use crate::{
    extract::{Admin, Id},
    problem::Answer,
    state::Portal,
};

/// End an API token. Needs the role admin. It stops working at once.
#[utoipa::path(
    delete, path = "/api/v1/api-tokens/{api_token_id}", operation_id = "endApiToken", tag = "people",
    security(("session" = [])), params(("api_token_id" = String, Path, description = "The token's id.")),
    responses(
        (status = 204, description = "Ended."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such token."),
    )
)]
pub async fn delete(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<ApiTokenId>,
) -> Answer<StatusCode> {
    people::end_api_token(portal.base.api_token_desk(), &person, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
