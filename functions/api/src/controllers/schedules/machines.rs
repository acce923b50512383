//! The machines that follow a schedule.

use axum::{Json, extract::State};
use powerdown_domain::{CloudId, InstanceId, MachineId, Region, ScheduleId, TenantId, machine::Machine};
use powerdown_engine::ports::{Page, StoreError};

use super::find;
use crate::{
    controllers::machines::{Standings, walk},
    cursor::Cursor,
    extract::{Id, Query, Viewer},
    problem::Answer,
    state::{Portal, PortalStore},
    views::MachinePage,
};

/// List the machines that follow a schedule.
#[utoipa::path(
    get, path = "/api/v1/schedules/{schedule_id}/machines", operation_id = "listScheduleMachines", tag = "schedules",
    security(("session" = [])),
    params(
        ("schedule_id" = String, Path, description = "The schedule."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "How many at most; 100 when absent."),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before."),
    ),
    responses(
        (status = 200, description = "The machines.", body = MachinePage),
        (status = 404, description = "There is no such schedule."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<ScheduleId>,
    query: Answer<Query>,
) -> Answer<Json<MachinePage>> {
    let tenant = person.tenant();
    let schedule = find(&portal, tenant, id).await?;
    let mut query = query?;
    let limit = query.take_limit()?;
    let cursor = query.take::<String>("cursor")?.map(|text| Cursor::read(&text)).transpose()?;
    query.finish()?;

    let store = &*portal.base.store;
    let mut places: Vec<(CloudId, Region)> =
        store.targets(tenant, id).await?.into_iter().map(|target| (target.cloud, target.region)).collect();
    // The last machine of the cursor's region may have left the schedule since; the list goes on there.
    if let Some(Cursor { cloud, region, .. }) = &cursor {
        let place = (*cloud, region.clone());
        if let Err(gap) = places.binary_search(&place) {
            places.insert(gap, place);
        }
    }
    let found = walk(&places, cursor, limit, |cloud, region, after, limit| {
        following(store, tenant, id, cloud, region, after, limit)
    })
    .await?;
    let items = Standings::knowing([schedule]).show(&portal, tenant, found.machines).await?;
    Ok(Json(MachinePage { items, next_cursor: found.next.map(|cursor| cursor.write()) }))
}

/// A page of one region. The index may lag behind; the machines themselves say whom they follow.
async fn following(
    store: &dyn PortalStore,
    tenant: TenantId,
    id: ScheduleId,
    cloud: CloudId,
    region: Region,
    after: Option<InstanceId>,
    limit: u32,
) -> Result<Page<Machine, InstanceId>, StoreError> {
    let page = store.following(tenant, id, cloud, &region, after.as_ref(), limit).await?;
    let ids: Vec<MachineId> = page
        .items
        .into_iter()
        .map(|instance| MachineId { cloud, region: region.clone(), instance })
        .collect();
    let mut machines = store.machines(tenant, &ids).await?;
    machines.retain(|machine| machine.assignment.schedule() == Some(id));
    machines.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(Page { items: machines, next: page.next })
}
