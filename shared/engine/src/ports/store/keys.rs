//! Data keys, as they are kept: wrapped.

use async_trait::async_trait;
use powerdown_domain::TenantId;

use super::StoreError;
use crate::ports::{DataKeyRecord, Purpose};

/// Wrapped data keys.
#[async_trait]
pub trait DataKeyStore: Send + Sync {
    /// The newest data key of a tenant and purpose.
    async fn newest_data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
    ) -> Result<Option<DataKeyRecord>, StoreError>;

    /// A data key by its number.
    async fn data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        number: u32,
    ) -> Result<Option<DataKeyRecord>, StoreError>;

    /// All data keys of a tenant and purpose, oldest first; one a rotation.
    async fn data_keys(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<DataKeyRecord>, StoreError>;

    /// Stores a new data key.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the number is taken: read it and use that one.
    async fn put_data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        key: &DataKeyRecord,
    ) -> Result<(), StoreError>;
}
