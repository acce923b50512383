//! The records the store keeps besides machines: what they hold and who may change what.
//!
//! `rev` counts stored versions. A record that was never stored has `rev` 0; each successful write
//! is conditional on the `rev` that was read and stores the next one.

mod account;
mod audit;
mod call;
mod cloud;
mod export;
mod news;
mod people;
mod principal;
mod schedule;
mod security;
mod session;
mod upkeep;

pub use account::{Membership, OneTimeToken, Role, SecondFactor, Tenant, TokenKind, User};
pub use audit::{Actor, AuditEntry, AuditHead, AuditOutcome, LastVerification, Writer};
pub use call::{CallKey, CallState, RecordedAnswer, RepeatableCall};
pub use cloud::{Access, Cloud, Health, HealthStatus, Leaving};
pub use export::{Export, ExportFormat, ExportOf, ExportPlace, ExportProgress, ExportState};
pub use news::{News, Topic};
pub use people::{ApiToken, Invitation, InvitedAddress};
pub use principal::Principal;
pub use schedule::{CalendarRecord, ScheduleRecord, Target};
pub use security::{
    Mark, SECURITY_EVENT_LIFE, SECURITY_EVENT_WINDOW, SecurityEvent, SecurityEventKind, SecurityEventPlace,
    SourceHash,
};
pub use session::{Session, Socket, TokenHash, handle_of};
pub use upkeep::Progress;
