//! The walk of the daily upkeep: a Scan of the whole table, a part at a time. The only Scan there is.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{AwsAccountId, SessionId, TenantId};
use powerdown_engine::{
    ports::{
        BlindIndex, CloudStore, DataKeyRecord, Page, Purpose, SealedRecord, StoreError, UniqueEntry,
        UpkeepStore,
    },
    record::Progress,
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    accounts::{EmailItem, UserItem},
    call::unavailable,
    clouds::{AccountItem, CloudItem},
    data_keys::DataKeyItem,
    expression::{Expression, Parts},
    indexes::{TIME_TO_LIVE, time_to_live},
    item::{Body, Entity, Item, corrupt, decode, encode, misplaced},
    keys::{Key, MalformedKey},
    sessions::SessionItem,
    write::Write,
};

/// Items one step of the walk looks at, whatever their kind.
const STEP: i32 = 1_000;

/// What errors call the place a walk stopped at.
const POSITION: Entity = Entity { name: "position in a walk", version: 1 };

/// How far a piece of the admin's work has come.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgressItem {
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<String>,
}

impl Body for ProgressItem {
    const ENTITY: Entity = Entity { name: "progress", version: 1 };
}

impl DynamoStore {
    /// One step of the walk: what passes the filter, and where to go on.
    async fn step(
        &self,
        doing: &'static str,
        filter: Expression,
        after: Option<String>,
    ) -> Result<(Vec<Item>, Option<String>), StoreError> {
        let filter = Parts::from(filter);
        let scan = self
            .client
            .scan()
            .table_name(&*self.table)
            .limit(STEP)
            .set_exclusive_start_key(after.map(|position| parse_position(&position)).transpose()?)
            .set_filter_expression(filter.text)
            .set_expression_attribute_names(filter.names)
            .set_expression_attribute_values(filter.values);
        let answer = self.retried(|| scan.clone().send()).await.map_err(|error| unavailable(doing, error))?;
        let next = answer.last_evaluated_key.map(|last| {
            let last = crate::item::decode_key(POSITION, last)?;
            Ok::<_, StoreError>(serde_json::json!([last.pk, last.sk]).to_string())
        });
        Ok((answer.items.unwrap_or_default(), next.transpose()?))
    }
}

fn parse_position(position: &str) -> Result<Item, StoreError> {
    let [pk, sk]: [String; 2] = serde_json::from_str(position).map_err(|error| corrupt(POSITION, error))?;
    Ok(Key { pk, sk }.attributes())
}

#[async_trait]
impl UpkeepStore for DynamoStore {
    async fn expired_sessions(
        &self,
        now: Timestamp,
        after: Option<String>,
    ) -> Result<Page<SessionId, String>, StoreError> {
        // The time to live is whole seconds, rounded up; the instant itself decides.
        let (_, this_second) = time_to_live(now);
        let filter = Expression::new("begins_with(pk, :session) AND #ttl <= :now")
            .text("session", "session#")
            .name(TIME_TO_LIVE)
            .value("now", this_second);
        let (found, next) = self.step("look for expired sessions", filter, after).await?;
        let mut items = Vec::new();
        for item in found {
            let (key, session): (Key, SessionItem) = decode(item)?;
            if session.expires_at <= now {
                items.push(key.session_of().map_err(misplaced(SessionItem::ENTITY))?);
            }
        }
        Ok(Page { items, next })
    }

    async fn unique_entries(&self, after: Option<String>) -> Result<Page<UniqueEntry, String>, StoreError> {
        let filter = Expression::new("begins_with(pk, :claim)").text("claim", "u#");
        let (found, next) = self.step("look for unique entries", filter, after).await?;
        let items = found.into_iter().map(unique_entry).collect::<Result<_, StoreError>>()?;
        Ok(Page { items, next })
    }

