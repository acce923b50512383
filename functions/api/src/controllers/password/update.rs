//! Changing one's own password.

use axum::extract::State;
use http::StatusCode;
use powerdown_domain::Password;
use powerdown_engine::{Refusal, accounts};

use crate::{
    extract::SignedIn, json::Json, problem::Answer, state::Login, views::credentials::PasswordChange,
};

/// Change one's own password.
///
/// All other sessions end. A word goes to the person's address.
#[utoipa::path(
    put, path = "/api/v1/password", operation_id = "changePassword", tag = "accounts",
    security(("session" = [])), request_body = PasswordChange,
    responses((status = 204, description = "Changed; the session that asked goes on."))
)]
pub async fn update(
    State(login): State<Login>,
    person: SignedIn,
    Json(PasswordChange { current, new }): Json<PasswordChange>,
) -> Answer<StatusCode> {
    // What can be nobody's password is answered like a wrong one.
    let wrong = || Refusal::invalid("current", "is not your password");
    let current = Password::try_from(current).map_err(|_| wrong())?;
    accounts::change_password(login.password_desk(), &person.session, &current, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}
