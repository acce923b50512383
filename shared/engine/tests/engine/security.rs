//! Security events: what of them is told, and to whom.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::TenantId;
use powerdown_engine::{
    ports::{Clock, DomainEvent},
    record::{SecurityEvent, SecurityEventKind, SourceHash},
    security::{count, is_news},
};
use powerdown_testkit::{ambient::ManualClock, messages::Outbox, store::MemoryStore};

use SecurityEventKind::{DecoyRoute, FailedLogIn, MalformedToken};

struct World {
    store: MemoryStore,
    bus: Outbox,
    clock: Arc<ManualClock>,
}

impl World {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        Self { store: MemoryStore::new(), bus: Outbox::new(clock.clone()), clock }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Counts an event so often; the kinds that were told.
    async fn seen(&self, tenant: TenantId, kind: SecurityEventKind, times: u32) -> Vec<SecurityEventKind> {
        let source = SourceHash("ab".to_owned());
        let event = SecurityEvent::once(tenant, kind, source, None, "", self.now());
        for _ in 0..times {
            count(&self.store, &self.bus, &event).await.unwrap();
        }
        let kind = |event| match event {
            DomainEvent::SecurityEventSeen { kind, tenant: whose, .. } if whose == tenant => kind,
            other => panic!("{other:?}"),
        };
        self.bus.take_events().into_iter().map(kind).collect()
    }

    async fn is_news(&self, tenant: TenantId, kind: SecurityEventKind) -> bool {
        is_news((&self.store, &self.store), tenant, kind, self.now()).await.unwrap()
    }
}

fn tenant() -> TenantId {
    TenantId::from_parts(1, 1)
}

#[tokio::test]
async fn an_event_is_told_when_it_begins_and_when_it_becomes_serious() {
    let world = World::new();
    assert_eq!(world.seen(tenant(), MalformedToken, 3).await, [MalformedToken]);
    assert_eq!(world.seen(tenant(), MalformedToken, 1).await, [MalformedToken], "12 is cause to watch");
    assert_eq!(world.seen(tenant(), MalformedToken, 15).await, []);
    assert_eq!(world.seen(tenant(), MalformedToken, 100).await, [MalformedToken], "60 is an attack");
    world.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(world.seen(tenant(), MalformedToken, 2).await, [MalformedToken], "another event");
}

#[tokio::test]
async fn what_concerns_nobody_is_counted_and_not_told() {
    let world = World::new();
    assert_eq!(world.seen(TenantId::SYSTEM, DecoyRoute, 20).await, []);
    assert!(!world.is_news(TenantId::SYSTEM, DecoyRoute).await);
}

#[tokio::test]
async fn a_bus_that_takes_nothing_is_no_fault() {
    let world = World::new();
    world.bus.fail_next(1);
    assert_eq!(world.seen(tenant(), DecoyRoute, 1).await, []);
}

#[tokio::test]
async fn a_company_hears_once_of_a_kind_and_a_level_within_ten_minutes() {
    let world = World::new();
    world.seen(tenant(), FailedLogIn, 1).await;
    assert!(world.is_news(tenant(), FailedLogIn).await);
    world.seen(tenant(), FailedLogIn, 5).await;
    assert!(!world.is_news(tenant(), FailedLogIn).await, "calm still");
    assert!(!world.is_news(TenantId::SYSTEM, FailedLogIn).await);
    world.seen(tenant(), FailedLogIn, 5).await;
    assert!(world.is_news(tenant(), FailedLogIn).await, "watchful now");
    assert!(!world.is_news(tenant(), FailedLogIn).await);
    assert!(world.is_news(tenant(), DecoyRoute).await, "of another kind");
    assert!(world.is_news(TenantId::from_parts(1, 2), FailedLogIn).await, "another company");
    world.clock.advance(SignedDuration::from_mins(10));
    assert!(world.is_news(tenant(), FailedLogIn).await);
}
