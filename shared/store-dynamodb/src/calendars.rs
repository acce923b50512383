//! Calendars.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{CalendarId, Name, TenantId, schedule::CalendarDocument};
use powerdown_engine::{
    ports::{CalendarStore, Page, Part, StoreError},
    record::CalendarRecord,
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    item::{Body, Entity, Item, encode, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarItem {
    name: Name,
    document: CalendarDocument,
    created_at: Timestamp,
    updated_at: Timestamp,
    version: u64,
}

impl Body for CalendarItem {
    const ENTITY: Entity = Entity { name: "calendar", version: 1 };
}

impl CalendarItem {
    fn of(calendar: &CalendarRecord) -> Result<Item, StoreError> {
        let CalendarRecord { id, tenant, name, document, created_at, updated_at, version } = calendar.clone();
        let body = Self { name, document, created_at, updated_at, version };
        encode(&Key::calendar(tenant, id), &body, [])
    }

    fn into_record(self, tenant: TenantId, id: CalendarId) -> CalendarRecord {
        let Self { name, document, created_at, updated_at, version } = self;
        CalendarRecord { id, tenant, name, document, created_at, updated_at, version }
    }

    fn listed(tenant: TenantId, (key, item): (Key, Self)) -> Result<CalendarRecord, StoreError> {
        let id = key.calendar_of().map_err(misplaced(Self::ENTITY))?;
        Ok(item.into_record(tenant, id))
    }
}

/// The stored calendar is of this version.
fn of_version(version: u64) -> Expression {
    Expression::new("#version = :version").name("version").number("version", version)
}

#[async_trait]
impl CalendarStore for DynamoStore {
    async fn create_calendar(&self, calendar: &CalendarRecord) -> Result<(), StoreError> {
        let first = CalendarRecord { version: 1, ..calendar.clone() };
        self.write("create a calendar", Write::create::<CalendarItem>(CalendarItem::of(&first)?)).await
    }

    async fn calendar(&self, tenant: TenantId, id: CalendarId) -> Result<Option<CalendarRecord>, StoreError> {
        let found = self.get::<CalendarItem>("get a calendar", &Key::calendar(tenant, id)).await?;
        Ok(found.map(|item| item.into_record(tenant, id)))
    }

    async fn calendars(&self, tenant: TenantId) -> Result<Vec<CalendarRecord>, StoreError> {
        let range = Range::calendars(tenant);
        let found = self.list_all::<CalendarItem>("list calendars", &range, usize::MAX).await?;
        found.into_iter().map(|found| CalendarItem::listed(tenant, found)).collect()
    }

    async fn page_of_calendars(
        &self,
        tenant: TenantId,
        part: Part<'_, CalendarId>,
    ) -> Result<Page<CalendarRecord, CalendarId>, StoreError> {
        let (range, key) = (Range::calendars(tenant), |id: &CalendarId| Key::calendar(tenant, *id));
        let found = self.list_part::<CalendarItem, _>("list calendars", &range, part, key).await?;
        let found: Result<Vec<_>, _> =
            found.into_iter().map(|found| CalendarItem::listed(tenant, found)).collect();
        Ok(page(found?, part.limit, |calendar| calendar.id))
    }

    async fn calendars_by_id(
        &self,
        tenant: TenantId,
        ids: &[CalendarId],
    ) -> Result<Vec<CalendarRecord>, StoreError> {
        // DynamoDB refuses a batch that names a key twice.
        let distinct: std::collections::BTreeSet<&CalendarId> = ids.iter().collect();
        let keys: Vec<Key> = distinct.into_iter().map(|id| Key::calendar(tenant, *id)).collect();
        let found = self.get_all::<CalendarItem>("get calendars", &keys).await?;
        found.into_iter().map(|found| CalendarItem::listed(tenant, found)).collect()
    }

    async fn update_calendar(&self, calendar: &CalendarRecord) -> Result<(), StoreError> {
        let before = calendar.version.checked_sub(1).ok_or(StoreError::Conflict("calendar"))?;
        let write = Write::replace::<CalendarItem>(CalendarItem::of(calendar)?, of_version(before));
        self.write("put a calendar", write).await
    }

    async fn delete_calendar(
        &self,
        tenant: TenantId,
        id: CalendarId,
        version: u64,
    ) -> Result<(), StoreError> {
        let write = Write::delete_if::<CalendarItem>(Key::calendar(tenant, id), of_version(version));
        self.write("delete a calendar", write).await
    }
}
