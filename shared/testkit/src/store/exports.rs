//! Exports.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::{ExportId, TenantId, UserId};
use powerdown_engine::{
    ports::{ExportStore, Page, Part, StoreError},
    record::Export,
};

use super::{MemoryStore, part_of, unless};

#[derive(Default)]
pub(super) struct Exports(BTreeMap<(TenantId, UserId), BTreeMap<ExportId, Export>>);

#[async_trait]
impl ExportStore for MemoryStore {
    async fn create_export(&self, export: &Export) -> Result<(), StoreError> {
        let exports = &mut self.write().exports.0;
        let theirs = exports.entry((export.tenant, export.user)).or_default();
        unless(theirs.contains_key(&export.id), "export", ())?;
        theirs.insert(export.id, Export { rev: 1, ..export.clone() });
        Ok(())
    }

    async fn export(
        &self,
        tenant: TenantId,
        user: UserId,
        id: ExportId,
    ) -> Result<Option<Export>, StoreError> {
        let tables = self.read();
        Ok(tables.exports.0.get(&(tenant, user)).and_then(|theirs| theirs.get(&id)).cloned())
    }

    async fn exports(
        &self,
        tenant: TenantId,
        user: UserId,
        part: Part<'_, ExportId>,
    ) -> Result<Page<Export, ExportId>, StoreError> {
        let tables = self.read();
        Ok(tables.exports.0.get(&(tenant, user)).map_or(Page { items: Vec::new(), next: None }, |theirs| {
            part_of(theirs, part, |_, export| export.clone())
        }))
    }

    async fn update_export(&self, export: &Export) -> Result<(), StoreError> {
        let exports = &mut self.write().exports.0;
        let theirs = exports.get_mut(&(export.tenant, export.user));
        let stored = theirs.and_then(|theirs| theirs.get_mut(&export.id));
        let stored =
            stored.filter(|stored| stored.rev == export.rev).ok_or(StoreError::Conflict("export"))?;
        *stored = Export { rev: export.rev + 1, ..export.clone() };
        Ok(())
    }
}
