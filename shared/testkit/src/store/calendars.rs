//! Calendars.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use powerdown_domain::{CalendarId, TenantId};
use powerdown_engine::{
    ports::{CalendarStore, Page, Part, StoreError},
    record::CalendarRecord,
};

use super::{MemoryStore, page_of, unless};

#[derive(Default)]
pub(super) struct Calendars(BTreeMap<(TenantId, CalendarId), CalendarRecord>);

impl Calendars {
    fn of_version(
        &mut self,
        tenant: TenantId,
        id: CalendarId,
        version: u64,
    ) -> Result<&mut CalendarRecord, StoreError> {
        let stored = self.0.get_mut(&(tenant, id)).filter(|stored| stored.version == version);
        stored.ok_or(StoreError::Conflict("calendar"))
    }
}

#[async_trait]
impl CalendarStore for MemoryStore {
    async fn create_calendar(&self, calendar: &CalendarRecord) -> Result<(), StoreError> {
        let calendars = &mut self.write().calendars.0;
        let key = (calendar.tenant, calendar.id);
        unless(calendars.contains_key(&key), "calendar", ())?;
        calendars.insert(key, CalendarRecord { version: 1, ..calendar.clone() });
        Ok(())
    }

    async fn calendar(&self, tenant: TenantId, id: CalendarId) -> Result<Option<CalendarRecord>, StoreError> {
        Ok(self.read().calendars.0.get(&(tenant, id)).cloned())
    }

    async fn calendars(&self, tenant: TenantId) -> Result<Vec<CalendarRecord>, StoreError> {
        let calendars = &self.read().calendars.0;
        Ok(calendars.values().filter(|calendar| calendar.tenant == tenant).cloned().collect())
    }

    async fn page_of_calendars(
        &self,
        tenant: TenantId,
        part: Part<'_, CalendarId>,
    ) -> Result<Page<CalendarRecord, CalendarId>, StoreError> {
        Ok(page_of(&self.read().calendars.0, tenant, part))
    }

    async fn calendars_by_id(
        &self,
        tenant: TenantId,
        ids: &[CalendarId],
    ) -> Result<Vec<CalendarRecord>, StoreError> {
        let calendars = &self.read().calendars.0;
        let distinct: BTreeSet<&CalendarId> = ids.iter().collect();
        Ok(distinct.into_iter().filter_map(|id| calendars.get(&(tenant, *id))).cloned().collect())
    }

    async fn update_calendar(&self, calendar: &CalendarRecord) -> Result<(), StoreError> {
        let before = calendar.version.checked_sub(1).ok_or(StoreError::Conflict("calendar"))?;
        let calendars = &mut self.write().calendars;
        *calendars.of_version(calendar.tenant, calendar.id, before)? = calendar.clone();
        Ok(())
    }

    async fn delete_calendar(
        &self,
        tenant: TenantId,
        id: CalendarId,
        version: u64,
    ) -> Result<(), StoreError> {
        let calendars = &mut self.write().calendars;
        calendars.of_version(tenant, id, version)?;
        calendars.0.remove(&(tenant, id));
        Ok(())
    }
}
