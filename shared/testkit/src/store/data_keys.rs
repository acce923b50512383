//! Wrapped data keys.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::TenantId;
use powerdown_engine::ports::{DataKeyRecord, DataKeyStore, Purpose, StoreError};

use super::{MemoryStore, unless};

#[derive(Default)]
pub(super) struct DataKeys(pub(super) BTreeMap<(TenantId, &'static str), BTreeMap<u32, DataKeyRecord>>);

#[async_trait]
impl DataKeyStore for MemoryStore {
    async fn newest_data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
    ) -> Result<Option<DataKeyRecord>, StoreError> {
        let tables = self.read();
        let keys = tables.data_keys.0.get(&(tenant, purpose.as_str()));
        Ok(keys.and_then(|keys| keys.values().next_back()).cloned())
    }

    async fn data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        number: u32,
    ) -> Result<Option<DataKeyRecord>, StoreError> {
        let tables = self.read();
        let keys = tables.data_keys.0.get(&(tenant, purpose.as_str()));
        Ok(keys.and_then(|keys| keys.get(&number)).cloned())
    }

    async fn data_keys(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<DataKeyRecord>, StoreError> {
        let tables = self.read();
        let keys = tables.data_keys.0.get(&(tenant, purpose.as_str()));
        Ok(keys.into_iter().flat_map(|keys| keys.values().cloned()).collect())
    }

    async fn put_data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        key: &DataKeyRecord,
    ) -> Result<(), StoreError> {
        let mut tables = self.write();
        let keys = tables.data_keys.0.entry((tenant, purpose.as_str())).or_default();
        unless(keys.contains_key(&key.number), "data key", ())?;
        keys.insert(key.number, key.clone());
        Ok(())
    }
}
