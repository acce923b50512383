//! Setting the new password.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::accounts;

use crate::{json::Json, problem::Answer, state::Login, views::credentials::PasswordReset};

/// Set a new password with the token of a link.
///
/// All sessions end. A second factor stays on.
#[utoipa::path(
    post, path = "/api/v1/password-resets/confirmation", operation_id = "resetPassword", tag = "accounts",
    request_body = PasswordReset,
    responses(
        (status = 204, description = "The password is set; log in with it."),
        (status = 410, description = "The link was used, is too old, or is none; ask for a new one."),
    )
)]
pub async fn confirm(
    State(login): State<Login>,
    Json(PasswordReset { token, password }): Json<PasswordReset>,
) -> Answer<StatusCode> {
    accounts::confirm_reset(login.password_desk(), &token, &password).await?;
    Ok(StatusCode::NO_CONTENT)
}
