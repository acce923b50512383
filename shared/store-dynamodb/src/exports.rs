//! Exports, by the person they belong to.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{ExportId, Reach, TenantId, UserId};
use powerdown_engine::{
    ports::{ExportStore, Page, Part, StoreError},
    record::{Export, ExportFormat, ExportOf, ExportProgress, ExportState},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::time_to_live,
    item::{Body, Entity, Item, encode, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExportItem {
    reach: Reach,
    of: ExportOf,
    format: ExportFormat,
    state: ExportState,
    rows: u64,
    bytes: u64,
    progress: ExportProgress,
    restarts: u32,
    leased_until: Option<Timestamp>,
    created_at: Timestamp,
    updated_at: Timestamp,
    expires_at: Timestamp,
    rev: u64,
}

impl Body for ExportItem {
    const ENTITY: Entity = Entity { name: "export", version: 1 };
}

impl ExportItem {
    fn of(export: &Export) -> Result<Item, StoreError> {
        let Export { id, tenant, user, reach, of, format, state, rows, bytes, progress, .. } = export.clone();
        let Export { restarts, leased_until, created_at, updated_at, expires_at, rev, .. } = *export;
        let body = Self {
            reach,
            of,
            format,
            state,
            rows,
            bytes,
            progress,
            restarts,
            leased_until,
            created_at,
            updated_at,
            expires_at,
            rev,
        };
        encode(&Key::export(tenant, user, id), &body, [time_to_live(expires_at)])
    }

    fn into_record(self, tenant: TenantId, user: UserId, id: ExportId) -> Export {
        let Self { reach, of, format, state, rows, bytes, progress, restarts, leased_until, .. } = self;
        let Self { created_at, updated_at, expires_at, rev, .. } = self;
        Export {
            id,
            tenant,
            user,
            reach,
            of,
            format,
            state,
            rows,
            bytes,
            progress,
            restarts,
            leased_until,
            created_at,
            updated_at,
            expires_at,
            rev,
        }
    }
}

#[async_trait]
impl ExportStore for DynamoStore {
    async fn create_export(&self, export: &Export) -> Result<(), StoreError> {
        let first = ExportItem::of(&Export { rev: 1, ..export.clone() })?;
        self.write("create an export", Write::create::<ExportItem>(first)).await
    }

    async fn export(
        &self,
        tenant: TenantId,
        user: UserId,
        id: ExportId,
    ) -> Result<Option<Export>, StoreError> {
        let found = self.get::<ExportItem>("get an export", &Key::export(tenant, user, id)).await?;
        Ok(found.map(|item| item.into_record(tenant, user, id)))
    }

    async fn exports(
        &self,
        tenant: TenantId,
        user: UserId,
        part: Part<'_, ExportId>,
    ) -> Result<Page<Export, ExportId>, StoreError> {
        let (range, key) = (Range::exports(tenant, user), |id: &ExportId| Key::export(tenant, user, *id));
        let found = self.list_part::<ExportItem, _>("list exports", &range, part, key).await?;
        let record = |(key, item): (Key, ExportItem)| {
            let id = key.export_of().map_err(misplaced(ExportItem::ENTITY))?;
            Ok(item.into_record(tenant, user, id))
        };
        let found = found.into_iter().map(record).collect::<Result<Vec<Export>, StoreError>>()?;
        Ok(page(found, part.limit, |export| export.id))
    }

    async fn update_export(&self, export: &Export) -> Result<(), StoreError> {
        let read = Expression::new("#rev = :rev").name("rev").number("rev", export.rev);
        let next = ExportItem::of(&Export { rev: export.rev + 1, ..export.clone() })?;
        self.write("put an export", Write::replace::<ExportItem>(next, read)).await
    }
}
