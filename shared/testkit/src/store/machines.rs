//! The inventory, who follows which schedule, and how many do.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use powerdown_domain::{
    CloudId, InstanceId, MachineId, Region, ScheduleId, TenantId,
    machine::{Assignment, Machine},
};
use powerdown_engine::{
    ports::{Due, MachineStore, Page, Part, StoreError, machine_is_due_at},
    record::Target,
};

use super::{MemoryStore, Tables, part_of, unless};

/// A region of one tenant's cloud.
type Place = (TenantId, CloudId, Region);

/// A set, in the form that is paged.
type Followers = BTreeMap<InstanceId, ()>;

#[derive(Default)]
pub(super) struct Machines {
    pub(super) places: BTreeMap<Place, BTreeMap<InstanceId, Machine>>,
    followers: BTreeMap<(TenantId, ScheduleId), BTreeMap<(CloudId, Region), Followers>>,
}

impl Machines {
    pub(super) fn find(&self, tenant: TenantId, id: &MachineId) -> Option<&Machine> {
        self.places.get(&place(tenant, id))?.get(&id.instance)
    }

    /// Whether a machine of this `rev` is what is stored, where 0 stands for nothing.
    pub(super) fn is_current(&self, tenant: TenantId, machine: &Machine) -> bool {
        self.find(tenant, &machine.id).map_or(0, |stored| stored.rev) == machine.rev
    }

    /// Replaces a machine whatever is stored, and keeps the index of followers true to it.
    pub(super) fn replace(&mut self, tenant: TenantId, machine: Machine) -> Option<Machine> {
        let id = machine.id.clone();
        let follows = machine.assignment.schedule();
        let before = self.places.entry(place(tenant, &id)).or_default().insert(id.instance.clone(), machine);
        let followed = before.as_ref().and_then(|machine| machine.assignment.schedule());
        let at = (id.cloud, id.region);
        if let Some(followers) = followed.and_then(|old| self.followers.get_mut(&(tenant, old))?.get_mut(&at))
        {
            followers.remove(&id.instance);
        }
        if let Some(new) = follows {
            self.followers.entry((tenant, new)).or_default().entry(at).or_default().insert(id.instance, ());
        }
        before
    }

    pub(super) fn targets(&self, tenant: TenantId, id: ScheduleId) -> Vec<Target> {
        let places = self.followers.get(&(tenant, id)).into_iter().flatten();
        let reached = places.filter(|(_, followers)| !followers.is_empty());
        reached
            .map(|((cloud, region), followers)| Target {
                cloud: *cloud,
                region: region.clone(),
                machines: followers.len() as u64,
            })
            .collect()
    }
}

fn place(tenant: TenantId, id: &MachineId) -> Place {
    (tenant, id.cloud, id.region.clone())
}

#[async_trait]
impl MachineStore for MemoryStore {
    async fn machine(&self, tenant: TenantId, id: &MachineId) -> Result<Option<Machine>, StoreError> {
        Ok(self.read().machines.find(tenant, id).cloned())
    }

    async fn machines(&self, tenant: TenantId, ids: &[MachineId]) -> Result<Vec<Machine>, StoreError> {
        let machines = &self.read().machines;
        let distinct: BTreeSet<&MachineId> = ids.iter().collect();
        Ok(distinct.into_iter().filter_map(|id| machines.find(tenant, id)).cloned().collect())
    }

    async fn machines_in(
        &self,
        tenant: TenantId,
        cloud: CloudId,
        region: &Region,
        part: Part<'_, InstanceId>,
    ) -> Result<Page<Machine, InstanceId>, StoreError> {
        let tables = self.read();
        let found = tables.machines.places.get(&(tenant, cloud, region.clone()));
        Ok(found.map_or(Page { items: Vec::new(), next: None }, |machines| {
            part_of(machines, part, |_, machine| machine.clone())
        }))
    }

    async fn following(
        &self,
        tenant: TenantId,
        schedule: ScheduleId,
        cloud: CloudId,
        region: &Region,
        part: Part<'_, InstanceId>,
    ) -> Result<Page<InstanceId, InstanceId>, StoreError> {
        let tables = self.read();
        let places = tables.machines.followers.get(&(tenant, schedule));
        let found = places.and_then(|places| places.get(&(cloud, region.clone())));
        Ok(found.map_or(Page { items: Vec::new(), next: None }, |followers| {
            part_of(followers, part, |instance, ()| instance.clone())
        }))
    }

    async fn put_machine(
        &self,
        tenant: TenantId,
        machine: &Machine,
        followed: Option<ScheduleId>,
    ) -> Result<u64, StoreError> {
        let Tables { machines, ledger, due, .. } = &mut *self.write();
        unless(!machines.is_current(tenant, machine), "machine", ())?;
        let stored = machines.find(tenant, &machine.id).and_then(|stored| stored.assignment.schedule());
        assert_eq!(stored, followed, "{} follows another schedule than the caller says it read", machine.id);
        let rev = machine.rev + 1;
        let before = machines.replace(tenant, Machine { rev, ..machine.clone() });
        let was = before.as_ref().and_then(machine_is_due_at);
        due.moved(Due::Machine(tenant, machine.id.clone()), was, machine_is_due_at(machine));
        ledger.closed(tenant, before.as_ref(), machine);
        Ok(rev)
    }

    async fn delete_machine(&self, tenant: TenantId, machine: &Machine) -> Result<(), StoreError> {
        let Tables { machines, due, .. } = &mut *self.write();
        let stored = machines.find(tenant, &machine.id).filter(|stored| stored.rev == machine.rev);
        let stored = stored.ok_or(StoreError::Conflict("machine"))?.clone();
        unless(!stored.closed.is_empty(), "machine", ())?;
        let free = Machine { assignment: Assignment::default(), ..stored.clone() };
        machines.replace(tenant, free);
        if let Some(places) = machines.places.get_mut(&place(tenant, &machine.id)) {
            places.remove(&machine.id.instance);
        }
        due.moved(Due::Machine(tenant, machine.id.clone()), machine_is_due_at(&stored), None);
        Ok(())
    }
}
