//! The ledger and the upkeep.

use jiff::SignedDuration;
use powerdown_domain::machine::MachineState;
use powerdown_engine::{
    inventory,
    ports::LedgerStore,
    timekeeping::{by_month, record_intervals},
};
use powerdown_testkit::cloud::Launch;

use crate::world::World;

#[tokio::test]
async fn what_a_machine_lived_through_reaches_the_ledger_once() {
    let world = World::new();
    let id = world.launch(Launch::named("web"));
    let cloud = world.connect().await;
    world.run_jobs().await;
    world.clock.advance(SignedDuration::from_hours(2));
    world.aws.set_state(&id, MachineState::Stopped);
    inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.unwrap();

    let report = record_intervals(&world.store, &world.store).await.unwrap();
    assert_eq!((report.machines, report.intervals, report.running_seconds), (1, 1, 7_200));
    let again = record_intervals(&world.store, &world.store).await.unwrap();
    assert_eq!(again, Default::default());

    let machine = world.machine(cloud.id, &id).await;
    assert!(machine.closed.is_empty());
    let month = "2026-03-01".parse().unwrap();
    let ledger = world.store.ledger(world.tenant, machine.lineage, month).await.unwrap();
    assert_eq!(ledger.len(), 1);
    assert_eq!(ledger[0].state, MachineState::Running);
    assert_eq!(ledger[0].to, machine.state_at);
}

#[tokio::test]
async fn an_interval_is_split_where_the_month_changes() {
    let world = World::new();
    let id = world.launch(Launch::named("web"));
    let cloud = world.connect().await;
    world.run_jobs().await;
    world.clock.set("2026-05-02T00:00:00Z".parse().unwrap());
    world.aws.set_state(&id, MachineState::Stopped);
    inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.unwrap();
    let months = by_month(&world.machine(cloud.id, &id).await.closed);
    let shape: Vec<String> = months
        .iter()
        .map(|(month, parts)| format!("{month}: {} to {}", parts[0].from, parts[0].to))
        .collect();
    assert_eq!(
        shape,
        [
            "2026-03-01: 2026-03-02T12:00:00Z to 2026-04-01T00:00:00Z",
            "2026-04-01: 2026-04-01T00:00:00Z to 2026-05-01T00:00:00Z",
            "2026-05-01: 2026-05-01T00:00:00Z to 2026-05-02T00:00:00Z",
        ]
    );
}
