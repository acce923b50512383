//! What a schedule does about machines that people also touch by hand, and around its edges.

use powerdown_domain::{
    CloudId, InstanceId,
    machine::{Machine, MachineState, Outcome},
    reconcile::Followed,
};
use powerdown_engine::{
    inventory::EventOutcome,
    ports::{CloudErrorClass, CloudStore, DomainEvent},
    record::{Cloud, Health, HealthStatus, Writer},
    schedules::{self, AssignmentRequest},
};
use powerdown_testkit::cloud::{Launch, Operation};
use serde_json::{Value, json};

use crate::world::World;

/// Monday 12:01: a machine follows "every day 08:00 to 18:00" with a behaviour.
struct Stage {
    world: World,
    cloud: CloudId,
    web: InstanceId,
}

fn days(behaviour: Value) -> Value {
    json!({"zone": "UTC", "periods": [{"begin": "08:00", "end": "18:00"}], "behaviour": behaviour})
}

async fn stage(behaviour: Value) -> Stage {
    let world = World::new();
    let web = world.launch(Launch { hibernation: true, ..Launch::named("web").tagged("env", "dev") });
    let cloud = world.connect().await.id;
    world.dev_schedule(days(behaviour)).await;
    world.run_jobs().await;
    world.minute().await;
    world.aws.forget_calls();
    world.outbox.take_events();
    Stage { world, cloud, web }
}

impl Stage {
    async fn machine(&self) -> Machine {
        self.world.machine(self.cloud, &self.web).await
    }

    /// The off-edge of Monday, and the machine stopped.
    async fn evening(&self) {
        assert_eq!(self.world.minute_at("2026-03-02T18:00:00Z").await.stopped, 1);
        self.world.step().await;
        assert_eq!(self.machine().await.state, MachineState::Stopped);
    }
}

#[tokio::test]
async fn a_stop_by_hand_holds_until_the_next_edge() {
    let stage = stage(json!({})).await;
    let world = &stage.world;
    assert_eq!(stage.machine().await.followed, Followed::On);
    assert_eq!(world.by_hand(&stage.web, MachineState::Stopped).await, EventOutcome::Changed);
    assert_eq!(stage.machine().await.retry, None);
    for at in ["2026-03-02T12:02:00Z", "2026-03-02T15:00:00Z", "2026-03-02T18:00:00Z"] {
        assert_eq!(world.minute_at(at).await.started, 0, "{at}");
    }
    assert_eq!(stage.machine().await.followed, Followed::Off, "as the schedule wants it by then");
    assert_eq!(world.minute_at("2026-03-03T08:00:00Z").await.started, 1);
}

#[tokio::test]
async fn a_stop_by_hand_is_undone_within_a_tick_where_it_is_not_to_last() {
    let stage = stage(json!({"manual_stop": "enforce"})).await;
    let world = &stage.world;
    world.by_hand(&stage.web, MachineState::Stopping).await;
    assert_eq!(world.minute().await.looked_at, 0, "nothing can be done yet");
    world.by_hand(&stage.web, MachineState::Stopped).await;
    assert_eq!(world.minute().await.started, 1);
    assert_eq!(stage.machine().await.retry, None);
}

#[tokio::test]
async fn a_start_by_hand_is_respected_or_undone() {
    for (meaning, stopped) in [("respect", 0), ("enforce", 1)] {
        let stage = stage(json!({"manual_start": meaning})).await;
        stage.evening().await;
        stage.world.by_hand(&stage.web, MachineState::Running).await;
        assert_eq!(stage.world.minute().await.stopped, stopped, "{meaning}");
    }
}

#[tokio::test]
async fn a_change_by_hand_whose_event_got_lost_is_found_by_the_inventory() {
    let stage = stage(json!({"manual_stop": "enforce"})).await;
    let world = &stage.world;
    world.aws.set_state(&stage.web, MachineState::Stopped);
    assert_eq!(world.minute_at("2026-03-02T13:30:00Z").await.started, 0);
    assert_eq!(world.minute().await.started, 1);
}

