//! What browsers are told, by number: a head that counts, and the news of the last minutes.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::{
    ports::{DomainEvent, NewsStore, StoreError},
    record::News,
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::time_to_live,
    item::{Body, Entity, Item, decode, encode, misplaced},
    keys::{Key, Range},
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewsItem {
    event: DomainEvent,
    expires_at: Timestamp,
}

impl Body for NewsItem {
    const ENTITY: Entity = Entity { name: "piece of news", version: 1 };
}

/// How many there were. It stays when the news are gone, so that no number comes twice.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewsHeadItem {
    number: u64,
}

impl Body for NewsHeadItem {
    const ENTITY: Entity = Entity { name: "number of news", version: 1 };
}

#[async_trait]
impl NewsStore for DynamoStore {
    async fn newest_news(&self, tenant: TenantId) -> Result<u64, StoreError> {
        let found = self.get::<NewsHeadItem>("get the number of news", &Key::news_head(tenant)).await?;
        Ok(found.map_or(0, |head| head.number))
    }

    async fn put_news(&self, news: &News) -> Result<(), StoreError> {
        let News { tenant, number, event, expires_at } = news.clone();
        let item = NewsItem { event, expires_at };
        let item = encode(&Key::news(tenant, number), &item, [time_to_live(expires_at)])?;
        let head = encode(&Key::news_head(tenant), &NewsHeadItem { number }, [])?;
        let head = match number {
            0 | 1 => Write::create::<NewsHeadItem>(head),
            _ => {
                let before = Expression::new("#number = :before").name("number").number("before", number - 1);
                Write::replace::<NewsHeadItem>(head, before)
            }
        };
        self.transact("put news", vec![head, Write::create::<NewsItem>(item)]).await
    }

    async fn news_after(&self, tenant: TenantId, since: u64, limit: u32) -> Result<Vec<News>, StoreError> {
        let range = Range::news(tenant);
        let after = Key::news(tenant, since);
        // The place after which the list goes on need not be there any more.
        let query = self.list(&range).set_exclusive_start_key(Some(after.attributes()));
        let found = self.query("list news", query, limit as usize).await?;
        let record = |item: Item| {
            let (key, NewsItem { event, expires_at }): (Key, NewsItem) = decode(item)?;
            let number = key.number_of().map_err(misplaced(NewsItem::ENTITY))?;
            Ok(News { tenant, number, event, expires_at })
        };
        found.into_iter().map(record).collect()
    }
}
