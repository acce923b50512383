//! The store port, one trait per owner of data. Every method that touches a tenant's data takes its
//! [`TenantId`]: there is no way to ask for a record without saying whose.
//!
//! Paging: `after` is the last thing of the page before, never an opaque key of the database, so that
//! a forged cursor can at most skip within the same tenant.

mod audit;
mod border;
mod calls;
mod clouds;
mod keys;
mod page;
mod people;
mod scheduling;
mod upkeep;

use async_trait::async_trait;
use jiff::civil::Date;
use powerdown_domain::{
    CloudId, ExportId, InstanceId, Interval, LineageId, MachineId, Region, ScheduleId, SessionHandle,
    SessionId, TenantId, UserId, machine::Machine,
};

use super::BlindIndex;
use crate::record::{
    Export, Membership, News, OneTimeToken, Session, Socket, Tenant, TokenHash, TokenKind, User,
};

pub use audit::AuditStore;
pub use border::{BucketKey, RateStore, SecurityStore};
pub use calls::CallStore;
pub use clouds::CloudStore;
pub use keys::DataKeyStore;
pub use page::{Direction, Page, Part};
pub use people::{ApiTokenStore, InvitationStore, Joining, MemberStore};
pub use scheduling::{CalendarStore, Due, ScheduleStore, machine_is_due_at};
pub use upkeep::{SealedRecord, UniqueEntry, UpkeepStore};

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// What was read is no longer what is stored, or what should be new exists. Nothing was written.
    #[error("the {0} was changed by somebody else, or exists already")]
    Conflict(&'static str),
    /// A record was written by a newer version of PowerDown; this one refuses to touch it.
    #[error("a {entity} has format version {found}, newer than {known}")]
    NewerFormat {
        /// The kind of record.
        entity: &'static str,
        /// Its version.
        found: u32,
        /// The newest version this code knows.
        known: u32,
    },
    /// A record does not read as what it should be.
    #[error("a stored {entity} cannot be read")]
    Corrupt {
        /// The kind of record.
        entity: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The database did not answer, or refused the call.
    #[error("the database failed to {doing}")]
    Unavailable {
        /// What was asked of it, such as `put a machine`.
        doing: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Tenants, people, memberships and one-time tokens.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// Stores a new tenant with its owner and the entry that makes the address unique, all or nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the address is taken.
    async fn create_account(
        &self,
        tenant: &Tenant,
        owner: &User,
        membership: &Membership,
        email: &BlindIndex,
    ) -> Result<(), StoreError>;

    /// The person with this address.
    async fn user_by_email(&self, email: &BlindIndex) -> Result<Option<User>, StoreError>;

    /// A person.
    async fn user(&self, id: UserId) -> Result<Option<User>, StoreError>;

    /// Replaces a person's record, conditional on its `rev`.
    async fn update_user(&self, user: &User) -> Result<(), StoreError>;

    /// A tenant.
    async fn tenant(&self, id: TenantId) -> Result<Option<Tenant>, StoreError>;

    /// Replaces a tenant's record, conditional on its `rev`.
    async fn update_tenant(&self, tenant: &Tenant) -> Result<(), StoreError>;

    /// A person's place in a tenant.
    async fn membership(&self, tenant: TenantId, user: UserId) -> Result<Option<Membership>, StoreError>;

    /// The tenants a person belongs to, oldest tenant first; at most 100. From an index that may lag
    /// behind for a moment after signing up.
    async fn memberships(&self, user: UserId) -> Result<Vec<Membership>, StoreError>;

    /// Stores a fresh one-time token.
    async fn put_token(&self, token: &OneTimeToken) -> Result<(), StoreError>;

    /// Removes a token and gives it to exactly one caller; expired ones are given too, for the
    /// caller's clock to judge.
    async fn take_token(&self, kind: TokenKind, hash: &TokenHash)
    -> Result<Option<OneTimeToken>, StoreError>;
}

/// Sessions.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Stores a new session, if its person's record still is the one of `user_rev`: the credentials that
    /// were checked are the ones that count.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the person's record changed since, or the session exists.
    async fn create_session(&self, session: &Session, user_rev: u64) -> Result<(), StoreError>;

    /// A session; expired ones too, for the caller's clock to judge.
    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError>;

    /// Replaces a session, conditional on its `rev`. Its tenant stays; see [`Self::move_session`].
    async fn update_session(&self, session: &Session) -> Result<(), StoreError>;

    /// Replaces a session, conditional on its `rev`, whose tenant was `from` and is another one now.
    async fn move_session(&self, session: &Session, from: TenantId) -> Result<(), StoreError>;

    /// Ends a session; ending one that is gone is no error.
    async fn delete_session(&self, id: SessionId) -> Result<(), StoreError>;

    /// A page of a person's sessions in order of their handles, which is that of their log-ins; expired
    /// ones too. A page may be empty and have a next one.
    async fn sessions_of_user(
        &self,
        user: UserId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError>;

    /// A page of the sessions in a tenant, as in [`Self::sessions_of_user`].
    async fn sessions_of_tenant(
        &self,
        tenant: TenantId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError>;
}

/// What browsers are told, by number.
#[async_trait]
pub trait NewsStore: Send + Sync {
    /// The number of a tenant's newest news; 0 before the first.
    async fn newest_news(&self, tenant: TenantId) -> Result<u64, StoreError>;

    /// Keeps news as the newest, for as long as they say at least.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] unless its number follows upon the newest one.
    async fn put_news(&self, news: &News) -> Result<(), StoreError>;

    /// The news after a number that are still kept, oldest first, at most `limit`.
    async fn news_after(&self, tenant: TenantId, since: u64, limit: u32) -> Result<Vec<News>, StoreError>;
}

/// Open WebSocket connections.
#[async_trait]
pub trait SocketStore: Send + Sync {
    /// Remembers a connection, or replaces what is remembered of it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is another tenant's.
    async fn put_socket(&self, socket: &Socket) -> Result<(), StoreError>;

    /// A connection that is remembered.
    async fn socket(&self, connection: &str) -> Result<Option<Socket>, StoreError>;

    /// Replaces what is remembered of a connection.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was forgotten meanwhile: what is closed stays closed.
    async fn update_socket(&self, socket: &Socket) -> Result<(), StoreError>;

    /// Forgets a connection; one that is gone is no error.
    async fn delete_socket(&self, connection: &str) -> Result<(), StoreError>;

    /// A tenant's connections, at most 1,000; some may have closed already.
    async fn sockets(&self, tenant: TenantId) -> Result<Vec<Socket>, StoreError>;
}

/// The inventory.
#[async_trait]
pub trait MachineStore: Send + Sync {
    /// A machine.
    async fn machine(&self, tenant: TenantId, id: &MachineId) -> Result<Option<Machine>, StoreError>;

    /// Several machines, in no particular order; unknown ones are left out.
    async fn machines(&self, tenant: TenantId, ids: &[MachineId]) -> Result<Vec<Machine>, StoreError>;

    /// A page of a region's machines in order of instance id.
    async fn machines_in(
        &self,
        tenant: TenantId,
        cloud: CloudId,
        region: &Region,
        part: Part<'_, InstanceId>,
    ) -> Result<Page<Machine, InstanceId>, StoreError>;

    /// A page of the machines of a region that follow a schedule, in order of instance id. From an
    /// index that may lag behind: the machines read through it say whom they really follow.
    async fn following(
        &self,
        tenant: TenantId,
        schedule: ScheduleId,
        cloud: CloudId,
        region: &Region,
        part: Part<'_, InstanceId>,
    ) -> Result<Page<InstanceId, InstanceId>, StoreError>;

    /// Stores a machine, conditional on its `rev` (0: must be new), and counts it with the schedule it
    /// follows instead of `followed` (the one it followed when it was read). Returns the new `rev`.
    async fn put_machine(
        &self,
        tenant: TenantId,
        machine: &Machine,
        followed: Option<ScheduleId>,
    ) -> Result<u64, StoreError>;

    /// Deletes a machine that has no unrecorded intervals, conditional on its `rev`, and no longer
    /// counts it with the schedule it follows.
    async fn delete_machine(&self, tenant: TenantId, machine: &Machine) -> Result<(), StoreError>;
}

/// Exports, by the person they belong to.
#[async_trait]
pub trait ExportStore: Send + Sync {
    /// Stores a new export; it is removed some time after it expires.
    async fn create_export(&self, export: &Export) -> Result<(), StoreError>;

    /// An export of theirs; an expired one too, for the caller's clock to judge.
    async fn export(
        &self,
        tenant: TenantId,
        user: UserId,
        id: ExportId,
    ) -> Result<Option<Export>, StoreError>;

    /// Part of a person's exports, in the order they were asked for, expired ones included.
    async fn exports(
        &self,
        tenant: TenantId,
        user: UserId,
        part: Part<'_, ExportId>,
    ) -> Result<Page<Export, ExportId>, StoreError>;

    /// Replaces an export, conditional on its `rev`.
    async fn update_export(&self, export: &Export) -> Result<(), StoreError>;
}

/// The ledger of intervals.
#[async_trait]
pub trait LedgerStore: Send + Sync {
    /// How many shards the index of machines with unrecorded intervals has.
    fn outbox_shards(&self) -> u32;

    /// A page of machines whose `closed` is not empty, oldest first; the index may lag behind.
    async fn unrecorded(&self, shard: u32, limit: u32) -> Result<Vec<(TenantId, MachineId)>, StoreError>;

    /// Appends the machine's `closed` intervals, split by month (given as its first day, UTC), to its
    /// lineage's ledger and stores the machine without them, all or nothing, conditional on its `rev`.
    /// A life of more months than the database writes at once is recorded in steps, oldest first; after
    /// each, every interval is in one of the two places.
    async fn record(
        &self,
        tenant: TenantId,
        machine: &Machine,
        months: &[(Date, Vec<Interval>)],
    ) -> Result<(), StoreError>;

    /// The recorded intervals of one lineage in one month, in the order they were recorded.
    async fn ledger(
        &self,
        tenant: TenantId,
        lineage: LineageId,
        month: Date,
    ) -> Result<Vec<Interval>, StoreError>;
}
