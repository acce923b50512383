//! One action on many machines.

use axum::{Json as Body, extract::State};
use powerdown_domain::MachineId;
use powerdown_engine::bulk;

use crate::{
    extract::Operator,
    json::Json,
    problem::{Answer, Problem},
    state::Portal,
    views::bulk::{BulkRequest, BulkResult, BulkResults},
};

/// Do one thing with up to 100 machines. Needs the role operator.
///
/// Each machine succeeds or fails by itself; the answer says which did what, in the order of the
/// request. What is wrong with the request as a whole is refused before anything is done.
#[utoipa::path(
    post, path = "/api/v1/machines/bulk", operation_id = "actOnMachines", tag = "machines",
    security(("session" = [])), request_body = BulkRequest,
    responses(
        (status = 200, description = "What became of each machine.", body = BulkResults),
        (status = 403, description = "Needs a higher role."),
        (status = 404, description = "There is no such schedule."),
    )
)]
pub async fn act(
    State(portal): State<Portal>,
    Operator(person): Operator,
    Json(BulkRequest { action, machines }): Json<BulkRequest>,
) -> Answer<Body<BulkResults>> {
    bulk::check(&machines).map_err(Problem::from)?;
    // A text that is no id is no other than an unknown one.
    let ids: Vec<Option<MachineId>> = machines.iter().map(|text| text.parse().ok()).collect();
    let known: Vec<MachineId> = ids.iter().flatten().cloned().collect();
    let mut outcomes = bulk::act(portal.bulk_desk(), &person, &known, action.0).await?.into_iter();
    let results = machines
        .into_iter()
        .zip(ids)
        .map(|(id, parsed)| BulkResult::of(id, parsed.and_then(|_| outcomes.next())))
        .collect();
    Ok(Body(BulkResults { results }))
}
