//! Asking for a verification.

use axum::{Json, extract::State};
use http::StatusCode;
use powerdown_domain::CloudId;
use powerdown_engine::clouds;

use crate::{
    extract::{CloudAdmin, Id, Resource},
    problem::{Answer, Problem},
    state::Portal,
    views::CloudView,
};

/// Have the scheduler enter the account now, and take its inventory if it can. Needs the role admin.
#[utoipa::path(
    post, path = "/api/v1/clouds/{cloud_id}/verification", operation_id = "verifyCloud", tag = "clouds",
    security(("session" = [])), params(("cloud_id" = String, Path, description = "The cloud.")),
    responses(
        (status = 202, description = "Asked for; the outcome shows in the cloud's health.", body = CloudView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such cloud."),
    )
)]
pub async fn verify(
    State(portal): State<Portal>,
    CloudAdmin(person): CloudAdmin,
    Id(id): Id<CloudId>,
) -> Answer<(StatusCode, Json<CloudView>)> {
    if !person.covers_cloud(id) {
        return Err(Problem::not_found(CloudId::WHAT));
    }
    let cloud =
        clouds::request_verification(portal.cloud_desk(), person.tenant(), &person.actor(), id).await?;
    Ok((StatusCode::ACCEPTED, Json(cloud.into())))
}
