//! Connected accounts.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::{AwsAccountId, CloudId, TenantId};
use powerdown_engine::{
    ports::{CloudStore, Due, Page, Part, StoreError},
    record::Cloud,
};

use super::{MemoryStore, Tables, page_of, unless};

#[derive(Default)]
pub(super) struct Clouds {
    pub(super) clouds: BTreeMap<(TenantId, CloudId), Cloud>,
    /// Whose account it is.
    pub(super) accounts: BTreeMap<AwsAccountId, (TenantId, CloudId)>,
}

#[async_trait]
impl CloudStore for MemoryStore {
    async fn create_cloud(&self, cloud: &Cloud) -> Result<(), StoreError> {
        let Tables { clouds, due, .. } = &mut *self.write();
        let key = (cloud.tenant, cloud.id);
        unless(clouds.accounts.contains_key(&cloud.account), "AWS account", ())?;
        unless(clouds.clouds.contains_key(&key), "cloud", ())?;
        clouds.accounts.insert(cloud.account.clone(), key);
        clouds.clouds.insert(key, Cloud { rev: 1, ..cloud.clone() });
        due.moved(Due::Cloud(cloud.tenant, cloud.id), None, cloud.next_scan_at);
        Ok(())
    }

    async fn cloud(&self, tenant: TenantId, id: CloudId) -> Result<Option<Cloud>, StoreError> {
        Ok(self.read().clouds.clouds.get(&(tenant, id)).cloned())
    }

    async fn clouds(&self, tenant: TenantId) -> Result<Vec<Cloud>, StoreError> {
        let clouds = &self.read().clouds.clouds;
        Ok(clouds.values().filter(|cloud| cloud.tenant == tenant).cloned().collect())
    }

    async fn page_of_clouds(
        &self,
        tenant: TenantId,
        part: Part<'_, CloudId>,
    ) -> Result<Page<Cloud, CloudId>, StoreError> {
        Ok(page_of(&self.read().clouds.clouds, tenant, part))
    }

    async fn update_cloud(&self, cloud: &Cloud) -> Result<(), StoreError> {
        let Tables { clouds, due, .. } = &mut *self.write();
        let stored = clouds.clouds.get_mut(&(cloud.tenant, cloud.id)).filter(|it| it.rev == cloud.rev);
        let stored = stored.ok_or(StoreError::Conflict("cloud"))?;
        assert_eq!(stored.account, cloud.account, "a cloud's account never changes");
        due.moved(Due::Cloud(cloud.tenant, cloud.id), stored.next_scan_at, cloud.next_scan_at);
        *stored = Cloud { rev: cloud.rev + 1, ..cloud.clone() };
        Ok(())
    }

    async fn owner_of_account(
        &self,
        account: &AwsAccountId,
    ) -> Result<Option<(TenantId, CloudId)>, StoreError> {
        Ok(self.read().clouds.accounts.get(account).copied())
    }
}
