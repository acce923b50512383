//! Orders: computed when they run, done once, isolated from each other's trouble.

use jiff::SignedDuration;
use powerdown_domain::{
    machine::{Lifecycle, MachineState, Outcome},
    reconcile::Action,
};
use powerdown_engine::{
    clouds::{self, Verified},
    ports::{AuditStore, CloudErrorClass, CloudStore, DomainEvent, MachineStore, Part},
    record::{AuditOutcome, HealthStatus, Writer},
};
use powerdown_testkit::cloud::{Launch, Operation};

use crate::world::{World, selector};

/// A world at 17:59 on a Monday whose `n` dev machines follow "mon 08:00-mon 18:00".
async fn evening(n: usize) -> (World, powerdown_domain::CloudId, Vec<powerdown_domain::InstanceId>) {
    let world = World::new();
    let ids: Vec<_> =
        (0..n).map(|i| world.launch(Launch::named(&format!("web-{i}")).tagged("env", "dev"))).collect();
    world.launch(Launch::named("outside"));
    let cloud = world.connect().await;
    world.schedule("days", "mon 08:00-mon 18:00", vec![selector(10, "env", "dev")]).await;
    world.run_jobs().await;
    world.minute().await;
    world.clock.set("2026-03-02T17:59:00Z".parse().unwrap());
    world.tick().await; // The hourly inventory is fresh now and comes in no test's way.
    world.run_jobs().await;
    world.aws.forget_calls();
    world.outbox.take_events();
    (world, cloud.id, ids)
}

