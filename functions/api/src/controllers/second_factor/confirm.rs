//! Turning it on.

use axum::{Extension, extract::State};
use powerdown_engine::accounts;

use crate::{
    extract::SignedIn,
    idempotency::ShownOnce,
    json::Json,
    problem::Answer,
    state::Login,
    views::credentials::{Code, RecoveryCodesView},
};

/// Turn one's own second factor on with the first code of the app.
#[utoipa::path(
    post, path = "/api/v1/second-factor/confirmation", operation_id = "confirmSecondFactor", tag = "accounts",
    security(("session" = [])), request_body = Code,
    responses(
        (status = 200, description = "It is on. The recovery codes, shown once.", body = RecoveryCodesView),
        (status = 409, description = "None is being set up, or it is on already."),
    )
)]
pub async fn confirm(
    State(login): State<Login>,
    person: SignedIn,
    Json(Code { code }): Json<Code>,
) -> Answer<(Extension<ShownOnce>, axum::Json<RecoveryCodesView>)> {
    let desk = login.second_factor_desk();
    let codes = accounts::confirm_second_factor(desk, &person.session, &code).await?;
    Ok((Extension(ShownOnce), axum::Json(codes.into())))
}
