//! The handlers with the events AWS sends them, over the fakes.

use std::sync::Arc;

use aws_lambda_events::event::{eventbridge::EventBridgeEvent, sqs::SqsEvent};
use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{ScheduleId, TenantId};
use powerdown_engine::{
    clouds::Entrance,
    ports::{Clock, Order, OrderScope, ScheduleStore},
    record::ScheduleRecord,
    scheduling::{OrderDesk, TickDesk},
};
use powerdown_scheduler_tick::{orders, tick};
use powerdown_testkit::{
    ambient::ManualClock, cloud::SimulatedCloud, messages::Outbox, store::MemoryStore, vault::FakeVault,
};
use serde_json::{Value, json};

struct World {
    clock: Arc<ManualClock>,
    store: MemoryStore,
    outbox: Outbox,
    aws: SimulatedCloud,
    vault: FakeVault,
    zones: TimeZoneDatabase,
}

impl World {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-03-02T12:00:00Z"));
        Self {
            store: MemoryStore::new(),
            outbox: Outbox::new(clock.clone()),
            aws: SimulatedCloud::new(clock.clone()),
            vault: FakeVault::new(),
            zones: TimeZoneDatabase::bundled(),
            clock,
        }
    }

    fn order_desk(&self) -> OrderDesk<'_> {
        OrderDesk {
            schedules: &self.store,
            calendars: &self.store,
            machines: &self.store,
            clouds: &self.store,
            audit: &self.store,
            entrance: Entrance {
                gateway: &self.aws,
                vault: &self.vault,
                audit: &self.store,
                marks: &self.store,
                clock: &*self.clock,
            },
            orders: &self.outbox,
            bus: &self.outbox,
            clock: &*self.clock,
            zones: &self.zones,
        }
    }

    async fn tick_at(&self, time: &str) -> usize {
        let event: EventBridgeEvent = serde_json::from_value(json!({
            "detail-type": "Scheduled Event", "source": "aws.events", "time": time, "detail": {},
        }))
        .unwrap();
        let desk = TickDesk {
            schedules: &self.store,
            calendars: &self.store,
            clouds: &self.store,
            audit: &self.store,
            orders: &self.outbox,
            jobs: &self.outbox,
            zones: &self.zones,
        };
        tick::handle(desk, &*self.clock, &event).await.unwrap().schedules
    }
}

fn tenant() -> TenantId {
    TenantId::from_parts(1, 1)
}

#[tokio::test]
async fn a_tick_looks_at_the_minute_it_was_meant_for() {
    let world = World::new();
    let schedule = ScheduleRecord {
        id: ScheduleId::from_parts(1, 1),
        tenant: tenant(),
        name: "days".to_owned().try_into().unwrap(),
        document: serde_json::from_value(json!({
            "zone": "UTC",
            "windows": [{"from": {"day": "mon", "time": "08:00"}, "to": {"day": "mon", "time": "18:00"}}],
        }))
        .unwrap(),
        selectors: vec![],
        overridden: None,
        next_edge: Some("2026-03-02T12:00:00Z".parse().unwrap()),
        created_at: world.clock.now(),
        updated_at: world.clock.now(),
        version: 1,
    };
    world.store.create_schedule(&schedule).await.unwrap();
    assert_eq!(
        world.tick_at("2026-03-02T11:59:00Z").await,
        0,
        "delivered late, it is still the tick of 11:59"
    );
    assert_eq!(world.tick_at("2026-03-02T12:00:00Z").await, 1);
    assert_eq!(world.tick_at("2026-03-02T12:00:00Z").await, 0, "delivered twice");
}

fn message(id: &str, group: &str, body: &Value) -> Value {
    json!({"messageId": id, "body": body.to_string(), "attributes": {"MessageGroupId": group}})
}

#[tokio::test]
async fn an_order_that_cannot_be_read_holds_back_its_group_alone() {
    let world = World::new();
    let order = Order {
        v: Order::VERSION,
        tenant: tenant(),
        cloud: "cld_00000000000000000000000001".parse().unwrap(),
        region: "us-east-1".parse().unwrap(),
        scope: OrderScope::Machine {
            instance: "i-0123456789abcdef0".parse().unwrap(),
            due: world.clock.now(),
        },
    };
    let good = serde_json::to_value(&order).unwrap();
    let mut newer = good.clone();
    newer["v"] = json!(9);
    let event: SqsEvent = serde_json::from_value(json!({"Records": [
        message("1", "a", &newer),
        message("2", "a", &good),
        message("3", "b", &good),
        message("4", "b", &json!("not an order")),
    ]}))
    .unwrap();
    let failures = orders::handle(world.order_desk(), &event).await;
    let ids: Vec<String> =
        failures.batch_item_failures.into_iter().map(|failure| failure.item_identifier).collect();
    assert_eq!(ids, ["1", "2", "4"]);
}
