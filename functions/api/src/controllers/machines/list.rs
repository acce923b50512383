//! Part of the inventory.

use axum::{Json, extract::State};

use super::{
    fleet::{Fleet, cloud_named, schedule_named},
    walk::Place,
};
use crate::{
    extract::{Query, Viewer},
    listing::{Filter, List, Listing},
    problem::{Answer, Problem},
    state::Portal,
    views::{MachineView, Page},
};

/// The list of machines.
pub struct Machines;

impl List for Machines {
    const NAME: &'static str = "machines";
    const ORDERED_BY: &'static str = "id";
    const FILTERS: &'static [Filter] = &[
        Filter { name: "cloud", description: "Only machines of this cloud." },
        Filter { name: "region", description: "Only machines of this region; needs `cloud` or `schedule`." },
        Filter { name: "schedule", description: "Only machines that follow this schedule." },
    ];
    const UNINDEXED: &'static [&'static str] =
        &["state", "name", "tag", "tags", "type", "zone", "platform", "lifecycle", "wish", "override"];
    type Place = Place;
    type Item = MachineView;
}

/// List machines: cloud by cloud, region by region, in order of instance id.
#[utoipa::path(
    get, path = "/api/v1/machines", operation_id = "listMachines", tag = "machines",
    security(("session" = [])), params(Listing<Machines>),
    responses(
        (status = 200, description = "The machines.", body = Page<MachineView>),
        (status = 404, description = "There is no such cloud, or no such schedule."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    query: Query,
) -> Answer<Json<Page<MachineView>>> {
    let tenant = person.tenant();
    let listing = Listing::<Machines>::read(&portal.base, tenant, query).await?;
    let mut fleet = Fleet { region: listing.filter("region")?, ..Fleet::default() };
    let (cloud, schedule) = (listing.filter::<String>("cloud")?, listing.filter::<String>("schedule")?);
    if fleet.region.is_some() && cloud.is_none() && schedule.is_none() {
        return Err(Problem::invalid("region", "needs `cloud` or `schedule` beside it"));
    }
    if let Some(cloud) = cloud {
        fleet.cloud = Some(cloud_named(&portal, &person, &cloud).await?);
    }
    if let Some(schedule) = schedule {
        fleet.schedule = Some(schedule_named(&portal, tenant, &schedule).await?);
    }
    fleet.page(&portal, &person, listing).await
}
