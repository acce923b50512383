//! One connected account.

use axum::{extract::State, response::Response};
use powerdown_domain::CloudId;
use powerdown_engine::record::Cloud;

use crate::{
    controllers::document,
    extract::{Id, Viewer},
    problem::Answer,
    state::Portal,
    views::CloudView,
};

/// Show a cloud. Its `ETag` begins with its version.
#[utoipa::path(
    get, path = "/api/v1/clouds/{cloud_id}", operation_id = "showCloud", tag = "clouds",
    security(("session" = [])), params(("cloud_id" = String, Path, description = "The cloud.")),
    responses(
        (status = 200, description = "The cloud.", body = CloudView, headers(("ETag" = String, description = "Its version and a digest."))),
        (status = 404, description = "There is no such cloud."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<CloudId>,
) -> Answer<Response> {
    document::show::<Cloud>(&portal, &person, id).await
}
