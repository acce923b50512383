//! Connected accounts.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::{AwsAccountId, CloudId, TenantId};
use powerdown_engine::{
    ports::{CloudStore, Due, Page, Part, StoreError},
    record::{Cloud, Leaving},
};

use super::{MemoryStore, Tables, page_of, unless};

#[derive(Default)]
pub(super) struct Clouds {
    pub(super) clouds: BTreeMap<(TenantId, CloudId), Cloud>,
    leaving: BTreeMap<(TenantId, CloudId), Leaving>,
    /// Whose account it is.
    pub(super) accounts: BTreeMap<AwsAccountId, (TenantId, CloudId)>,
}

impl Tables {
    /// Stores what leaves, if it is new or as it was read.
    fn put_leaving(&mut self, leaving: &Leaving) -> Result<(), StoreError> {
        let key = (leaving.tenant, leaving.cloud);
        let stored = self.clouds.leaving.get(&key);
        unless(stored.map_or(0, |stored| stored.rev) != leaving.rev, "leaving of a cloud", ())?;
        let (was, due) = (stored.map(|stored| stored.due_at), Due::Leaving(key.0, key.1));
        self.due.moved(due, was, Some(leaving.due_at));
        self.clouds.leaving.insert(key, Leaving { rev: leaving.rev + 1, ..leaving.clone() });
        Ok(())
    }

    fn refuse_changed_cloud(&self, cloud: &Cloud) -> Result<(), StoreError> {
        let stored = self.clouds.clouds.get(&(cloud.tenant, cloud.id));
        unless(stored.is_none_or(|stored| stored.rev != cloud.rev), "cloud", ())
    }
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

    async fn shrink_cloud(&self, cloud: &Cloud, leaving: &Leaving) -> Result<(), StoreError> {
        let tables = &mut *self.write();
        tables.refuse_changed_cloud(cloud)?;
        tables.put_leaving(leaving)?;
        let Tables { clouds, due, .. } = tables;
        let key = (cloud.tenant, cloud.id);
        let was = clouds.clouds.insert(key, Cloud { rev: cloud.rev + 1, ..cloud.clone() });
        due.moved(Due::Cloud(key.0, key.1), was.and_then(|was| was.next_scan_at), cloud.next_scan_at);
        Ok(())
    }

    async fn delete_cloud(&self, cloud: &Cloud, leaving: &Leaving) -> Result<(), StoreError> {
        let tables = &mut *self.write();
        tables.refuse_changed_cloud(cloud)?;
        tables.put_leaving(leaving)?;
        let Tables { clouds, due, .. } = tables;
        let was = clouds.clouds.remove(&(cloud.tenant, cloud.id));
        clouds.accounts.remove(&cloud.account);
        due.moved(Due::Cloud(cloud.tenant, cloud.id), was.and_then(|was| was.next_scan_at), None);
        Ok(())
    }

    async fn leaving(&self, tenant: TenantId, cloud: CloudId) -> Result<Option<Leaving>, StoreError> {
        Ok(self.read().clouds.leaving.get(&(tenant, cloud)).cloned())
    }

    async fn update_leaving(&self, leaving: &Leaving) -> Result<(), StoreError> {
        self.write().put_leaving(leaving)
    }

    async fn end_leaving(&self, leaving: &Leaving) -> Result<(), StoreError> {
        let Tables { clouds, due, .. } = &mut *self.write();
        let key = (leaving.tenant, leaving.cloud);
        let stored = clouds.leaving.get(&key).filter(|stored| stored.rev == leaving.rev);
        let was = stored.ok_or(StoreError::Conflict("leaving of a cloud"))?.due_at;
        clouds.leaving.remove(&key);
        due.moved(Due::Leaving(key.0, key.1), Some(was), None);
        Ok(())
    }

    async fn owner_of_account(
        &self,
        account: &AwsAccountId,
    ) -> Result<Option<(TenantId, CloudId)>, StoreError> {
        Ok(self.read().clouds.accounts.get(account).copied())
    }
}
