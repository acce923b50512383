//! Opening the link in the mail.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::accounts;

use crate::{json::Json, problem::Answer, state::Portal, views::session::EmailVerification};

/// Prove an e-mail address with the token of a link.
#[utoipa::path(
    post, path = "/api/v1/email-verifications", operation_id = "verifyEmail", tag = "accounts",
    request_body = EmailVerification,
    responses(
        (status = 204, description = "The address is verified."),
        (status = 410, description = "The link was used, is too old, or is none; sign up again for a new one."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Json(EmailVerification { token }): Json<EmailVerification>,
) -> Answer<StatusCode> {
    accounts::verify_email(portal.base.verify_desk(), &token).await?;
    Ok(StatusCode::NO_CONTENT)
}
