//! New recovery codes.

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

/// Replace one's own recovery codes.
#[utoipa::path(
    post, path = "/api/v1/second-factor/recovery-codes", operation_id = "renewRecoveryCodes", tag = "accounts",
    security(("session" = [])), request_body = Code,
    responses(
        (status = 200, description = "Fresh ones, shown once; those before work no more.", body = RecoveryCodesView),
        (status = 409, description = "The second factor is off."),
    )
)]
pub async fn renew(
    State(login): State<Login>,
    person: SignedIn,
    Json(Code { code }): Json<Code>,
) -> Answer<(Extension<ShownOnce>, axum::Json<RecoveryCodesView>)> {
    let desk = login.second_factor_desk();
    let codes = accounts::renew_recovery_codes(desk, &person.session, &code).await?;
    Ok((Extension(ShownOnce), axum::Json(codes.into())))
}
