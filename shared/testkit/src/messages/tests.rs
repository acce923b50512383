use std::sync::Arc;

use jiff::SignedDuration;
use powerdown_domain::{CloudId, TenantId};
use powerdown_engine::ports::{
    Clock, Delivery, DomainEvent, EventBus, Job, JobQueue, Order, OrderQueue, OrderScope, SocketPush,
};

use super::Outbox;
use crate::ambient::ManualClock;

fn order(due: &str) -> Order {
    Order {
        v: Order::VERSION,
        tenant: TenantId::from_parts(1, 1),
        cloud: CloudId::from_parts(1, 2),
        region: "us-east-1".parse().unwrap(),
        scope: OrderScope::Machine {
            instance: "i-0123456789abcdef0".parse().unwrap(),
            due: due.parse().unwrap(),
        },
    }
}

#[tokio::test]
async fn a_repeated_order_is_dropped_for_five_minutes() {
    let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
    let outbox = Outbox::new(Arc::clone(&clock) as Arc<dyn Clock>);
    let queue: &dyn OrderQueue = &outbox;
    let (first, other) = (order("2026-03-02T08:00:00Z"), order("2026-03-02T08:01:00Z"));
    queue.send(&[first.clone(), first.clone(), other.clone()]).await.unwrap();
    assert_eq!(outbox.take_orders(), [first.clone(), other]);

    clock.advance(SignedDuration::from_secs(299));
    queue.send(std::slice::from_ref(&first)).await.unwrap();
    assert!(outbox.orders().is_empty(), "remembered although it was taken out");

    clock.advance(SignedDuration::from_secs(1));
    queue.send(std::slice::from_ref(&first)).await.unwrap();
    assert_eq!(outbox.orders(), [first]);
}

#[tokio::test]
async fn planned_faults_strike_in_order_and_then_end() {
    let outbox = Outbox::new(Arc::new(ManualClock::at("2026-03-02T08:00:00Z")));
    let queue: &dyn JobQueue = &outbox;
    let job = Job::VerifyCloud {
        v: Job::VERSION,
        tenant: TenantId::from_parts(1, 1),
        cloud: CloudId::from_parts(1, 2),
    };
    outbox.fail_next(1);
    outbox.lose_answer_next(1);
    assert!(queue.send(std::slice::from_ref(&job)).await.is_err());
    assert!(outbox.jobs().is_empty());
    assert!(queue.send(std::slice::from_ref(&job)).await.is_err());
    assert_eq!(outbox.jobs().len(), 1);
    queue.send(std::slice::from_ref(&job)).await.unwrap();
    assert_eq!(outbox.take_jobs(), [job.clone(), job]);
}

#[tokio::test]
async fn an_oversized_event_and_a_gone_connection_are_what_they_are_in_aws() {
    let outbox = Outbox::new(Arc::new(ManualClock::at("2026-03-02T08:00:00Z")));
    let clouds = vec![CloudId::from_parts(1, 2); DomainEvent::MAX_CHANGES + 1];
    let event =
        DomainEvent::CloudsChanged { v: DomainEvent::VERSION, tenant: TenantId::from_parts(1, 1), clouds };
    assert!(outbox.publish(&[event]).await.is_err());

    assert_eq!(outbox.post("a", "news").await.unwrap(), Delivery::Sent);
    outbox.disconnect("a");
    assert_eq!(outbox.post("a", "news").await.unwrap(), Delivery::Gone);
    assert_eq!(outbox.pushes().len(), 1);
}
