//! Taking a connected account away.

use axum::extract::State;
use http::{HeaderMap, StatusCode};
use powerdown_domain::CloudId;
use powerdown_engine::record::Cloud;

use crate::{
    controllers::document,
    extract::{Admin, Id, IfMatch},
    problem::{Answer, Problem},
    state::Portal,
};

/// Take a cloud away. Needs the role admin.
///
/// PowerDown enters the account no more, and it can be connected again at once. The machines stay as
/// they are in AWS and leave the inventory within minutes; ledger and audit trail stay.
#[utoipa::path(
    delete, path = "/api/v1/clouds/{cloud_id}", operation_id = "deleteCloud", tag = "clouds",
    security(("session" = [])),
    params(
        ("cloud_id" = String, Path, description = "The cloud."),
        ("If-Match" = Option<String>, Header, description = "Only this version, in quotes; any when absent."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such cloud."),
        (status = 412, description = "It was changed meanwhile."),
    )
)]
pub async fn delete(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Id(id): Id<CloudId>,
    headers: HeaderMap,
    version: Result<IfMatch, Problem>,
) -> Answer<StatusCode> {
    document::delete::<Cloud>(&portal, &person, id, &headers, version).await
}
