//! One connected account.

use axum::{Json, extract::State};
use powerdown_domain::CloudId;

use super::view;
use crate::{
    extract::{Id, Resource, Viewer},
    problem::{Answer, Problem},
    state::Portal,
    views::CloudView,
};

/// Show a cloud.
#[utoipa::path(
    get, path = "/api/v1/clouds/{cloud_id}", operation_id = "showCloud", tag = "clouds",
    security(("session" = [])), params(("cloud_id" = String, Path, description = "The cloud.")),
    responses(
        (status = 200, description = "The cloud.", body = CloudView),
        (status = 404, description = "There is no such cloud."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<CloudId>,
) -> Answer<Json<CloudView>> {
    let cloud = portal.base.store.cloud(person.tenant(), id).await?;
    let cloud = cloud
        .filter(|cloud| person.covers_cloud(cloud.id))
        .ok_or_else(|| Problem::not_found(CloudId::WHAT))?;
    Ok(Json(view(&portal, cloud).await?))
}
