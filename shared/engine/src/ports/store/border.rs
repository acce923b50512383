//! What the border keeps: token buckets, marks on sources, and what looked like an attack.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::TenantId;

use super::{Page, Part, StoreError};
use crate::{
    limits::{Allowance, Draw},
    record::{Mark, SecurityEvent, SecurityEventPlace, SourceHash},
};

/// Names a token bucket.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BucketKey(String);

impl BucketKey {
    /// The bucket of a rule for a source.
    pub fn new(rule: &str, source: &SourceHash) -> Self {
        Self(format!("{rule}#{}", source.0))
    }

    /// As text: `<rule>#<hash>`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Token buckets.
#[async_trait]
pub trait RateStore: Send + Sync {
    /// Takes a token of a bucket; one that was never used, or not for long, is full. A refusal takes
    /// nothing. Of simultaneous calls no more are granted than there are tokens; one that others kept
    /// coming before is refused and may try again at once.
    async fn draw(
        &self,
        bucket: &BucketKey,
        allowance: Allowance,
        now: Timestamp,
    ) -> Result<Draw, StoreError>;
}

/// What looked like an attack, and what is remembered for a while.
#[async_trait]
pub trait SecurityStore: Send + Sync {
    /// Adds to the event of the same place, or begins it: its `count` is added, its `last_at`, person
    /// and detail become the event's. Returns how often it happened by now.
    async fn count_security_event(&self, event: &SecurityEvent) -> Result<u64, StoreError>;

    /// A page of a tenant's events, by time; the system's own under [`TenantId::SYSTEM`].
    async fn security_events(
        &self,
        tenant: TenantId,
        part: Part<'_, SecurityEventPlace>,
    ) -> Result<Page<SecurityEvent, SecurityEventPlace>, StoreError>;

    /// Marks until an instant, in place of what was there.
    async fn put_mark(&self, mark: &Mark, until: Timestamp) -> Result<(), StoreError>;

    /// Until when a mark stands; it may have ended, for the caller's clock to judge.
    async fn marked_until(&self, mark: &Mark) -> Result<Option<Timestamp>, StoreError>;
}
