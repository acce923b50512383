//! Changing a connected account.

use axum::{extract::State, response::Response};
use powerdown_domain::CloudId;
use powerdown_engine::record::Cloud;

use crate::{
    controllers::document,
    extract::{CloudAdmin, Id, IfMatch},
    json::Json,
    problem::{Answer, Problem},
    state::Portal,
    views::{CloudChange, CloudView},
};

/// Change a cloud's name, its regions or how it is entered. Needs the role admin.
///
/// A role keeps its external id. Machines of a region that is no longer named leave the inventory within
/// minutes; their ledger stays. A new region, and another way of access, are verified at once.
#[utoipa::path(
    put, path = "/api/v1/clouds/{cloud_id}", operation_id = "updateCloud", tag = "clouds",
    security(("session" = [])),
    params(
        ("cloud_id" = String, Path, description = "The cloud."),
        ("If-Match" = String, Header, description = "The version that is replaced, in quotes: `\"3\"`."),
    ),
    request_body = CloudChange,
    responses(
        (status = 200, description = "Changed.", body = CloudView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such cloud."),
        (status = 409, description = "A region was taken away a moment ago, and is still being cleared."),
        (status = 412, description = "It was changed meanwhile, by somebody or by what the scheduler found."),
        (status = 428, description = "`If-Match` is missing."),
    )
)]
pub async fn update(
    State(portal): State<Portal>,
    CloudAdmin(person): CloudAdmin,
    Id(id): Id<CloudId>,
    version: Result<IfMatch, Problem>,
    Json(change): Json<CloudChange>,
) -> Answer<Response> {
    document::update::<Cloud>(&portal, &person, id, version, change.into()).await
}