#[tokio::test]
async fn our_own_stop_is_not_taken_for_one_by_hand() {
    let stage = stage(json!({"manual_start": "enforce", "manual_stop": "enforce"})).await;
    stage.evening().await;
    assert_eq!(stage.machine().await.retry, None);
    assert_eq!(stage.world.minute().await.looked_at, 0);
}

#[tokio::test]
async fn a_machine_that_ran_before_the_on_edge_is_left_running_after_it() {
    for (retain, stopped) in [(true, 0), (false, 1)] {
        let stage = stage(json!({"retain_running": retain})).await;
        let world = &stage.world;
        stage.evening().await;
        world.by_hand(&stage.web, MachineState::Running).await;
        world.minute_at("2026-03-03T08:00:00Z").await;
        assert_eq!(world.minute_at("2026-03-03T18:00:00Z").await.stopped, stopped, "{retain}");
    }
}

#[tokio::test]
async fn new_machines_wait_where_they_are_to_wait() {
    for (meaning, running, stopped) in [("act", 1, 1), ("start-only", 1, 0), ("wait", 0, 0)] {
        // By day: one that is stopped when it is first seen.
        let stage = stage(json!({"new_machines": meaning})).await;
        let world = &stage.world;
        let arrive = async |at: &str, state| {
            world.clock.set(at.parse().unwrap());
            let id = world.launch(Launch::named("new").tagged("env", "dev"));
            world.aws.set_state(&id, state);
            powerdown_engine::inventory::scan(world.scanner(), world.tenant, stage.cloud, &world.region())
                .await
                .unwrap();
            world.minute().await
        };
        assert_eq!(arrive("2026-03-02T13:00:00Z", MachineState::Stopped).await.started, running, "{meaning}");
        world.step().await;
        world.minute_at("2026-03-02T18:00:00Z").await;
        world.step().await;
        // By night: one that runs.
        assert_eq!(arrive("2026-03-02T20:00:00Z", MachineState::Running).await.stopped, stopped, "{meaning}");
        world.step().await;
        // Whatever it was told at first, the edges of the next day count for it.
        world.minute_at("2026-03-03T08:00:00Z").await;
        world.step().await;
        let all = world.minute_at("2026-03-03T18:00:00Z").await;
        assert_eq!(all.stopped, 3, "{meaning}");
    }
}

#[tokio::test]
async fn another_schedule_begins_anew_with_a_machine() {
    let stage = stage(json!({})).await;
    let world = &stage.world;
    world.by_hand(&stage.web, MachineState::Stopped).await;
    let other = world.schedule("other", "mon 08:00-tue 18:00", vec![]).await;
    let id = stage.machine().await.id;
    let request = AssignmentRequest { assign: vec![id], release: vec![] };
    schedules::assign(world.schedule_desk(), &world.principal(), other.id, request).await.unwrap();
    assert_eq!(stage.machine().await.followed, Followed::Unknown);
    assert_eq!(world.minute().await.started, 1);
}

#[tokio::test]
async fn a_start_that_is_led_comes_early_and_is_not_taken_back() {
    let stage = stage(json!({"start_lead_minutes": 15})).await;
    let world = &stage.world;
    stage.evening().await;
    assert_eq!(world.minute_at("2026-03-03T07:44:00Z").await.looked_at, 0);
    assert_eq!(world.minute_at("2026-03-03T07:45:00Z").await.started, 1);
    let last = stage.machine().await.last_action.unwrap();
    assert_eq!(last.reason, "the schedule wants it on soon, and ready by then");
    world.step().await;
    for minute in ["07:46", "07:59", "08:00", "08:01"] {
        let report = world.minute_at(&format!("2026-03-03T{minute}:00Z")).await;
        assert_eq!((report.started, report.stopped), (0, 0), "{minute}");
    }
    assert_eq!(world.minute_at("2026-03-03T18:00:00Z").await.stopped, 1);
}