    async fn has_owner(&self, entry: &UniqueEntry) -> Result<bool, StoreError> {
        use powerdown_engine::ports::AccountStore;
        Ok(match entry {
            UniqueEntry::Email(_, user) => self.user(*user).await?.is_some(),
            UniqueEntry::Account(account, tenant, cloud) => {
                self.cloud(*tenant, *cloud).await?.is_some_and(|cloud| cloud.account == *account)
            }
        })
    }

    async fn sealed_records(&self, after: Option<String>) -> Result<Page<SealedRecord, String>, StoreError> {
        let filter = Expression::new(
            "(begins_with(pk, :user) AND sk = :person) OR (begins_with(pk, :tenant) AND begins_with(sk, :cloud))",
        )
        .text("user", "user#")
        .text("person", "user")
        .text("tenant", "t#")
        .text("cloud", "cloud#");
        let (found, next) = self.step("look for sealed records", filter, after).await?;
        let items = found.into_iter().map(sealed_record).collect::<Result<_, StoreError>>()?;
        Ok(Page { items, next })
    }

    async fn data_keys_of_all(
        &self,
        after: Option<String>,
    ) -> Result<Page<(TenantId, Purpose, DataKeyRecord), String>, StoreError> {
        let filter = Expression::new("begins_with(pk, :key)").text("key", "k#");
        let (found, next) = self.step("look for data keys", filter, after).await?;
        let record = |item: Item| {
            let (key, item): (Key, DataKeyItem) = decode(item)?;
            let (tenant, purpose, number) = key.data_key_of().map_err(misplaced(DataKeyItem::ENTITY))?;
            Ok((tenant, purpose, item.into_record(number)))
        };
        Ok(Page { items: found.into_iter().map(record).collect::<Result<_, StoreError>>()?, next })
    }

    async fn progress(&self, work: &str) -> Result<Option<Progress>, StoreError> {
        let found = self.get::<ProgressItem>("get the progress of work", &Key::progress(work)).await?;
        Ok(found.map(|ProgressItem { at, position }| Progress { at, position }))
    }

    async fn put_progress(&self, work: &str, progress: &Progress) -> Result<(), StoreError> {
        let Progress { at, position } = progress.clone();
        let item = encode(&Key::progress(work), &ProgressItem { at, position }, [])?;
        self.write("put the progress of work", Write::replace::<ProgressItem>(item, Expression::always()))
            .await
    }

    async fn delete_progress(&self, work: &str) -> Result<(), StoreError> {
        self.write("delete the progress of work", Write::delete::<ProgressItem>(Key::progress(work))).await
    }
}

fn sealed_record(item: Item) -> Result<SealedRecord, StoreError> {
    let is_person = item.get("sk").and_then(|sk| sk.as_s().ok()).is_some_and(|sk| sk == "user");
    if is_person {
        let (key, item): (Key, UserItem) = decode(item)?;
        let id = key.user_of().map_err(misplaced(UserItem::ENTITY))?;
        return Ok(SealedRecord::User(item.into_record(id)));
    }
    let (key, item): (Key, CloudItem) = decode(item)?;
    let tenant = key.tenant_of().map_err(misplaced(CloudItem::ENTITY))?;
    let id = key.cloud_of().map_err(misplaced(CloudItem::ENTITY))?;
    Ok(SealedRecord::Cloud(item.into_record(tenant, id)))
}

fn unique_entry(item: Item) -> Result<UniqueEntry, StoreError> {
    let pk = item.get("pk").and_then(|pk| pk.as_s().ok()).cloned().unwrap_or_default();
    if let Some(index) = pk.strip_prefix("u#email#") {
        let (_, claim): (Key, EmailItem) = decode(item)?;
        return Ok(UniqueEntry::Email(BlindIndex(index.to_owned()), claim.user));
    }
    let (key, claim): (Key, AccountItem) = decode(item)?;
    let account: Option<AwsAccountId> = pk.strip_prefix("u#account#").and_then(|id| id.parse().ok());
    let account = account.ok_or(MalformedKey(key)).map_err(misplaced(AccountItem::ENTITY))?;
    Ok(UniqueEntry::Account(account, claim.tenant, claim.cloud))
}
