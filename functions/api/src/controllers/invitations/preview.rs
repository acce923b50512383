//! What a link leads to.

use axum::extract::State;
use powerdown_engine::people;

use crate::{
    json::Json,
    problem::Answer,
    state::Portal,
    views::{InvitationPreview, InvitationToken},
};

/// Say what an invitation's link leads to. Nothing changes.
#[utoipa::path(
    post, path = "/api/v1/invitations/preview", operation_id = "previewInvitation", tag = "people",
    request_body = InvitationToken,
    responses(
        (status = 200, description = "What it leads to.", body = InvitationPreview),
        (status = 410, description = "The link was used, taken back, or is too old."),
    )
)]
pub async fn preview(
    State(portal): State<Portal>,
    Json(InvitationToken { token }): Json<InvitationToken>,
) -> Answer<axum::Json<InvitationPreview>> {
    Ok(axum::Json(people::preview(portal.base.join_desk(), &token).await?.into()))
}