#[tokio::test]
async fn hibernation_is_asked_for_and_refused_with_a_plain_reason() {
    let stage = stage(json!({"hibernate": true})).await;
    let world = &stage.world;
    let plain = world.launch(Launch::named("plain").tagged("env", "dev"));
    powerdown_engine::inventory::scan(world.scanner(), world.tenant, stage.cloud, &world.region())
        .await
        .unwrap();
    world.minute().await;
    let report = world.minute_at("2026-03-02T18:00:00Z").await;
    assert_eq!((report.stopped, report.failed), (1, 1));
    assert!(world.aws.is_hibernated(&stage.web));
    let refused = world.machine(stage.cloud, &plain).await;
    assert_eq!((refused.state, refused.followed), (MachineState::Running, Followed::On), "left running");
    let last = refused.last_action.unwrap();
    assert!(last.reason.starts_with("the machine was not launched for hibernation"), "{}", last.reason);
}

#[tokio::test]
async fn a_stop_is_announced_to_browsers_and_in_the_audit_trail() {
    let stage = stage(json!({"stop_warning_minutes": 10})).await;
    let world = &stage.world;
    world.minute_at("2026-03-02T17:49:00Z").await;
    world.outbox.take_events();
    assert_eq!(world.minute_at("2026-03-02T17:50:00Z").await.stopped, 0);
    let events = world.outbox.take_events();
    let [DomainEvent::StopsAnnounced { at, machines, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!(*at, "2026-03-02T18:00:00Z".parse().unwrap());
    assert_eq!(machines, &[stage.machine().await.id]);
    let trail = world.trail(&Writer::Scheduler(stage.cloud, world.region())).await;
    assert_eq!(trail.last().unwrap().action, "machines.stop-warning");
    assert_eq!(world.minute_at("2026-03-02T18:00:00Z").await.stopped, 1);
    assert!(!world.outbox.take_events().iter().any(|it| matches!(it, DomainEvent::StopsAnnounced { .. })));
}

#[tokio::test]
async fn what_ec2_refused_was_not_carried_out() {
    let stage = stage(json!({})).await;
    let world = &stage.world;
    world.aws.fail_next(Operation::StopInstances, CloudErrorClass::Throttled);
    assert_eq!(world.minute_at("2026-03-02T18:00:00Z").await.failed, 1);
    assert_eq!(stage.machine().await.followed, Followed::On);
    assert_eq!(world.minute().await.stopped, 1);
    assert_eq!(stage.machine().await.followed, Followed::Off);
}

#[tokio::test]
async fn a_start_that_came_to_nothing_is_not_taken_for_a_stop_by_hand() {
    let stage = stage(json!({})).await;
    let world = &stage.world;
    stage.evening().await;
    world.aws.break_next_start(&stage.web);
    assert_eq!(world.minute_at("2026-03-03T08:00:00Z").await.started, 1);
    world.step().await;
    let last = stage.machine().await.last_action.unwrap();
    assert_eq!(last.outcome, Outcome::Failed);
    assert!(last.reason.starts_with("EC2 accepted the start, but"), "{}", last.reason);
    assert_eq!(world.minute_at("2026-03-03T08:15:00Z").await.started, 0, "not every minute");
    assert_eq!(world.minute_at("2026-03-03T08:16:00Z").await.started, 1);
}

#[tokio::test]
async fn an_edge_that_passes_while_the_cloud_is_out_of_reach_has_passed() {
    let stage = stage(json!({})).await;
    let world = &stage.world;
    world.by_hand(&stage.web, MachineState::Stopped).await;
    let health = async |status| {
        let cloud = world.store.cloud(world.tenant, stage.cloud).await.unwrap().unwrap();
        let health = Health { status, ..cloud.health.clone() };
        world.store.update_cloud(&Cloud { health, next_scan_at: None, ..cloud }).await.unwrap();
    };
    health(HealthStatus::Failed).await;
    assert_eq!(world.minute_at("2026-03-02T18:00:00Z").await.looked_at, 0);
    health(HealthStatus::Healthy).await;
    assert_eq!(world.minute_at("2026-03-03T08:00:00Z").await.started, 1, "Monday's stop by hand is over");
}
