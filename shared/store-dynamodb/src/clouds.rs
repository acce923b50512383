//! Connected accounts.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{AwsAccountId, CloudId, Name, Region, TenantId};
use powerdown_engine::{
    ports::{CloudStore, Page, Part, StoreError},
    record::{Access, Cloud, Health, Leaving},
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

/// The cloud is stored as it was read. The claim to its account names this cloud, so the account must
/// stay what it is.
fn unchanged(cloud: &Cloud) -> Expression {
    let same_account =
        Expression::new("#account = :account").name("account").text("account", cloud.account.as_str());
    Expression::stored_at_rev(cloud.rev).and(same_account)
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

/// What must still leave the inventory.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LeavingItem {
    regions: Vec<Region>,
    since: Timestamp,
    due_at: Timestamp,
    rev: u64,
}

impl Body for LeavingItem {
    const ENTITY: Entity = Entity { name: "leaving of a cloud", version: 1 };
}

impl LeavingItem {
    fn write(leaving: &Leaving) -> Result<Write, StoreError> {
        let Leaving { tenant, cloud, regions, since, due_at, rev } = leaving.clone();
        let body = Self { regions, since, due_at, rev: rev + 1 };
        let item =
            encode(&Key::leaving(tenant, cloud), &body, due(Some(due_at), &format!("leaving-{cloud}")))?;
        Ok(Write::replace::<Self>(item, Expression::at_rev(rev)))
    }
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
        self.write("put a cloud", Write::replace::<CloudItem>(item, unchanged(cloud))).await
    }

    async fn shrink_cloud(&self, cloud: &Cloud, leaving: &Leaving) -> Result<(), StoreError> {
        let item = CloudItem::at(cloud, cloud.rev + 1)?;
        let put = Write::replace::<CloudItem>(item, unchanged(cloud));
        self.transact("shrink a cloud", vec![put, LeavingItem::write(leaving)?]).await
    }

    async fn delete_cloud(&self, cloud: &Cloud, leaving: &Leaving) -> Result<(), StoreError> {
        let own = Expression::new("#cloud = :cloud").name("cloud").text("cloud", cloud.id.to_string());
        let writes = vec![
            Write::delete_if::<CloudItem>(Key::cloud(cloud.tenant, cloud.id), unchanged(cloud)),
            Write::delete_if::<AccountItem>(Key::account(&cloud.account), own),
            LeavingItem::write(leaving)?,
        ];
        self.transact("delete a cloud", writes).await
    }

    async fn leaving(&self, tenant: TenantId, cloud: CloudId) -> Result<Option<Leaving>, StoreError> {
        let found = self.get::<LeavingItem>("get what leaves", &Key::leaving(tenant, cloud)).await?;
        let record = |LeavingItem { regions, since, due_at, rev }| Leaving {
            tenant,
            cloud,
            regions,
            since,
            due_at,
            rev,
        };
        Ok(found.map(record))
    }

    async fn update_leaving(&self, leaving: &Leaving) -> Result<(), StoreError> {
        self.write("put what leaves", LeavingItem::write(leaving)?).await
    }

    async fn end_leaving(&self, leaving: &Leaving) -> Result<(), StoreError> {
        let key = Key::leaving(leaving.tenant, leaving.cloud);
        let write = Write::delete_if::<LeavingItem>(key, Expression::stored_at_rev(leaving.rev));
        self.write("forget what left", write).await
    }

    async fn owner_of_account(
        &self,
        account: &AwsAccountId,
    ) -> Result<Option<(TenantId, CloudId)>, StoreError> {
        let found = self.get::<AccountItem>("find an AWS account", &Key::account(account)).await?;
        Ok(found.map(|claim| (claim.tenant, claim.cloud)))
    }
}
