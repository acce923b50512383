//! The machines that a list is about: where they lie, and how they are read there.

use axum::Json;
use powerdown_domain::{CloudId, InstanceId, MachineId, Region, ScheduleId, TenantId, machine::Machine};
use powerdown_engine::{
    ports::{Direction, Page, Part, StoreError},
    record::{Cloud, Principal, ScheduleRecord},
};

use super::{
    Standings,
    walk::{Place, walk},
};
use crate::{
    extract::Resource,
    listing::{List, Listing},
    problem::{Answer, Problem},
    state::{Portal, PortalStore},
    views::{self, MachineView},
};

/// Which machines are wanted; by default all that are there for whoever asks.
#[derive(Default)]
pub(crate) struct Fleet {
    /// Only those of this cloud.
    pub(crate) cloud: Option<Cloud>,
    /// Only those of this region, by name.
    pub(crate) region: Option<Region>,
    /// Only those that follow this schedule.
    pub(crate) schedule: Option<ScheduleRecord>,
}

impl Fleet {
    /// A page of a list of them. Machines that are not there for whoever asks are left out, so that a page
    /// may be short: tags are in no index, and a page costs what it reads.
    ///
    /// # Errors
    /// The store's and the vault's.
    pub(crate) async fn page<L>(
        self,
        portal: &Portal,
        person: &Principal,
        listing: Listing<L>,
    ) -> Answer<Json<views::Page<MachineView>>>
    where
        L: List<Place = Place, Item = MachineView>,
    {
        let (store, tenant) = (&*portal.base.store, person.tenant());
        let (follows, direction) = (self.schedule.as_ref().map(|schedule| schedule.id), listing.direction);
        let mut places = self.places(store, tenant).await?;
        places.retain(|(cloud, _)| person.reach().enters(*cloud));
        let look = |cloud, region, after: Option<InstanceId>, limit| async move {
            let part = Part::after(after.as_ref(), limit).going(direction);
            match follows {
                None => store.machines_in(tenant, cloud, &region, part).await,
                Some(schedule) => following(store, tenant, schedule, cloud, region, part).await,
            }
        };
        let mut found = walk(places, listing.after.as_ref(), listing.limit, direction, look).await?;
        found.machines.retain(|machine| person.covers(machine));
        let items = Standings::knowing(self.schedule).show(portal, tenant, found.machines).await?;
        listing.answer(&portal.base, tenant, items, found.next).await
    }

    /// The clouds and regions to look into.
    async fn places(
        &self,
        store: &dyn PortalStore,
        tenant: TenantId,
    ) -> Result<Vec<(CloudId, Region)>, StoreError> {
        let mut places: Vec<(CloudId, Region)> = match (&self.schedule, &self.cloud) {
            (Some(schedule), _) => {
                let targets = store.targets(tenant, schedule.id).await?;
                targets.into_iter().map(|target| (target.cloud, target.region)).collect()
            }
            (None, Some(cloud)) => regions_of(cloud).collect(),
            (None, None) => store.clouds(tenant).await?.iter().flat_map(regions_of).collect(),
        };
        let cloud = self.cloud.as_ref().map(|cloud| cloud.id);
        places.retain(|(of, region)| {
            cloud.is_none_or(|cloud| cloud == *of)
                && self.region.as_ref().is_none_or(|wanted| wanted == region)
        });
        Ok(places)
    }
}

fn regions_of(cloud: &Cloud) -> impl Iterator<Item = (CloudId, Region)> {
    cloud.regions.iter().map(|region| (cloud.id, region.clone()))
}

/// The cloud that a filter names. A text that is no id is no other than an unknown id.
pub(super) async fn cloud_named(portal: &Portal, person: &Principal, id: &str) -> Answer<Cloud> {
    let not_found = || Problem::not_found(CloudId::WHAT);
    let id = id.parse().map_err(|_| not_found())?;
    let found = portal.base.store.cloud(person.tenant(), id).await?;
    found.filter(|cloud| person.reach().enters(cloud.id)).ok_or_else(not_found)
}

/// As [`cloud_named`].
pub(super) async fn schedule_named(portal: &Portal, tenant: TenantId, id: &str) -> Answer<ScheduleRecord> {
    let not_found = || Problem::not_found(ScheduleId::WHAT);
    let id = id.parse().map_err(|_| not_found())?;
    portal.base.store.schedule(tenant, id).await?.ok_or_else(not_found)
}

/// A page of one region's followers. The index may lag behind; the machines themselves say whom they
/// follow.
async fn following(
    store: &dyn PortalStore,
    tenant: TenantId,
    id: ScheduleId,
    cloud: CloudId,
    region: Region,
    part: Part<'_, InstanceId>,
) -> Result<Page<Machine, InstanceId>, StoreError> {
    let page = store.following(tenant, id, cloud, &region, part).await?;
    let of_instance = |instance| MachineId { cloud, region: region.clone(), instance };
    let ids: Vec<MachineId> = page.items.into_iter().map(of_instance).collect();
    let mut machines = store.machines(tenant, &ids).await?;
    machines.retain(|machine| machine.assignment.schedule() == Some(id));
    machines.sort_by(|one, other| one.id.cmp(&other.id));
    if part.direction == Direction::Backward {
        machines.reverse();
    }
    Ok(Page { items: machines, next: page.next })
}
