//! What the use cases need from the world, in our own types.
//!
//! Each trait is narrow: a use case takes only those it uses. All are object-safe, so that a
//! function's wiring is a struct of `Arc<dyn …>` and a test's is the same struct over fakes.

mod ambient;
mod cloud;
mod messages;
mod notary;
mod objects;
mod passwords;
mod store;
mod vault;

pub use ambient::{Clock, Entropy, Ids};
pub use cloud::{
    CloudAccess, CloudError, CloudErrorClass, CloudGateway, InstancePage, ListedInstance, RegionSession,
    StateChange,
};
pub use messages::{
    Delivery, DomainEvent, EventBus, Job, JobQueue, MachineChange, Mail, Mailer, MessageError, Order,
    OrderQueue, OrderScope, SocketPush,
};
pub use notary::{Notary, Signature};
pub use objects::{
    FileKind, LARGEST_READ, Link, MOST_PARTS, ObjectError, ObjectKey, ObjectStore, PartTag, SMALLEST_PART,
    Upload,
};
pub use passwords::{PasswordHash, PasswordHasher};
pub use store::{
    AccountStore, ApiTokenStore, AuditStore, BucketKey, CalendarStore, CallStore, CloudStore, DataKeyStore,
    Direction, Due, ExportStore, InvitationStore, Joining, LedgerStore, MachineStore, MemberStore, NewsStore,
    Page, Part, RateStore, ScheduleStore, SealedRecord, SecurityStore, SessionStore, SocketStore, StoreError,
    UniqueEntry, UpkeepStore, machine_is_due_at,
};
pub use vault::{
    Binding, BlindIndex, Ciphertext, DATA_KEY_LIFE, DataKeyRecord, KeyMaker, MacKey, MacPurpose,
    PREVIOUS_KEY_COUNTS_FOR, Purpose, SIGNING_SETTLES_AFTER, Vault, VaultError,
};
