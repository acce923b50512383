//! What looked like an attack, and marks on sources.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{TenantId, UserId};
use powerdown_engine::{
    ports::{Page, Part, SecurityStore, StoreError},
    record::{Mark, SECURITY_EVENT_LIFE, SecurityEvent, SecurityEventPlace},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::{TIME_TO_LIVE, time_to_live},
    item::{Body, Entity, decode, encode, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

/// Its kind and source are in its key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SecurityEventItem {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<UserId>,
    detail: String,
    count: u64,
    first_at: Timestamp,
    last_at: Timestamp,
}

impl Body for SecurityEventItem {
    const ENTITY: Entity = Entity { name: "security event", version: 1 };
}

impl SecurityEventItem {
    fn into_record(self, tenant: TenantId, place: SecurityEventPlace) -> SecurityEvent {
        let Self { user, detail, count, first_at, last_at } = self;
        let SecurityEventPlace { window: _, kind, source } = place;
        SecurityEvent { tenant, kind, source, user, detail, count, first_at, last_at }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkItem {
    until: Timestamp,
}

impl Body for MarkItem {
    const ENTITY: Entity = Entity { name: "mark", version: 1 };
}

#[async_trait]
impl SecurityStore for DynamoStore {
    async fn count_security_event(&self, event: &SecurityEvent) -> Result<u64, StoreError> {
        let (_, expiry) = time_to_live(event.last_at + SECURITY_EVENT_LIFE);
        let person = if event.user.is_some() { ", #user = :user" } else { "" };
        let mut change = Expression::new(format!(
            "SET #v = :v, #first_at = if_not_exists(#first_at, :first), #last_at = :last, \
             #detail = :detail, #ttl = :ttl{person} ADD #count :count"
        ))
        .name("first_at")
        .text("first", event.first_at.to_string())
        .name("last_at")
        .text("last", event.last_at.to_string())
        .name("detail")
        .text("detail", event.detail.as_str())
        .name("count")
        .number("count", event.count)
        .name(TIME_TO_LIVE)
        .value("ttl", expiry);
        if let Some(user) = event.user {
            change = change.name("user").text("user", user.to_string());
        }
        let key = Key::security_event(event.tenant, &event.place());
        let write = Write::update::<SecurityEventItem>(key, change, Expression::always());
        let item = self.change("count a security event", write).await?;
        let (_, item): (Key, SecurityEventItem) = decode(item)?;
        Ok(item.count)
    }

    async fn security_events(
        &self,
        tenant: TenantId,
        part: Part<'_, SecurityEventPlace>,
    ) -> Result<Page<SecurityEvent, SecurityEventPlace>, StoreError> {
        let range = Range::security_events(tenant);
        let key = |place: &SecurityEventPlace| Key::security_event(tenant, place);
        let found = self.list_part::<SecurityEventItem, _>("list security events", &range, part, key).await?;
        let record = |(key, item): (Key, SecurityEventItem)| {
            let place = key.security_event_of().map_err(misplaced(SecurityEventItem::ENTITY))?;
            Ok(item.into_record(tenant, place))
        };
        let found = found.into_iter().map(record).collect::<Result<Vec<SecurityEvent>, StoreError>>()?;
        Ok(page(found, part.limit, SecurityEvent::place))
    }

    async fn put_mark(&self, mark: &Mark, until: Timestamp) -> Result<(), StoreError> {
        let item = encode(&Key::mark(mark), &MarkItem { until }, [time_to_live(until)])?;
        self.write("put a mark", Write::replace::<MarkItem>(item, Expression::always())).await
    }

    async fn marked_until(&self, mark: &Mark) -> Result<Option<Timestamp>, StoreError> {
        let found = self.get::<MarkItem>("get a mark", &Key::mark(mark)).await?;
        Ok(found.map(|mark| mark.until))
    }
}
