//! One machine.

use axum::{extract::State, response::Response};
use powerdown_domain::MachineId;

use super::{find, view};
use crate::{
    etag,
    extract::{Id, Viewer},
    problem::Answer,
    state::Portal,
    views::MachineView,
};

/// Show a machine.
#[utoipa::path(
    get, path = "/api/v1/machines/{machine_id}", operation_id = "showMachine", tag = "machines",
    security(("session" = [])), params(("machine_id" = String, Path, description = "The machine.")),
    responses(
        (status = 200, description = "The machine.", body = MachineView, headers(("ETag" = String, description = "Its `rev` and a digest."))),
        (status = 404, description = "There is no such machine."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<MachineId>,
) -> Answer<Response> {
    let tenant = person.tenant();
    let machine = find(&portal, &person, &id).await?;
    let shown = view(&portal, tenant, machine).await?;
    etag::document(shown.rev, &shown)
}
