//! Setting it up.

use axum::{Extension, Json, extract::State};
use http::StatusCode;
use powerdown_engine::accounts;

use crate::{
    extract::SignedIn, idempotency::ShownOnce, problem::Answer, state::Login,
    views::credentials::SecondFactorSecret,
};

/// Begin to set up one's own second factor.
///
/// Give the secret to an app that makes codes (TOTP), then send its first code to `confirmation`. Until
/// then log-ins need no code. Begun again, the secret before is forgotten.
#[utoipa::path(
    post, path = "/api/v1/second-factor", operation_id = "beginSecondFactor", tag = "accounts",
    security(("session" = [])),
    responses(
        (status = 201, description = "The secret, shown once.", body = SecondFactorSecret),
        (status = 409, description = "It is on already."),
    )
)]
pub async fn create(
    State(login): State<Login>,
    person: SignedIn,
) -> Answer<(StatusCode, Extension<ShownOnce>, Json<SecondFactorSecret>)> {
    let enrolment = accounts::begin_second_factor(login.second_factor_desk(), &person.session).await?;
    let (secret, uri) = (enrolment.secret.to_string(), enrolment.uri.to_string());
    Ok((StatusCode::CREATED, Extension(ShownOnce), Json(SecondFactorSecret { secret, uri })))
}
