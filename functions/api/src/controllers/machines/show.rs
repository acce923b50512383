//! One machine.

use axum::{Json, extract::State};
use powerdown_domain::MachineId;

use super::Wishes;
use crate::{
    extract::{Id, Resource, Viewer},
    problem::{Answer, Problem},
    state::Portal,
    views::MachineView,
};

/// Show a machine.
#[utoipa::path(
    get, path = "/api/v1/machines/{machine_id}", operation_id = "showMachine", tag = "machines",
    security(("session" = [])), params(("machine_id" = String, Path, description = "The machine.")),
    responses(
        (status = 200, description = "The machine.", body = MachineView),
        (status = 404, description = "There is no such machine."),
    )
)]
pub async fn show(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<MachineId>,
) -> Answer<Json<MachineView>> {
    let (store, tenant) = (&portal.base.store, person.tenant());
    let machine = store.machine(tenant, &id).await?.ok_or_else(|| Problem::not_found(MachineId::WHAT))?;
    let schedule = match machine.assignment.schedule() {
        Some(id) => store.schedule(tenant, id).await?,
        None => None,
    };
    let wishes = Wishes::of(schedule.as_slice(), &portal.base.zones, portal.base.clock.now());
    Ok(Json(wishes.show(machine)))
}
