//! What PowerDown knows, free of I/O: identities, machines, schedules, and the decisions made from them.
//!
//! Rules of this crate:
//! - No clock, no randomness, no environment, no network, no async. Time, ids and the time-zone
//!   database are arguments, so that a day of operation can be replayed in a second.
//! - A value that exists is valid: every type with a rule is built by a parser that names the rule it
//!   refuses, and carries the proof from there on.
//! - Secrets ([`EmailAddress`], [`ExternalId`], [`AccessKeys`]) do not implement `Serialize`: they can
//!   be read from a request, never written into a record, a log or an answer by mistake.

pub mod assignment;
mod aws;
mod id;
mod interval;
pub mod machine;
mod password;
mod reach;
pub mod reconcile;
pub mod schedule;
mod scope;
mod secret;
mod text;
mod uri;

pub use aws::{AwsAccountId, InstanceId, MachineId, Region, RoleArn};
pub use id::{
    ApiTokenId, CalendarId, CloudId, ExportId, InvitationId, LineageId, ScheduleId, SessionHandle, SessionId,
    TenantId, UserId,
};
pub use interval::{Interval, IntervalSource};
pub use reach::Reach;
pub use scope::{Access, Family, Scope};
pub use secret::{AccessKeys, EmailAddress, ExternalId, Password, TotpSeed};
pub use text::{Invalid, Name};
pub use uri::component;
