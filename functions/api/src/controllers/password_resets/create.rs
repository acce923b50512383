//! Asking for a link.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::accounts;

use crate::{
    border::{Visit, limits},
    json::Json,
    problem::Answer,
    state::Login,
    views::{credentials::PasswordResetRequest, session::SignUpAnswer},
};

/// Ask for a link that sets a new password.
///
/// The answer is the same whether the address is known or not; its owner reads the difference in a mail.
#[utoipa::path(
    post, path = "/api/v1/password-resets", operation_id = "askPasswordReset", tag = "accounts",
    request_body = PasswordResetRequest,
    responses((status = 202, description = "A mail is on its way to the address.", body = SignUpAnswer))
)]
pub async fn create(
    State(login): State<Login>,
    visit: Visit,
    Json(PasswordResetRequest { email }): Json<PasswordResetRequest>,
) -> Answer<(StatusCode, axum::Json<SignUpAnswer>)> {
    limits::by_mail(&login.base, &visit, "reset-mails", &email).await?;
    accounts::ask_reset(login.password_desk(), &email).await?;
    let message = "We sent a mail to this address; open the link in it within an hour.".to_owned();
    Ok((StatusCode::ACCEPTED, axum::Json(SignUpAnswer { message })))
}
