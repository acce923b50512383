//! Inviting somebody.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::people;

use crate::{
    extract::Admin,
    json::Json,
    problem::Answer,
    state::Login,
    views::{InvitationDraft, InvitationView},
};

/// Invite somebody by mail. Needs the role owner; an admin may invite operators and viewers.
///
/// The link works once, within seven days.
#[utoipa::path(
    post, path = "/api/v1/invitations", operation_id = "createInvitation", tag = "people",
    security(("session" = [])), request_body = InvitationDraft,
    responses(
        (status = 201, description = "Invited; a mail is on its way.", body = InvitationView),
        (status = 403, description = "Needs a higher role."),
        (status = 409, description = "They are a member or invited already, or too many invitations wait."),
    )
)]
pub async fn create(
    State(login): State<Login>,
    Admin(person): Admin,
    Json(draft): Json<InvitationDraft>,
) -> Answer<(StatusCode, axum::Json<InvitationView>)> {
    let base = &login.base;
    let email = draft.email.clone();
    let (desk, url) = (base.invite_desk(), &base.site.public_url);
    let invitation = people::invite(desk, &*login.mailer, url, &person, draft.into()).await?;
    Ok((StatusCode::CREATED, axum::Json(InvitationView::of(invitation, &email))))
}
