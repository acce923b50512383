//! The audit trail; append only.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::Ordering,
};

use async_trait::async_trait;
use jiff::{civil::Date, tz::TimeZone};
use powerdown_domain::TenantId;
use powerdown_engine::{
    ports::{AuditStore, Page, Part, StoreError},
    record::{AuditEntry, AuditHead, LastVerification, Writer},
};

use super::{MemoryStore, page, part_of, unless};

#[derive(Default)]
pub(super) struct Trails {
    heads: BTreeMap<(TenantId, String), AuditHead>,
    unanchored: BTreeSet<(TenantId, String)>,
    entries: BTreeMap<(TenantId, String, Date), BTreeMap<u64, AuditEntry>>,
    verified: BTreeMap<TenantId, LastVerification>,
}

#[async_trait]
impl AuditStore for MemoryStore {
    async fn audit_head(&self, tenant: TenantId, writer: &Writer) -> Result<AuditHead, StoreError> {
        let heads = &self.read().audit.heads;
        Ok(heads.get(&(tenant, writer.to_string())).cloned().unwrap_or_else(AuditHead::empty))
    }

    async fn append_audit(
        &self,
        writer: &Writer,
        entry: &AuditEntry,
        head: &AuditHead,
    ) -> Result<(), StoreError> {
        assert_eq!(entry.number, head.number + 1, "an entry comes right after its head");
        if self.0.audit_fails.load(Ordering::Relaxed) {
            let source = "it was told to".into();
            return Err(StoreError::Unavailable { doing: "append to the audit trail", source });
        }
        let trails = &mut self.write().audit;
        let chain = (entry.tenant, writer.to_string());
        let stored = trails.heads.get(&chain).cloned().unwrap_or_else(AuditHead::empty);
        unless((stored.number, &stored.hash) != (head.number, &head.hash), "audit trail", ())?;
        let month = entry.at.to_zoned(TimeZone::UTC).date().first_of_month();
        let page = trails.entries.entry((chain.0, chain.1.clone(), month)).or_default();
        page.insert(entry.number, entry.clone());
        trails.unanchored.insert(chain.clone());
        trails.heads.insert(chain, head.with(entry));
        Ok(())
    }

    fn anchor_shards(&self) -> u32 {
        1
    }

    async fn unanchored(
        &self,
        _: u32,
        after: Option<&String>,
        limit: u32,
    ) -> Result<Page<(TenantId, Writer), String>, StoreError> {
        let tables = self.read();
        let by_place = tables.audit.unanchored.iter().map(|(tenant, writer)| {
            let chain = writer.parse().ok().map(|writer: Writer| (*tenant, writer));
            (format!("{tenant}#{writer}"), chain)
        });
        let found = page(&by_place.collect(), after, limit, |_, chain| chain.clone());
        Ok(Page { items: found.items.into_iter().flatten().collect(), next: found.next })
    }

    async fn anchored(&self, tenant: TenantId, writer: &Writer, head: &AuditHead) -> Result<(), StoreError> {
        let trails = &mut self.write().audit;
        let chain = (tenant, writer.to_string());
        let stored = trails.heads.get(&chain).cloned().unwrap_or_else(AuditHead::empty);
        unless((stored.number, &stored.hash) != (head.number, &head.hash), "audit trail", ())?;
        trails.unanchored.remove(&chain);
        trails.heads.insert(chain, head.clone());
        Ok(())
    }

    async fn put_verification(
        &self,
        tenant: TenantId,
        verification: &LastVerification,
    ) -> Result<(), StoreError> {
        self.write().audit.verified.insert(tenant, verification.clone());
        Ok(())
    }

    async fn last_verification(&self, tenant: TenantId) -> Result<Option<LastVerification>, StoreError> {
        Ok(self.read().audit.verified.get(&tenant).cloned())
    }

    async fn audit_heads(
        &self,
        tenant: TenantId,
        part: Part<'_, Writer>,
    ) -> Result<Page<(Writer, AuditHead), Writer>, StoreError> {
        let tables = self.read();
        let of_tenant = |key: &(TenantId, String)| key.0 == tenant;
        let heads = tables.audit.heads.iter().filter(|(key, _)| of_tenant(key));
        let heads = heads.map(|(key, head)| (key.1.clone(), head.clone())).collect();
        let after = part.after.map(Writer::to_string);
        let part = Part::after(after.as_ref(), part.limit).going(part.direction);
        let found = part_of(&heads, part, |writer, head| (writer.parse::<Writer>(), head.clone()));
        let items = found.items.into_iter().filter_map(|(writer, head)| Some((writer.ok()?, head)));
        Ok(Page { items: items.collect(), next: found.next.and_then(|writer| writer.parse().ok()) })
    }

    async fn newest_audit_entries(
        &self,
        tenant: TenantId,
        writer: &Writer,
        month: Date,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError> {
        let tables = self.read();
        let Some(entries) = tables.audit.entries.get(&(tenant, writer.to_string(), month)) else {
            return Ok(Page { items: Vec::new(), next: None });
        };
        let mut rest = entries.range(..before.unwrap_or(u64::MAX)).rev().map(|(_, entry)| entry.clone());
        let items: Vec<AuditEntry> = rest.by_ref().take(limit as usize).collect();
        let next = rest.next().and_then(|_| items.last().map(|entry| entry.number));
        Ok(Page { items, next })
    }

    async fn audit_entries(
        &self,
        tenant: TenantId,
        writer: &Writer,
        month: Date,
        after: Option<u64>,
        limit: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError> {
        let tables = self.read();
        let found = tables.audit.entries.get(&(tenant, writer.to_string(), month));
        Ok(found.map_or(Page { items: Vec::new(), next: None }, |entries| {
            page(entries, after.as_ref(), limit, |_, entry| entry.clone())
        }))
    }
}
