//! Giving a member another role.

use axum::extract::State;
use powerdown_domain::UserId;
use powerdown_engine::people;

use crate::{
    extract::{Admin, Id},
    json::Json,
    problem::Answer,
    state::Portal,
    views::{MemberDraft, MemberView},
};

/// Give a member another role and reach. Needs the role owner; an admin may manage operators and viewers.
///
/// It counts from their next request on. The last owner stays one.
#[utoipa::path(
    put, path = "/api/v1/members/{user_id}", operation_id = "updateMember", tag = "people",
    security(("session" = [])), params(("user_id" = String, Path, description = "The member.")),
    request_body = MemberDraft,
    responses(
        (status = 200, description = "Changed.", body = MemberView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such member."),
        (status = 409, description = "The last owner stays one."),
    )
)]
pub async fn update(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<UserId>,
    Json(MemberDraft { role, reach }): Json<MemberDraft>,
) -> Answer<axum::Json<MemberView>> {
    let base = &portal.base;
    let member = people::change_member(base.member_desk(), &person, id, role, reach).await?;
    let addresses = people::addresses(&*base.store, &*base.vault, &[id]).await?;
    Ok(axum::Json(MemberView::of(member, addresses.get(&id))))
}
