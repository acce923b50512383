//! Why a machine runs, or does not.

use axum::{Json, extract::State};
use powerdown_domain::MachineId;
use powerdown_engine::schedules::Standing;

use super::find;
use crate::{
    extract::{Id, Query, Viewer},
    people::People,
    problem::Answer,
    state::Portal,
    views::{
        ExplanationView,
        explanation::{ExplanationFacts, ScheduleName},
    },
};

/// Say why a machine runs, or does not: what decided, who wanted it, and what happens next.
#[utoipa::path(
    get, path = "/api/v1/machines/{machine_id}/explanation", operation_id = "explainMachine", tag = "machines",
    security(("session" = [])),
    params(
        ("machine_id" = String, Path, description = "The machine."),
        ("at" = Option<Timestamp>, Query, description = "What is wished at this instant, as things stand today; now when absent."),
    ),
    responses(
        (status = 200, description = "The explanation.", body = ExplanationView),
        (status = 404, description = "There is no such machine."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn explain(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<MachineId>,
    query: Answer<Query>,
) -> Answer<Json<ExplanationView>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let machine = find(&portal, &person, &id).await?;
    let mut query = query?;
    let now = base.clock.now();
    let at = query.take_instant("at")?.unwrap_or(now);
    query.finish()?;

    let standing = Standing::of(portal.standing_desk(), tenant, machine.assignment.schedule()).await?;
    let effective = standing.effective_for(&machine);
    let deciding = effective.overrides.deciding(at).map(|(_, set)| set);
    let facts = ExplanationFacts {
        explanation: effective.explain(at),
        plan: standing.plan(&machine, now),
        schedule: standing.record.as_ref().map(ScheduleName::of),
        overridden: People::of(base, tenant).show(deciding, at).await?,
    };
    Ok(Json(ExplanationView::of(&machine, facts)))
}
