//! Ending a membership.

use axum::extract::State;
use http::StatusCode;
use powerdown_domain::UserId;
use powerdown_engine::people;

use crate::{
    extract::{Admin, Id},
    problem::Answer,
    state::Portal,
};

/// Remove a member. Needs the role owner; an admin may remove operators and viewers.
///
/// Their sessions and API tokens here stop working at once. The last owner stays.
#[utoipa::path(
    delete, path = "/api/v1/members/{user_id}", operation_id = "removeMember", tag = "people",
    security(("session" = [])), params(("user_id" = String, Path, description = "The member.")),
    responses(
        (status = 204, description = "Removed."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such member."),
        (status = 409, description = "The last owner stays."),
    )
)]
pub async fn delete(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<UserId>,
) -> Answer<StatusCode> {
    people::remove_member(portal.base.member_desk(), &person, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
