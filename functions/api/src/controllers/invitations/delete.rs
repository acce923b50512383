//! Taking an invitation back.

use axum::extract::State;
use http::StatusCode;
use powerdown_domain::InvitationId;
use powerdown_engine::people;

use crate::{
    extract::{Admin, Id},
    problem::Answer,
    state::Portal,
};

/// Take an invitation back. Needs the role owner; an admin may take back those of operators and viewers.
#[utoipa::path(
    delete, path = "/api/v1/invitations/{invitation_id}", operation_id = "deleteInvitation", tag = "people",
    security(("session" = [])), params(("invitation_id" = String, Path, description = "The invitation.")),
    responses(
        (status = 204, description = "Taken back; its link works no more."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such invitation."),
    )
)]
pub async fn delete(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<InvitationId>,
) -> Answer<StatusCode> {
    people::withdraw(portal.base.invite_desk(), &person, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
