//! Calls that carry an idempotency key.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::TenantId;

use super::StoreError;
use crate::record::{CallKey, CallState, RepeatableCall};

/// Calls that may be sent twice and are carried out once.
#[async_trait]
pub trait CallStore: Send + Sync {
    /// Stores a call under its key, unless one is there that has not expired by `now`; that one is
    /// given back instead.
    async fn claim_call(
        &self,
        call: &RepeatableCall,
        now: Timestamp,
    ) -> Result<Option<RepeatableCall>, StoreError>;

    /// Writes down what became of a call that is running.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is not, or no longer, running.
    async fn end_call(&self, tenant: TenantId, key: &CallKey, state: &CallState) -> Result<(), StoreError>;

    /// Forgets a call that changed nothing; one that is gone is no error.
    async fn forget_call(&self, tenant: TenantId, key: &CallKey) -> Result<(), StoreError>;
}
