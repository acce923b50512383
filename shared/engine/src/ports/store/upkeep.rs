//! What the daily upkeep asks of the store.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{AwsAccountId, CloudId, SessionId, TenantId, UserId};

use super::{BlindIndex, Page, StoreError};
use crate::{
    ports::{DataKeyRecord, Purpose},
    record::{Cloud, Progress, User},
};

/// An entry that makes something unique, and whom it names as owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UniqueEntry {
    /// An e-mail address.
    Email(BlindIndex, UserId),
    /// An AWS account.
    Account(AwsAccountId, TenantId, CloudId),
}

/// A record that holds personal data sealed under a data key, for as long as it is kept. A new kind that
/// does joins here, or its values stay under the key that was the newest when they were sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealedRecord {
    /// A person.
    User(User),
    /// A cloud that is entered by a role.
    Cloud(Cloud),
}

/// What the daily upkeep needs. The only place that walks the whole table; never in a request's path.
#[async_trait]
pub trait UpkeepStore: Send + Sync {
    /// A page of all sessions that ended by `now`. `after` is a position in the walk; a page may be
    /// empty and still have a next one.
    async fn expired_sessions(
        &self,
        now: Timestamp,
        after: Option<String>,
    ) -> Result<Page<SessionId, String>, StoreError>;

    /// A page of all entries that make something unique; it too may be empty and have a next one.
    async fn unique_entries(&self, after: Option<String>) -> Result<Page<UniqueEntry, String>, StoreError>;

    /// Whether the owner an entry names exists and still is what the entry says.
    async fn has_owner(&self, entry: &UniqueEntry) -> Result<bool, StoreError>;

    /// A page of all records that hold personal data sealed under a data key of their tenant; it too
    /// may be empty and have a next one.
    async fn sealed_records(&self, after: Option<String>) -> Result<Page<SealedRecord, String>, StoreError>;

    /// A page of all data keys of everybody; it too may be empty and have a next one.
    async fn data_keys_of_all(
        &self,
        after: Option<String>,
    ) -> Result<Page<(TenantId, Purpose, DataKeyRecord), String>, StoreError>;

    /// How far a piece of work has come that goes over several runs; `None` when there is none to do.
    async fn progress(&self, work: &str) -> Result<Option<Progress>, StoreError>;

    /// Remembers how far it has come. There is one admin at a time, so the last word counts.
    async fn put_progress(&self, work: &str, progress: &Progress) -> Result<(), StoreError>;

    /// Forgets it: the work is done.
    async fn delete_progress(&self, work: &str) -> Result<(), StoreError>;
}
