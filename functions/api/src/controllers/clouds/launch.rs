//! What is to be done in an account that is entered by a role.

use axum::{Json, extract::State};
use powerdown_domain::CloudId;
use powerdown_engine::clouds;

use crate::{
    extract::{CloudAdmin, Id},
    problem::{Answer, Problem},
    state::Portal,
    views::LaunchView,
};

/// Show the external id that a role's trust policy must demand, and the link that launches our stack.
/// Needs the role admin.
///
/// The audit trail says who was shown it.
#[utoipa::path(
    get, path = "/api/v1/clouds/{cloud_id}/launch", operation_id = "showLaunch", tag = "clouds",
    security(("session" = [])), params(("cloud_id" = String, Path, description = "The cloud.")),
    responses(
        (status = 200, description = "The external id and the link.", body = LaunchView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such cloud, or it is entered by access keys."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    CloudAdmin(person): CloudAdmin,
    Id(id): Id<CloudId>,
) -> Answer<Json<LaunchView>> {
    let (cloud, external_id) =
        clouds::show_external_id(portal.cloud_desk(), &*portal.base.store, &person, id).await?;
    LaunchView::of(&portal.launch, &cloud, &external_id)
        .map(Json)
        .ok_or_else(|| Problem::not_found("external id"))
}
