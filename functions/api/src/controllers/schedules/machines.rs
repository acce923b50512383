//! The machines that follow a schedule.

use axum::{Json, extract::State};
use powerdown_domain::ScheduleId;

use super::find;
use crate::{
    controllers::machines::{Fleet, Place},
    cursor::Question,
    extract::{Id, Query, Viewer},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{MachineView, Page},
};

/// The list of a schedule's machines.
pub struct Followers;

impl List for Followers {
    const NAME: &'static str = "machines of a schedule";
    const ORDERED_BY: &'static str = "id";
    const UNINDEXED: &'static [&'static str] = &["state", "name", "tag"];
    type Place = Place;
    type Item = MachineView;
}

/// List the machines that follow a schedule. `GET /machines?schedule=…` can narrow them to a cloud and
/// region.
#[utoipa::path(
    get, path = "/api/v1/schedules/{schedule_id}/machines", operation_id = "listScheduleMachines", tag = "schedules",
    security(("session" = [])),
    params(("schedule_id" = String, Path, description = "The schedule."), Listing<Followers>),
    responses(
        (status = 200, description = "The machines.", body = Page<MachineView>),
        (status = 404, description = "There is no such schedule."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<ScheduleId>,
    query: Answer<Query>,
) -> Answer<Json<Page<MachineView>>> {
    let tenant = person.tenant();
    let schedule = find(&portal, tenant, id).await?;
    let within = Question::from([("schedule", id.to_string())]);
    let listing = Listing::<Followers>::read_within(&portal.base, tenant, query?, within).await?;
    let fleet = Fleet { schedule: Some(schedule), ..Fleet::default() };
    fleet.page(&portal, &person, listing).await
}