#[tokio::test]
async fn exactly_the_right_machines_stop_and_later_start() {
    let (world, cloud, ids) = evening(3).await;
    let report = world.minute().await;
    assert_eq!((report.looked_at, report.stopped), (3, 3));
    let mut stopped = world.aws.accepted(Operation::StopInstances);
    stopped.sort();
    let mut expected = ids.clone();
    expected.sort();
    assert_eq!(stopped, expected);
    assert_eq!(world.aws.count(Operation::StopInstances), 1, "one call for all");

    let machine = world.machine(cloud, &ids[0]).await;
    assert_eq!(machine.state, MachineState::Stopping);
    let last = machine.last_action.unwrap();
    assert_eq!((last.action, last.outcome), (Action::Stop, Outcome::Accepted));
    let events = world.outbox.take_events();
    let told: usize = events
        .iter()
        .map(|event| match event {
            DomainEvent::MachinesChanged { changes, .. } => changes.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(told, 3);

    world.aws.step();
    world.clock.set("2026-03-08T12:00:00Z".parse().unwrap());
    world.tick().await; // The hourly inventory sees them stopped.
    world.run_jobs().await;
    world.run_orders().await;
    world.clock.set("2026-03-09T07:59:00Z".parse().unwrap());
    assert_eq!(world.minute().await.started, 3);
}

#[tokio::test]
async fn the_same_order_twice_changes_nothing() {
    let (world, _, _) = evening(3).await;
    world.clock.advance(SignedDuration::from_mins(1));
    world.tick().await;
    let orders = world.outbox.take_orders();
    assert_eq!(world.execute(&orders[0]).await.stopped, 3);
    let (writes, calls) = (world.store.writes(), world.aws.calls().len());
    let again = world.execute(&orders[0]).await;
    assert_eq!((again.looked_at, again.stopped), (3, 0));
    assert_eq!(world.store.writes(), writes, "nothing stored");
    assert_eq!(world.aws.calls().len(), calls, "nothing called");
}

#[tokio::test]
async fn a_late_order_does_what_is_right_now() {
    let (world, _, ids) = evening(2).await;
    world.clock.advance(SignedDuration::from_mins(1));
    world.tick().await;
    let orders = world.outbox.take_orders();
    // The off-order of Monday evening arrives a week later, in on-time.
    world.clock.set("2026-03-09T09:00:00Z".parse().unwrap());
    let report = world.execute(&orders[0]).await;
    assert_eq!((report.stopped, report.started), (0, 0), "they run, and shall");
    assert_eq!(world.aws.state(&ids[0]), Some(MachineState::Running));
}

#[tokio::test]
async fn an_answer_that_got_lost_is_made_good_by_the_next_delivery() {
    let (world, cloud, ids) = evening(2).await;
    world.clock.advance(SignedDuration::from_mins(1));
    world.tick().await;
    let orders = world.outbox.take_orders();
    world.aws.lose_answer_next(Operation::StopInstances);
    assert_eq!(world.execute(&orders[0]).await.failed, 2);
    let machine = world.machine(cloud, &ids[0]).await;
    assert!(machine.retry.is_some(), "its next attempt is on record");

    for _ in 0..3 {
        world.minute().await;
    }
    let machine = world.machine(cloud, &ids[0]).await;
    assert_eq!(machine.state, MachineState::Stopping);
    assert_eq!(machine.retry, None);
}

#[tokio::test]
async fn one_bad_machine_does_not_block_its_batch() {
    let (world, cloud, ids) = evening(10).await;
    world.aws.forget(&ids[4]);
    let report = world.minute().await;
    assert_eq!((report.stopped, report.failed), (9, 1));
    let gone = world.machine(cloud, &ids[4]).await;
    let last = gone.last_action.unwrap();
    assert_eq!(last.outcome, Outcome::Failed);
    assert!(last.reason.contains("InvalidInstanceID.NotFound"), "{}", last.reason);
    assert!(gone.retry.is_some());

    let writer = Writer::Scheduler(cloud, world.region());
    let trail = world
        .store
        .audit_entries(world.tenant, &writer, "2026-03-01".parse().unwrap(), None, 10)
        .await
        .unwrap();
    let acts = trail.items.iter().filter(|entry| entry.action == "machines.stop");
    let outcomes: Vec<_> = acts.map(|entry| (entry.outcome, entry.subjects.len())).collect();
    assert_eq!(outcomes, [(AuditOutcome::Done, 9), (AuditOutcome::Failed, 1)]);
    for pair in trail.items.windows(2) {
        assert_eq!(pair[1].previous, pair[0].hash, "a chain");
        assert_eq!(pair[1].hash, pair[1].computed_hash(&writer));
    }
}

#[tokio::test]
async fn a_missing_permission_fails_the_machines_and_not_the_order() {
    let (world, cloud, ids) = evening(2).await;
    world.aws.forbid(&world.account(), Operation::StopInstances);
    let report = world.minute().await;
    assert_eq!((report.stopped, report.failed), (0, 2));
    let machine = world.machine(cloud, &ids[0]).await;
    assert!(machine.last_action.unwrap().reason.contains("UnauthorizedOperation"));
    let wait = machine.retry.unwrap().at.duration_since(world.now());
    assert_eq!(wait, SignedDuration::from_hours(1), "not every minute");
}

#[tokio::test]
async fn a_lost_account_is_noticed_at_the_first_refused_call() {
    let (world, cloud, _) = evening(2).await;
    world.aws.distrust(&world.role());
    assert_eq!(world.minute().await.failed, 2);
    let stored = world.store.cloud(world.tenant, cloud).await.unwrap().unwrap();
    assert_eq!(stored.health.status, HealthStatus::Failed);
    world.clock.set("2026-03-09T08:00:00Z".parse().unwrap());
    world.aws.forget_calls();
    world.tick().await;
    assert_eq!(world.run_orders().await.looked_at, 0, "nothing is done there until it is healthy again");
}

#[tokio::test]
async fn a_cloud_that_is_back_in_reach_catches_up_with_the_edges_that_passed() {
    let (world, cloud, _) = evening(2).await;
    world.aws.distrust(&world.role());
    assert_eq!(world.minute().await.failed, 2);
    world.clock.set("2026-03-04T12:00:00Z".parse().unwrap());
    let stored = world.store.cloud(world.tenant, cloud).await.unwrap().unwrap();
    let external_id = clouds::external_id(&world.vault, &stored).await.unwrap().unwrap();
    world.aws.trust(&world.role(), &external_id);
    world.run_orders().await;
    assert_eq!(clouds::verify(world.verifier(), world.tenant, cloud).await.unwrap(), Verified::Healthy);
    assert_eq!(world.minute().await.stopped, 2, "Monday's stop");
}

#[tokio::test]
async fn protected_machines_are_left_alone() {
    let world = World::new();
    world.launch(Launch::named("ignored").tagged("env", "dev").tagged("powerdown:ignore", ""));
    world.launch(Launch::named("member").tagged("env", "dev").tagged("aws:autoscaling:groupName", "web"));
    world.launch(Launch { lifecycle: Lifecycle::Spot, ..Launch::named("spot").tagged("env", "dev") });
    world.connect().await;
    world.schedule("never on now", "mon 01:00-mon 02:00", vec![selector(10, "env", "dev")]).await;
    world.run_jobs().await;
    let report = world.minute().await;
    assert_eq!((report.looked_at, report.stopped, report.failed), (3, 0, 0));
    assert_eq!(world.aws.count(Operation::StopInstances), 0);
}

#[tokio::test]
async fn a_machine_between_two_states_is_looked_at_again() {
    let (world, cloud, ids) = evening(1).await;
    world.aws.set_state(&ids[0], MachineState::Pending);
    world.clock.advance(SignedDuration::from_secs(10));
    powerdown_engine::inventory::scan(world.scanner(), world.tenant, cloud, &world.region()).await.unwrap();
    let report = world.minute().await;
    assert_eq!((report.stopped, report.waiting), (0, 1));
    world.aws.step();
    powerdown_engine::inventory::scan(world.scanner(), world.tenant, cloud, &world.region()).await.unwrap();
    assert_eq!(world.minute().await.stopped, 1);
}

#[tokio::test]
async fn a_thousand_stops_take_few_calls_and_pages() {
    let (world, cloud, _) = evening(1_000).await;
    let report = world.minute().await;
    assert_eq!(report.stopped, 1_000);
    let calls = world.aws.count(Operation::StopInstances);
    assert!(calls <= 20, "{calls} calls for 1,000 machines");
    let page =
        world.store.machines_in(world.tenant, cloud, &world.region(), Part::first(2_000)).await.unwrap();
    let stopping = page.items.iter().filter(|machine| machine.state == MachineState::Stopping).count();
    assert_eq!(stopping, 1_000);
}

#[tokio::test]
async fn throttling_is_retried_by_the_machines_own_attempts() {
    let (world, cloud, ids) = evening(2).await;
    world.aws.fail_next(Operation::StopInstances, CloudErrorClass::Throttled);
    assert_eq!(world.minute().await.failed, 2);
    assert_eq!(world.minute().await.stopped, 2);
    assert_eq!(world.machine(cloud, &ids[0]).await.retry, None);
}
