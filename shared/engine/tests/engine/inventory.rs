//! Listings and events, and machines that are matched when they are first seen.

use jiff::SignedDuration;
use powerdown_domain::machine::MachineState;
use powerdown_engine::{
    inventory::{self, CloudEvent, EventOutcome},
    ports::{CloudStore, DomainEvent, Job, MachineStore, Part},
    record::HealthStatus,
};
use powerdown_testkit::cloud::{Launch, Operation};

use crate::world::{World, selector};

#[tokio::test]
async fn a_listing_is_paged_and_finds_new_changed_and_gone() {
    let world = World::new();
    world.aws.set_page_size(7);
    let ids: Vec<_> = (0..30).map(|n| world.launch(Launch::named(&format!("web-{n}")))).collect();
    let cloud = world.connect().await;
    let scan =
        async || inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.unwrap();

    let first = scan().await;
    assert_eq!((first.listed, first.changed, first.gone), (30, 30, 0));
    let again = scan().await;
    assert_eq!((again.listed, again.changed, again.gone), (30, 0, 0), "nothing new, nothing written");

    world.clock.advance(SignedDuration::from_mins(5));
    world.aws.forget(&ids[3]);
    world.aws.set_state(&ids[4], MachineState::Stopped);
    world.aws.edit(&ids[5], |facts| drop(facts.tags.insert("env".into(), "dev".into())));
    let third = scan().await;
    assert_eq!((third.listed, third.changed, third.gone), (29, 2, 1));
    assert_eq!(world.machine(cloud.id, &ids[3]).await.state, MachineState::Terminated);
    assert_eq!(world.machine(cloud.id, &ids[4]).await.state, MachineState::Stopped);
    assert_eq!(world.machine(cloud.id, &ids[5]).await.facts.tags["env"], "dev");
}

#[tokio::test]
async fn a_new_machine_is_matched_and_its_schedule_looked_at() {
    let world = World::new();
    let cloud = world.connect().await;
    let schedule =
        world.schedule("nights off", "mon 06:00-mon 07:00", vec![selector(10, "env", "dev")]).await;
    world.run_jobs().await;
    world.minute().await;
    let id = world.launch(Launch::named("late").tagged("env", "dev"));
    inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.unwrap();
    assert_eq!(world.machine(cloud.id, &id).await.assignment.by_selector, Some(schedule.id));

    let report = world.minute().await;
    assert_eq!(report.stopped, 1, "it is off-time");
    assert_eq!(world.aws.accepted(Operation::StopInstances), [id]);
}

#[tokio::test]
async fn a_role_that_lost_its_permission_marks_the_cloud_failed() {
    let world = World::new();
    let cloud = world.connect().await;
    world.aws.distrust(&world.role());
    inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.unwrap();
    let stored = world.store.cloud(world.tenant, cloud.id).await.unwrap().unwrap();
    assert_eq!(stored.health.status, HealthStatus::Failed);
    assert!(stored.health.reason.unwrap().contains("external id"));
}

#[tokio::test]
async fn events_update_known_machines_and_ask_for_unknown_ones() {
    let world = World::new();
    let cloud = world.connect().await;
    let known = world.launch(Launch::named("known"));
    world.run_jobs().await;
    world.outbox.take_events();

    world.clock.advance(SignedDuration::from_mins(1));
    let event = world.event(&known, MachineState::Stopping);
    assert_eq!(
        inventory::apply_event(world.event_desk(), event.clone()).await.unwrap(),
        EventOutcome::Changed
    );
    assert_eq!(inventory::apply_event(world.event_desk(), event).await.unwrap(), EventOutcome::NothingNew);
    let machine = world.machine(cloud.id, &known).await;
    assert_eq!(machine.state, MachineState::Stopping);
    let [DomainEvent::MachinesChanged { changes, .. }] = &world.outbox.take_events()[..] else { panic!() };
    assert_eq!((changes[0].state, changes[0].rev), (MachineState::Stopping, machine.rev));

    let unknown = world.launch(Launch::named("unknown"));
    let event = world.event(&unknown, MachineState::Running);
    assert_eq!(inventory::apply_event(world.event_desk(), event).await.unwrap(), EventOutcome::Discovered);
    assert!(matches!(world.outbox.take_jobs().as_slice(), [Job::ScanRegion { .. }]));
}

#[tokio::test]
async fn events_of_strangers_are_dropped() {
    let world = World::new();
    world.connect().await;
    let id = world.launch(Launch::named("web"));
    let stranger =
        CloudEvent { account: "999999999999".parse().unwrap(), ..world.event(&id, MachineState::Running) };
    assert_eq!(inventory::apply_event(world.event_desk(), stranger).await.unwrap(), EventOutcome::NotOurs);
    let elsewhere =
        CloudEvent { region: "eu-west-1".parse().unwrap(), ..world.event(&id, MachineState::Running) };
    assert_eq!(inventory::apply_event(world.event_desk(), elsewhere).await.unwrap(), EventOutcome::NotOurs);
}

#[tokio::test]
async fn an_inventory_is_taken_every_hour() {
    let world = World::new();
    let cloud = world.connect().await;
    world.run_jobs().await;
    assert_eq!(world.tick().await.clouds, 0);
    world.clock.advance(SignedDuration::from_mins(61));
    let id = world.launch(Launch::named("found by polling"));
    assert_eq!(world.tick().await.clouds, 1);
    assert_eq!(world.tick().await.clouds, 0, "once");
    world.run_jobs().await;
    let page =
        world.store.machines_in(world.tenant, cloud.id, &world.region(), Part::first(10)).await.unwrap();
    assert_eq!(page.items.iter().map(|machine| &machine.id.instance).collect::<Vec<_>>(), [&id]);
}
