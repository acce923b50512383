//! What browsers are told, by number.

use std::{collections::BTreeMap, ops::Bound};

use async_trait::async_trait;
use powerdown_domain::TenantId;
use powerdown_engine::{
    ports::{NewsStore, StoreError},
    record::News,
};

use super::{MemoryStore, unless};

/// News stay until a test forgets them: the store has no clock.
#[derive(Default)]
pub(super) struct Bulletins {
    newest: BTreeMap<TenantId, u64>,
    news: BTreeMap<(TenantId, u64), News>,
}

impl MemoryStore {
    /// Takes news away up to a number, as the database's time to live does.
    pub fn forget_news(&self, tenant: TenantId, until: u64) {
        self.tables().news.news.retain(|(of, number), _| *of != tenant || *number > until);
    }
}

#[async_trait]
impl NewsStore for MemoryStore {
    async fn newest_news(&self, tenant: TenantId) -> Result<u64, StoreError> {
        Ok(self.read().news.newest.get(&tenant).copied().unwrap_or(0))
    }

    async fn put_news(&self, news: &News) -> Result<(), StoreError> {
        let bulletins = &mut self.write().news;
        let newest = bulletins.newest.entry(news.tenant).or_default();
        unless(*newest + 1 != news.number, "number of news", ())?;
        *newest = news.number;
        bulletins.news.insert((news.tenant, news.number), news.clone());
        Ok(())
    }

    async fn news_after(&self, tenant: TenantId, since: u64, limit: u32) -> Result<Vec<News>, StoreError> {
        let tables = self.read();
        let places = (Bound::Excluded((tenant, since)), Bound::Included((tenant, u64::MAX)));
        let after = tables.news.news.range(places).map(|(_, news)| news.clone());
        Ok(after.take(limit as usize).collect())
    }
}
