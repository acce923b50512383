//! The audit trail.

use async_trait::async_trait;
use jiff::civil::Date;
use powerdown_domain::TenantId;

use super::{Page, Part, StoreError};
use crate::record::{AuditEntry, AuditHead, LastVerification, Writer};

/// The audit trail; append only.
#[async_trait]
pub trait AuditStore: Send + Sync {
    /// The end of a writer's chain.
    async fn audit_head(&self, tenant: TenantId, writer: &Writer) -> Result<AuditHead, StoreError>;

    /// Appends an entry after `head`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another entry came first.
    async fn append_audit(
        &self,
        writer: &Writer,
        entry: &AuditEntry,
        head: &AuditHead,
    ) -> Result<(), StoreError>;

    /// How many shards the index of chains that grew has.
    fn anchor_shards(&self) -> u32;

    /// A page of chains that grew since [`AuditStore::anchored`] was last said of them, and where to go
    /// on; the index may lag behind.
    async fn unanchored(
        &self,
        shard: u32,
        after: Option<&String>,
        limit: u32,
    ) -> Result<Page<(TenantId, Writer), String>, StoreError>;

    /// Says that a chain is anchored up to this head, and since when.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it grew since; it stays among those that did.
    async fn anchored(&self, tenant: TenantId, writer: &Writer, head: &AuditHead) -> Result<(), StoreError>;

    /// Keeps what a verification found, in place of the one before.
    async fn put_verification(
        &self,
        tenant: TenantId,
        verification: &LastVerification,
    ) -> Result<(), StoreError>;

    /// What the last verification found.
    async fn last_verification(&self, tenant: TenantId) -> Result<Option<LastVerification>, StoreError>;

    /// Part of a tenant's chains, in order of the writers' shown forms.
    async fn audit_heads(
        &self,
        tenant: TenantId,
        part: Part<'_, Writer>,
    ) -> Result<Page<(Writer, AuditHead), Writer>, StoreError>;

    /// A page of a writer's entries of one month (given as its first day, UTC), newest first, all with
    /// numbers below `before`.
    async fn newest_audit_entries(
        &self,
        tenant: TenantId,
        writer: &Writer,
        month: Date,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError>;

    /// A page of a writer's entries of one month (given as its first day, UTC), oldest first.
    async fn audit_entries(
        &self,
        tenant: TenantId,
        writer: &Writer,
        month: Date,
        after: Option<u64>,
        limit: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError>;
}
