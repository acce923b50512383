//! Token buckets, security events and marks. They are not counted as reads and writes: what a use case
//! does to the data is a question of its own.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::{
    limits::{Allowance, Draw},
    ports::{BucketKey, Page, Part, RateStore, SecurityStore, StoreError},
    record::{Mark, SecurityEvent, SecurityEventPlace},
};

use super::{MemoryStore, part_of};

#[derive(Default)]
pub(super) struct Border {
    buckets: BTreeMap<BucketKey, i64>,
    events: BTreeMap<(TenantId, SecurityEventPlace), SecurityEvent>,
    marks: BTreeMap<String, Timestamp>,
}

#[async_trait]
impl RateStore for MemoryStore {
    async fn draw(
        &self,
        bucket: &BucketKey,
        allowance: Allowance,
        now: Timestamp,
    ) -> Result<Draw, StoreError> {
        let buckets = &mut self.tables().border.buckets;
        let draw = allowance.draw(buckets.get(bucket).copied(), now);
        if draw.granted {
            buckets.insert(bucket.clone(), draw.full_at);
        }
        Ok(draw)
    }
}

#[async_trait]
impl SecurityStore for MemoryStore {
    async fn count_security_event(&self, event: &SecurityEvent) -> Result<u64, StoreError> {
        let events = &mut self.tables().border.events;
        let SecurityEvent { tenant, kind: _, source: _, user, detail, count, first_at: _, last_at } =
            event.clone();
        let counted = events
            .entry((tenant, event.place()))
            .and_modify(|stored| {
                stored.count += count;
                stored.last_at = last_at;
                stored.user = user.or(stored.user);
                stored.detail = detail;
            })
            .or_insert_with(|| event.clone());
        Ok(counted.count)
    }

    async fn security_events(
        &self,
        tenant: TenantId,
        part: Part<'_, SecurityEventPlace>,
    ) -> Result<Page<SecurityEvent, SecurityEventPlace>, StoreError> {
        let tables = self.tables();
        let own = tables.border.events.iter().filter(|((whose, _), _)| *whose == tenant);
        let own: BTreeMap<SecurityEventPlace, &SecurityEvent> =
            own.map(|((_, place), event)| (place.clone(), event)).collect();
        Ok(part_of(&own, part, |_, event| (*event).clone()))
    }

    async fn put_mark(&self, mark: &Mark, until: Timestamp) -> Result<(), StoreError> {
        self.tables().border.marks.insert(mark.key(), until);
        Ok(())
    }

    async fn marked_until(&self, mark: &Mark) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.tables().border.marks.get(&mark.key()).copied())
    }
}
