//! Overriding a machine's schedule for a while.

use axum::{Json as Body, extract::State};
use http::StatusCode;
use powerdown_domain::MachineId;
use powerdown_engine::overrides;

use super::view;
use crate::{
    extract::{Id, Operator},
    json::Json,
    problem::Answer,
    state::Portal,
    views::{MachineView, OverrideDraft},
};

/// Keep a machine on, off or as it is until an instant, whatever its schedule says. Needs the role
/// operator. It takes the place of an earlier one, counts with the next tick, within a minute, and ends
/// by itself.
#[utoipa::path(
    put, path = "/api/v1/machines/{machine_id}/override", operation_id = "overrideMachine", tag = "machines",
    security(("session" = [])), params(("machine_id" = String, Path, description = "The machine.")),
    request_body = OverrideDraft,
    responses(
        (status = 200, description = "Set.", body = MachineView),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such machine."),
        (status = 409, description = "The machine is terminated."),
    )
)]
pub async fn set(
    State(portal): State<Portal>,
    Operator(person): Operator,
    Id(id): Id<MachineId>,
    Json(draft): Json<OverrideDraft>,
) -> Answer<Body<MachineView>> {
    let machine = overrides::set_on_machine(portal.override_desk(), &person, &id, draft.into()).await?;
    Ok(Body(view(&portal, person.tenant(), machine).await?))
}

/// End a machine's override now. Needs the role operator. Without one there is nothing to do.
#[utoipa::path(
    delete, path = "/api/v1/machines/{machine_id}/override", operation_id = "endMachineOverride", tag = "machines",
    security(("session" = [])), params(("machine_id" = String, Path, description = "The machine.")),
    responses(
        (status = 204, description = "It has none any more."),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such machine."),
    )
)]
pub async fn clear(
    State(portal): State<Portal>,
    Operator(person): Operator,
    Id(id): Id<MachineId>,
) -> Answer<StatusCode> {
    overrides::clear_on_machine(portal.override_desk(), &person, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
