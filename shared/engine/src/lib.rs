//! The use cases of PowerDown and the ports they need. Async, but free of AWS.
//!
//! A use case reads through ports, asks `powerdown-domain` what to do, and carries it out dully. Ports
//! speak our own types; adapters (`store-dynamodb`, `cloud-aws`, `vault-kms`, `messaging-aws`) and the
//! fakes of `testkit` implement them and pass the same contract suites.

pub mod accounts;
pub mod audit;
pub mod bulk;
pub mod calendars;
pub mod clouds;
mod error;
pub mod exports;
pub mod idempotency;
pub mod inventory;
pub mod keys;
pub mod limits;
pub mod news;
pub mod overrides;
pub mod people;
pub mod ports;
pub mod record;
pub mod schedules;
pub mod scheduling;
mod sealed;
pub mod security;
pub mod timekeeping;
pub mod upkeep;

pub use error::{Refusal, UseCaseError};
pub use sealed::{Sealable, Sealed};
