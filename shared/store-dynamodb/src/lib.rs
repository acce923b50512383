//! The store port over one DynamoDB table.
//!
//! Rules of this crate:
//! - [`keys`] and [`indexes`] hold every key there is. What belongs to a tenant has a key that takes
//!   its `TenantId`, so a foreign id finds what a missing one finds: nothing.
//! - Identity lives in the key alone, everything else in a body of the entity's own ([`item`]), which
//!   carries its format version. Older bodies are read, newer ones are neither read nor written over.
//! - Every write says what it rests on: a condition on what was read, or on there being nothing.
//! - Reads of the table are strongly consistent. Reads of an index cannot be; the port says so where
//!   it matters.
//! - No clock, no randomness and no environment: DynamoDB's time to live is a broom that comes some
//!   time after the instant written in the record, and the caller's clock alone judges.

mod accounts;
mod api_tokens;
mod audit;
mod calendars;
mod call;
mod calls;
mod clouds;
mod data_keys;
mod exports;
mod expression;
mod indexes;
mod invitations;
mod item;
mod keys;
mod ledger;
mod machines;
mod members;
mod news;
mod rates;
mod read;
mod schedules;
mod security;
mod sessions;
mod sockets;
mod upkeep;
mod write;

use std::{
    fmt,
    sync::{Arc, atomic::AtomicU32},
};

use aws_sdk_dynamodb::Client;

pub use indexes::{INDEXES, Index, TABLE_KEY, TIME_TO_LIVE};

/// The store. Cheap to clone; clones share the client and its connections.
#[derive(Clone)]
pub struct DynamoStore {
    client: Client,
    table: Arc<str>,
    /// Counts retries, to spread those that began at the same time.
    turn: Arc<AtomicU32>,
}

impl DynamoStore {
    /// A store over the table of this name. The table and its indexes must exist: `template.yaml`
    /// makes them in a deployment, and must agree with [`TABLE_KEY`], [`INDEXES`] and
    /// [`TIME_TO_LIVE`] (a test holds it to that).
    pub fn new(client: Client, table: impl Into<Arc<str>>) -> Self {
        Self { client, table: table.into(), turn: Arc::default() }
    }
}

impl fmt::Debug for DynamoStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DynamoStore({})", self.table)
    }
}
