//! Joining a company.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::people;

use crate::{json::Json, problem::Answer, state::Login, views::InvitationAcceptance};

/// Accept an invitation, with the token of its link. Log in afterwards.
///
/// Somebody without an account chooses its password here; somebody with one keeps theirs.
#[utoipa::path(
    post, path = "/api/v1/invitations/acceptance", operation_id = "acceptInvitation", tag = "people",
    request_body = InvitationAcceptance,
    responses(
        (status = 204, description = "They belong to the company."),
        (status = 410, description = "The link was used, taken back, or is too old."),
    )
)]
pub async fn accept(
    State(login): State<Login>,
    Json(InvitationAcceptance { token, password }): Json<InvitationAcceptance>,
) -> Answer<StatusCode> {
    people::accept(login.base.join_desk(), &*login.passwords, &token, password).await?;
    Ok(StatusCode::NO_CONTENT)
}
