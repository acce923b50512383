//! How old the keys are that a tenant's data and sessions hang on.

use jiff::Timestamp;
use powerdown_domain::TenantId;

use super::lifetime;
use crate::ports::{DataKeyStore, PREVIOUS_KEY_COUNTS_FOR, Purpose, StoreError};

/// What a key is for, in people's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// Signs the sessions of this installation.
    SessionSigning,
    /// Seals the addresses of people, who may belong to several tenants.
    People,
    /// Seals the tenant's own personal data, such as external ids.
    Company,
}

/// One key that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAge {
    /// What it is for.
    pub kind: KeyKind,
    /// The KMS key that wraps it.
    pub purpose: Purpose,
    /// Its number, from 1.
    pub number: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the next one takes its place; `None` where that has happened.
    pub rotates_at: Option<Timestamp>,
}

/// The keys that a tenant's sessions and data hang on now: of each kind the newest, and while it still
/// counts the signing key before. A key that was never needed is not there.
///
/// # Errors
/// The store's.
pub async fn ages(
    store: &dyn DataKeyStore,
    tenant: TenantId,
    now: Timestamp,
) -> Result<Vec<KeyAge>, StoreError> {
    let mut ages = Vec::new();
    for (kind, tenant, purpose) in [
        (KeyKind::SessionSigning, TenantId::SYSTEM, Purpose::Session),
        (KeyKind::People, TenantId::SYSTEM, Purpose::Pii),
        (KeyKind::Company, tenant, Purpose::Pii),
    ] {
        let keys = store.data_keys(tenant, purpose).await?;
        let mut newest_first = keys.iter().rev();
        let Some(newest) = newest_first.next() else { continue };
        let age = |number, created_at, rotates_at| KeyAge { kind, purpose, number, created_at, rotates_at };
        let rotates_at = lifetime(purpose).map(|life| newest.created_at + life);
        ages.push(age(newest.number, newest.created_at, rotates_at));
        let still_counts = now < newest.created_at + PREVIOUS_KEY_COUNTS_FOR;
        if let Some(before) = newest_first.next().filter(|_| purpose == Purpose::Session && still_counts) {
            ages.push(age(before.number, before.created_at, None));
        }
    }
    Ok(ages)
}
