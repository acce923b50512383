//! Part of the inventory.

use axum::{Json, extract::State};
use powerdown_domain::{CloudId, Region, TenantId};
use powerdown_engine::record::Cloud;

use super::{Standings, walk};
use crate::{
    cursor::Cursor,
    extract::{Query, Resource, Viewer},
    problem::{Answer, Problem},
    state::Portal,
    views::MachinePage,
};

/// List machines: cloud by cloud, region by region, in order of instance id.
#[utoipa::path(
    get, path = "/api/v1/machines", operation_id = "listMachines", tag = "machines",
    security(("session" = [])),
    params(
        ("cloud" = Option<String>, Query, description = "Only machines of this cloud."),
        ("region" = Option<String>, Query, description = "Only machines of this region; needs `cloud`."),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "How many at most; 100 when absent."),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before."),
    ),
    responses(
        (status = 200, description = "The machines.", body = MachinePage),
        (status = 404, description = "There is no such cloud."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    mut query: Query,
) -> Answer<Json<MachinePage>> {
    let tenant = person.tenant();
    // A malformed id of a cloud is no other than an unknown one.
    let cloud = query.take::<String>("cloud")?;
    let region = query.take::<Region>("region")?;
    let limit = query.take_limit()?;
    let cursor = query.take::<String>("cursor")?.map(|text| Cursor::read(&text)).transpose()?;
    query.finish()?;

    let places = places(&portal, tenant, cloud, region).await?;
    let store = &portal.base.store;
    let found = walk(&places, cursor, limit, |cloud, region, after, limit| async move {
        store.machines_in(tenant, cloud, &region, after.as_ref(), limit).await
    })
    .await?;
    // One question for all of them, rather than one for each schedule of the page.
    let schedules = store.schedules(tenant).await?;
    let items = Standings::knowing(schedules).show(&portal, tenant, found.machines).await?;
    Ok(Json(MachinePage { items, next_cursor: found.next.map(|cursor| cursor.write()) }))
}

/// The clouds and regions to look into, in the order of the list.
async fn places(
    portal: &Portal,
    tenant: TenantId,
    cloud: Option<String>,
    region: Option<Region>,
) -> Answer<Vec<(CloudId, Region)>> {
    let Some(cloud) = cloud else {
        if region.is_some() {
            return Err(Problem::invalid("region", "needs `cloud` beside it"));
        }
        let clouds = portal.base.store.clouds(tenant).await?;
        let places = |cloud: Cloud| cloud.regions.into_iter().map(move |region| (cloud.id, region));
        return Ok(clouds.into_iter().flat_map(places).collect());
    };
    let not_found = || Problem::not_found(CloudId::WHAT);
    let id: CloudId = cloud.parse().map_err(|_| not_found())?;
    let cloud = portal.base.store.cloud(tenant, id).await?.ok_or_else(not_found)?;
    let regions = region.map_or(cloud.regions, |region| vec![region]);
    Ok(regions.into_iter().map(|region| (id, region)).collect())
}
