//! Schedules, where they reach, and what is due.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{ScheduleId, TenantId};
use powerdown_engine::{
    ports::{Due, Page, Part, ScheduleStore, StoreError},
    record::{ScheduleRecord, Target},
};

use super::{MemoryStore, Tables, due, page_of, unless};

#[derive(Default)]
pub(super) struct Schedules(BTreeMap<(TenantId, ScheduleId), ScheduleRecord>);

impl Schedules {
    fn of_version(
        &mut self,
        tenant: TenantId,
        id: ScheduleId,
        version: u64,
    ) -> Result<&mut ScheduleRecord, StoreError> {
        let stored = self.0.get_mut(&(tenant, id)).filter(|stored| stored.version == version);
        stored.ok_or(StoreError::Conflict("schedule"))
    }
}

#[async_trait]
impl ScheduleStore for MemoryStore {
    async fn create_schedule(&self, schedule: &ScheduleRecord) -> Result<(), StoreError> {
        let Tables { schedules, due, .. } = &mut *self.write();
        let key = (schedule.tenant, schedule.id);
        unless(schedules.0.contains_key(&key), "schedule", ())?;
        schedules.0.insert(key, ScheduleRecord { version: 1, ..schedule.clone() });
        due.moved(Due::Schedule(schedule.tenant, schedule.id), None, schedule.next_edge);
        Ok(())
    }

    async fn schedule(&self, tenant: TenantId, id: ScheduleId) -> Result<Option<ScheduleRecord>, StoreError> {
        Ok(self.read().schedules.0.get(&(tenant, id)).cloned())
    }

    async fn schedules(&self, tenant: TenantId) -> Result<Vec<ScheduleRecord>, StoreError> {
        let schedules = &self.read().schedules.0;
        Ok(schedules.values().filter(|schedule| schedule.tenant == tenant).cloned().collect())
    }

    async fn page_of_schedules(
        &self,
        tenant: TenantId,
        part: Part<'_, ScheduleId>,
    ) -> Result<Page<ScheduleRecord, ScheduleId>, StoreError> {
        Ok(page_of(&self.read().schedules.0, tenant, part))
    }

    async fn schedules_by_id(
        &self,
        tenant: TenantId,
        ids: &[ScheduleId],
    ) -> Result<Vec<ScheduleRecord>, StoreError> {
        let schedules = &self.read().schedules.0;
        let distinct: BTreeSet<&ScheduleId> = ids.iter().collect();
        Ok(distinct.into_iter().filter_map(|id| schedules.get(&(tenant, *id))).cloned().collect())
    }

    async fn update_schedule(&self, schedule: &ScheduleRecord) -> Result<(), StoreError> {
        let Tables { schedules, due, .. } = &mut *self.write();
        let before = schedule.version.checked_sub(1).ok_or(StoreError::Conflict("schedule"))?;
        let stored = schedules.of_version(schedule.tenant, schedule.id, before)?;
        due.moved(Due::Schedule(schedule.tenant, schedule.id), stored.next_edge, schedule.next_edge);
        *stored = schedule.clone();
        Ok(())
    }

    async fn delete_schedule(
        &self,
        tenant: TenantId,
        id: ScheduleId,
        version: u64,
    ) -> Result<(), StoreError> {
        let Tables { schedules, due, .. } = &mut *self.write();
        let edge = schedules.of_version(tenant, id, version)?.next_edge;
        due.moved(Due::Schedule(tenant, id), edge, None);
        schedules.0.remove(&(tenant, id));
        Ok(())
    }

    async fn advance_edge(
        &self,
        schedule: &ScheduleRecord,
        next: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let Tables { schedules, due, .. } = &mut *self.write();
        let stored = schedules.of_version(schedule.tenant, schedule.id, schedule.version)?;
        unless(stored.next_edge != schedule.next_edge, "schedule", ())?;
        due.moved(Due::Schedule(schedule.tenant, schedule.id), stored.next_edge, next);
        stored.next_edge = next;
        Ok(())
    }

    async fn end_override(&self, tenant: TenantId, id: ScheduleId, version: u64) -> Result<(), StoreError> {
        let schedules = &mut self.write().schedules;
        let ended = schedules.of_version(tenant, id, version)?.overridden.take();
        unless(ended.is_none(), "schedule", ())
    }

    async fn targets(&self, tenant: TenantId, id: ScheduleId) -> Result<Vec<Target>, StoreError> {
        Ok(self.read().machines.targets(tenant, id))
    }

    fn due_shards(&self) -> u32 {
        due::SHARDS
    }

    async fn due(
        &self,
        shard: u32,
        until: Timestamp,
        after: Option<String>,
        limit: u32,
    ) -> Result<Page<Due, String>, StoreError> {
        Ok(self.read().due.page(shard, until, after, limit))
    }
}
