//! Connecting an account.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::clouds;

use crate::{
    extract::Admin,
    json::Json,
    problem::Answer,
    state::Portal,
    views::{CloudDraft, CloudView, LaunchView},
};

/// Connect an AWS account. Needs the role admin.
///
/// With a role, the answer holds under `launch` the external id that its trust policy must demand, and a
/// link that launches our stack. Ask for a verification once the role is there.
#[utoipa::path(
    post, path = "/api/v1/clouds", operation_id = "connectCloud", tag = "clouds",
    security(("session" = [])), request_body = CloudDraft,
    responses(
        (status = 201, description = "Connected; not verified yet.", body = CloudView),
        (status = 403, description = "Needs a higher role."),
        (status = 409, description = "The account is connected already."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Json(draft): Json<CloudDraft>,
) -> Answer<(StatusCode, axum::Json<CloudView>)> {
    let cloud = clouds::connect(portal.cloud_desk(), person.tenant(), &person.actor(), draft.into()).await?;
    let external_id = clouds::external_id(&*portal.base.vault, &cloud).await?;
    let launch = external_id.and_then(|id| LaunchView::of(&portal.launch, &cloud, &id));
    Ok((StatusCode::CREATED, axum::Json(CloudView { launch, ..cloud.into() })))
}
