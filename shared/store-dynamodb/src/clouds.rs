//! Connected accounts.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{AwsAccountId, CloudId, Name, Region, TenantId};
use powerdown_engine::{
    ports::{CloudStore, Page, Part, StoreError},
    record::{Access, Cloud, Health},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::due,
    item::{Body, Entity, Item, encode, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloudItem {
    name: Name,
    pub(crate) account: AwsAccountId,
    regions: Vec<Region>,
    access: Access,
    health: Health,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    machines_seen_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_scan_at: Option<Timestamp>,
    created_at: Timestamp,
    rev: u64,
}

impl Body for CloudItem {
    const ENTITY: Entity = Entity { name: "cloud", version: 1 };
}

impl CloudItem {
    /// What is stored as version `rev` of a cloud.
    fn at(cloud: &Cloud, rev: u64) -> Result<Item, StoreError> {
        let Cloud {
            id,
            tenant,
            name,
            account,
            regions,
            access,
            health,
            machines_seen_at,
            next_scan_at,
            created_at,
            rev: _,
        } = cloud.clone();
        let body =
            Self { name, account, regions, access, health, machines_seen_at, next_scan_at, created_at, rev };
        encode(&Key::cloud(tenant, id), &body, due(next_scan_at, &id.to_string()))
    }

    pub(crate) fn into_record(self, tenant: TenantId, id: CloudId) -> Cloud {
        let Self { name, account, regions, access, health, machines_seen_at, next_scan_at, created_at, rev } =
            self;
        Cloud {
            id,
            tenant,
            name,
            account,
            regions,
            access,
            health,
            machines_seen_at,
            next_scan_at,
            created_at,
            rev,
        }
    }

    fn listed(tenant: TenantId, (key, item): (Key, Self)) -> Result<Cloud, StoreError> {
        let id = key.cloud_of().map_err(misplaced(Self::ENTITY))?;
        Ok(item.into_record(tenant, id))
    }
}

/// Makes an AWS account unique, and finds its cloud for an event: the account is the key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountItem {
    pub(crate) tenant: TenantId,
    pub(crate) cloud: CloudId,
}

impl Body for AccountItem {
    const ENTITY: Entity = Entity { name: "AWS account", version: 1 };
}

#[async_trait]
impl CloudStore for DynamoStore {
    async fn create_cloud(&self, cloud: &Cloud) -> Result<(), StoreError> {
        let claim = AccountItem { tenant: cloud.tenant, cloud: cloud.id };
        let claim = encode(&Key::account(&cloud.account), &claim, [])?;
        let writes =
            vec![Write::create::<AccountItem>(claim), Write::create::<CloudItem>(CloudItem::at(cloud, 1)?)];
        self.transact("create a cloud", writes).await
    }

    async fn cloud(&self, tenant: TenantId, id: CloudId) -> Result<Option<Cloud>, StoreError> {
        let found = self.get::<CloudItem>("get a cloud", &Key::cloud(tenant, id)).await?;
        Ok(found.map(|item| item.into_record(tenant, id)))
    }

    async fn clouds(&self, tenant: TenantId) -> Result<Vec<Cloud>, StoreError> {
        let found = self.list_all::<CloudItem>("list clouds", &Range::clouds(tenant), usize::MAX).await?;
        found.into_iter().map(|found| CloudItem::listed(tenant, found)).collect()
    }

    async fn page_of_clouds(
        &self,
        tenant: TenantId,
        part: Part<'_, CloudId>,
    ) -> Result<Page<Cloud, CloudId>, StoreError> {
        let key = |id: &CloudId| Key::cloud(tenant, *id);
        let found = self.list_part::<CloudItem, _>("list clouds", &Range::clouds(tenant), part, key).await?;
        let found: Result<Vec<_>, _> =
            found.into_iter().map(|found| CloudItem::listed(tenant, found)).collect();
        Ok(page(found?, part.limit, |cloud| cloud.id))
    }

    async fn update_cloud(&self, cloud: &Cloud) -> Result<(), StoreError> {
        let item = CloudItem::at(cloud, cloud.rev + 1)?;
        // The claim to the account names this cloud, so the account must stay what it is.
        let same_account =
            Expression::new("#account = :account").name("account").text("account", cloud.account.as_str());
        let condition = Expression::stored_at_rev(cloud.rev).and(same_account);
        self.write("put a cloud", Write::replace::<CloudItem>(item, condition)).await
    }

    async fn owner_of_account(
        &self,
        account: &AwsAccountId,
    ) -> Result<Option<(TenantId, CloudId)>, StoreError> {
        let found = self.get::<AccountItem>("find an AWS account", &Key::account(account)).await?;
        Ok(found.map(|claim| (claim.tenant, claim.cloud)))
    }
}
