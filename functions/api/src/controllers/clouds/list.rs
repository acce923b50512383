//! All connected accounts.

use axum::{Json, extract::State};

use super::view;
use crate::{extract::Viewer, problem::Answer, state::Portal, views::CloudList};

/// List the clouds, oldest first.
#[utoipa::path(
    get, path = "/api/v1/clouds", operation_id = "listClouds", tag = "clouds",
    security(("session" = [])),
    responses(
        (status = 200, description = "The clouds.", body = CloudList),
    )
)]
pub async fn list(State(portal): State<Portal>, Viewer(person): Viewer) -> Answer<Json<CloudList>> {
    let clouds = portal.base.store.clouds(person.tenant()).await?;
    let mut items = Vec::with_capacity(clouds.len());
    for cloud in clouds {
        items.push(view(&portal, cloud).await?);
    }
    Ok(Json(CloudList { items }))
}
