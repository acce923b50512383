//! What browsers are told, by number.

use futures::future::join_all;
use powerdown_domain::TenantId;
use powerdown_engine::{ports::DomainEvent, record::News};

use super::{Store, StoreBench, assert_conflict, assert_one_winner, samples::FAR};

impl<S: Store> StoreBench<S> {
    fn news(&self, tenant: TenantId, number: u64) -> News {
        let clouds = vec![self.ids().cloud()];
        let event = DomainEvent::CloudsChanged { v: DomainEvent::VERSION, tenant, clouds };
        News { tenant, number, event, expires_at: FAR }
    }
}

/// Each follows upon the one before: no number comes twice, and none is left out.
pub async fn news_are_numbered_without_gaps_by_tenant<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    assert_eq!(store.newest_news(tenant).await.unwrap(), 0);
    assert_conflict(store.put_news(&bench.news(tenant, 2)).await);
    for number in 1..=3 {
        store.put_news(&bench.news(tenant, number)).await.unwrap();
        assert_eq!(store.newest_news(tenant).await.unwrap(), number);
    }
    for taken_or_too_far in [1, 3, 5] {
        assert_conflict(store.put_news(&bench.news(tenant, taken_or_too_far)).await);
    }
    assert_eq!(store.newest_news(other).await.unwrap(), 0);
    assert_eq!(store.news_after(other, 0, 10).await.unwrap(), vec![]);
}

/// Two pushes at once: one of them is told, and takes the next number.
pub async fn of_simultaneous_news_one_wins<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    for number in 1..=2 {
        let news: Vec<News> = (0..6).map(|_| bench.news(tenant, number)).collect();
        assert_one_winner(join_all(news.iter().map(|news| store.put_news(news))).await);
    }
    assert_eq!(store.newest_news(tenant).await.unwrap(), 2);
}

/// Oldest first, ten after nine.
pub async fn news_are_listed_after_a_number<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let news: Vec<News> = (1..=12).map(|number| bench.news(tenant, number)).collect();
    for news in &news {
        store.put_news(news).await.unwrap();
    }
    assert_eq!(store.news_after(tenant, 0, 100).await.unwrap(), news);
    assert_eq!(store.news_after(tenant, 8, 100).await.unwrap(), news[8..]);
    assert_eq!(store.news_after(tenant, 2, 3).await.unwrap(), news[2..5]);
    assert_eq!(store.news_after(tenant, 12, 100).await.unwrap(), vec![]);
    assert_eq!(store.news_after(tenant, 99, 100).await.unwrap(), vec![]);
}
