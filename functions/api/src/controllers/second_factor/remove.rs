//! Turning it off.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::accounts;

use crate::{extract::SignedIn, json::Json, problem::Answer, state::Login, views::credentials::Code};

/// Turn one's own second factor off.
#[utoipa::path(
    post, path = "/api/v1/second-factor/removal", operation_id = "removeSecondFactor", tag = "accounts",
    security(("session" = [])), request_body = Code,
    responses(
        (status = 204, description = "It is off; log-ins need no code."),
        (status = 409, description = "It is off already."),
    )
)]
pub async fn remove(
    State(login): State<Login>,
    person: SignedIn,
    Json(Code { code }): Json<Code>,
) -> Answer<StatusCode> {
    accounts::remove_second_factor(login.second_factor_desk(), &person.session, &code).await?;
    Ok(StatusCode::NO_CONTENT)
}
