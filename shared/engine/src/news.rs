//! News by number, so that a connection that was away gets what it missed.
//!
//! Every event that browsers are told of is numbered and kept for a while before it is told to anybody,
//! also when nobody listens. A browser says the last number it knows, and gets what came after it, or is
//! told to read everything again when that is no longer to be had, or would be more than a reload.

use jiff::SignedDuration;
use powerdown_domain::TenantId;

use crate::{
    ports::{Clock, DomainEvent, EventBus, NewsStore, StoreError},
    record::News,
};

/// For how long news are kept at least.
pub const NEWS_KEPT_FOR: SignedDuration = SignedDuration::from_mins(15);
/// The most news that are told again; more than that is told by a reload.
pub const MOST_MISSED: u32 = 50;
/// How often a number is tried again because other news came first.
const ATTEMPTS: u32 = 16;

/// What a connection missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missed {
    /// These, oldest first; perhaps none. It knows all up to `number` then.
    News {
        /// What to tell.
        news: Vec<News>,
        /// The newest number.
        number: u64,
    },
    /// Too much, or nobody remembers: read everything again, which shows all up to `number`.
    Reload {
        /// The newest number.
        number: u64,
    },
}

/// Gives an event its number and keeps it.
///
/// # Errors
/// The store's; [`StoreError::Conflict`] only if other news came first sixteen times in a row.
pub async fn number(
    store: &dyn NewsStore,
    clock: &dyn Clock,
    event: DomainEvent,
) -> Result<News, StoreError> {
    let (tenant, expires_at) = (event.tenant(), clock.now() + NEWS_KEPT_FOR);
    let mut news = News { tenant, number: 0, event, expires_at };
    let mut attempt = 1;
    loop {
        news.number = store.newest_news(tenant).await? + 1;
        match store.put_news(&news).await {
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => attempt += 1,
            outcome => return outcome.map(|()| news),
        }
    }
}

/// Tells the bus of a change that is stored. One that cannot be told is logged: the change stands, and who
/// writes over it unseen is refused by its version.
pub(crate) async fn tell(bus: &dyn EventBus, event: DomainEvent) {
    let what = event.detail_type();
    if let Err(error) = bus.publish(&[event]).await {
        let error: &dyn std::error::Error = &error;
        tracing::warn!(error, what, "a change could not be told");
    }
}

/// What came after the number `since`.
///
/// # Errors
/// The store's.
pub async fn missed(store: &dyn NewsStore, tenant: TenantId, since: u64) -> Result<Missed, StoreError> {
    let number = store.newest_news(tenant).await?;
    let Some(count) = number.checked_sub(since).filter(|count| *count <= u64::from(MOST_MISSED)) else {
        // A number that was never given out is as good as none.
        return Ok(Missed::Reload { number });
    };
    if count == 0 {
        return Ok(Missed::News { news: Vec::new(), number });
    }
    let mut news = store.news_after(tenant, since, MOST_MISSED).await?;
    news.retain(|news| news.number <= number);
    let whole = (since + 1..=number).eq(news.iter().map(|news| news.number));
    Ok(if whole { Missed::News { news, number } } else { Missed::Reload { number } })
}
