//! Changing a cloud, taking it away, and the machines that leave with it.

use jiff::SignedDuration;
use powerdown_domain::{
    AccessKeys, CloudId,
    machine::{Assignment, Machine, MachineState},
};
use powerdown_engine::{
    Refusal, UseCaseError,
    clouds::{self, AccessRequest, ChangeCloud, LAST_LOOK},
    ports::{AuditStore, CloudStore, Job, LedgerStore, MachineStore, Part, ScheduleStore},
    record::{Access, Cloud, HealthStatus, Writer},
};
use powerdown_testkit::cloud::Launch;

use crate::world::{World, selector};

/// A company with so many running machines, all of which follow a schedule.
async fn company(machines: usize) -> (World, Cloud) {
    let world = World::new();
    for number in 0..machines {
        world.launch(Launch::named(&format!("m{number}")).tagged("env", "dev"));
    }
    let cloud = world.connect().await;
    world.schedule("always", "mon 00:00-mon 23:00", vec![selector(10, "env", "dev")]).await;
    world.run_jobs().await;
    world.minute().await;
    (world, cloud)
}

async fn left(world: &World, cloud: CloudId) -> usize {
    let part = Part::first(10_000);
    world.store.machines_in(world.tenant, cloud, &world.region(), part).await.unwrap().items.len()
}

async fn stored(world: &World, id: CloudId) -> Cloud {
    world.store.cloud(world.tenant, id).await.unwrap().expect("the cloud")
}

fn same(cloud: &Cloud) -> ChangeCloud {
    ChangeCloud { name: cloud.name.clone(), regions: cloud.regions.clone(), access: None }
}

async fn update(world: &World, id: CloudId, change: ChangeCloud) -> Result<Cloud, UseCaseError> {
    let rev = stored(world, id).await.rev;
    clouds::update(world.cloud_desk(), world.tenant, &world.actor(), id, rev, change).await
}

async fn delete(world: &World, id: CloudId) {
    clouds::delete(world.cloud_desk(), world.tenant, &world.actor(), id, None).await.unwrap();
}

#[tokio::test]
async fn a_cloud_is_gone_at_once_and_its_machines_soon_after() {
    let (world, cloud) = company(450).await;
    let one = world.store.machines_in(world.tenant, cloud.id, &world.region(), Part::first(1)).await.unwrap();
    let lineage = one.items[0].lineage;
    world.clock.advance(SignedDuration::from_hours(1));
    delete(&world, cloud.id).await;
    assert_eq!(world.store.cloud(world.tenant, cloud.id).await.unwrap(), None);
    assert_eq!(world.store.owner_of_account(&cloud.account).await.unwrap(), None);
    assert_eq!(left(&world, cloud.id).await, 450);

    world.minute().await;
    assert_eq!(left(&world, cloud.id).await, 0);
    for schedule in world.store.schedules(world.tenant).await.unwrap() {
        assert_eq!(world.store.targets(world.tenant, schedule.id).await.unwrap(), vec![]);
    }
    // What they lived through is on record, up to the minute they left.
    let month = "2026-03-01".parse().unwrap();
    let ledger = world.store.ledger(world.tenant, lineage, month).await.unwrap();
    assert!(ledger.iter().any(|interval| interval.state == MachineState::Running), "{ledger:?}");
    assert_eq!(ledger.last().unwrap().to, world.now());
    let head = world.store.audit_head(world.tenant, &Writer::Portal).await.unwrap();
    let trail = world.store.audit_entries(world.tenant, &Writer::Portal, month, None, 99).await.unwrap();
    assert_eq!(trail.items.len() as u64, head.number);
    assert_eq!(trail.items.last().unwrap().action, "cloud.disconnect");

    // The account may be connected again at once, and its machines come back as new ones.
    let again = world.connect().await;
    world.run_jobs().await;
    assert_eq!(left(&world, again.id).await, 450);
}

#[tokio::test]
async fn a_listing_that_began_before_leaves_nothing_behind() {
    let (world, cloud) = company(3).await;
    let page =
        world.store.machines_in(world.tenant, cloud.id, &world.region(), Part::first(1)).await.unwrap();
    let found = page.items[0].clone();
    let late = Machine { rev: 0, assignment: Assignment::default(), closed: vec![], ..found };
    delete(&world, cloud.id).await;
    world.minute().await;
    assert_eq!(left(&world, cloud.id).await, 0);
    // It ends now, and stores what it found.
    world.store.put_machine(world.tenant, &late, None).await.unwrap();
    world.clock.advance(LAST_LOOK);
    world.minute().await;
    assert_eq!(left(&world, cloud.id).await, 0);
    for _ in 0..2 {
        world.clock.advance(LAST_LOOK);
        world.minute().await;
    }
    assert_eq!(world.store.leaving(world.tenant, cloud.id).await.unwrap(), None, "the work has an end");
}

#[tokio::test]
async fn lost_repeated_and_simultaneous_runs_do_no_harm() {
    let (world, cloud) = company(450).await;
    delete(&world, cloud.id).await;
    world.clock.advance(SignedDuration::from_mins(1));
    world.tick().await;
    let jobs = world.outbox.take_jobs();
    assert!(matches!(jobs[..], [Job::LeaveCloud { .. }]), "{jobs:?}");
    let leave = || clouds::leave(world.leaver(), world.tenant, cloud.id);
    let (one, two) = futures::join!(leave(), leave());
    assert!(one.unwrap() > 0 && two.unwrap() > 0);
    assert_eq!(left(&world, cloud.id).await, 50);
    // The jobs that would go on are lost; the tick asks again by itself.
    world.outbox.take_jobs();
    world.clock.advance(LAST_LOOK);
    world.minute().await;
    assert_eq!(left(&world, cloud.id).await, 0);
}

#[tokio::test]
async fn only_the_version_that_was_read_is_changed_or_taken_away() {
    let (world, cloud) = company(0).await;
    let (desk, actor) = (world.cloud_desk(), world.actor());
    let rev = stored(&world, cloud.id).await.rev;
    let refused = clouds::update(desk, world.tenant, &actor, cloud.id, rev - 1, same(&cloud)).await;
    assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::Changed))));
    let refused = clouds::delete(desk, world.tenant, &actor, cloud.id, Some(rev - 1)).await;
    assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::Changed))));
    let unknown = clouds::delete(desk, world.tenant, &actor, CloudId::from_parts(9, 9), None).await;
    assert!(matches!(unknown, Err(UseCaseError::Refused(Refusal::NotFound("cloud")))));
    clouds::delete(desk, world.tenant, &actor, cloud.id, Some(rev)).await.unwrap();
}

#[tokio::test]
async fn a_name_alone_disturbs_nothing() {
    let (world, cloud) = company(2).await;
    let name = "renamed".to_owned().try_into().unwrap();
    let renamed = update(&world, cloud.id, ChangeCloud { name, ..same(&cloud) }).await.unwrap();
    assert_eq!((renamed.name.as_str(), renamed.health.status), ("renamed", HealthStatus::Healthy));
    assert_eq!(stored(&world, cloud.id).await, renamed);
    assert!(world.outbox.take_jobs().is_empty());
    assert_eq!(left(&world, cloud.id).await, 2);
}

#[tokio::test]
async fn a_region_leaves_and_may_come_back_once_it_is_cleared() {
    let (world, cloud) = company(5).await;
    let elsewhere = vec!["eu-north-1".parse().unwrap()];
    let moved = update(&world, cloud.id, ChangeCloud { regions: elsewhere, ..same(&cloud) }).await.unwrap();
    assert!(matches!(world.outbox.take_jobs()[..], [Job::VerifyCloud { .. }]), "a new region is verified");
    world.minute().await;
    assert_eq!(left(&world, cloud.id).await, 0);
    let back = update(&world, cloud.id, ChangeCloud { regions: cloud.regions.clone(), ..same(&moved) }).await;
    let Err(UseCaseError::Refused(Refusal::Conflict(why))) = back else { panic!("{back:?}") };
    assert!(why.contains("still leaving"), "{why}");
    for _ in 0..2 {
        world.clock.advance(LAST_LOOK);
        world.minute().await;
    }
    update(&world, cloud.id, ChangeCloud { regions: cloud.regions.clone(), ..same(&moved) }).await.unwrap();
    world.run_jobs().await;
    assert_eq!(left(&world, cloud.id).await, 5);
}

#[tokio::test]
async fn a_role_keeps_its_external_id_and_another_way_of_access_is_verified() {
    let (world, cloud) = company(0).await;
    let before = clouds::external_id(&world.vault, &cloud).await.unwrap().unwrap();
    let arn = format!("arn:aws:iam::{}:role/Other", cloud.account).parse().unwrap();
    let access = Some(AccessRequest::Role(arn));
    let changed = update(&world, cloud.id, ChangeCloud { access, ..same(&cloud) }).await.unwrap();
    let after = clouds::external_id(&world.vault, &changed).await.unwrap().unwrap();
    assert_eq!(before.expose(), after.expose());
    assert_eq!(changed.health.status, HealthStatus::Unverified);
    assert!(matches!(world.outbox.take_jobs()[..], [Job::VerifyCloud { .. }]));

    let keys = AccessKeys::parse("AKIAIOSFODNN7EXAMPLE".into(), "wJalrXUtnFEMI/K7MDENG/bPxRfiCY".into());
    let access = Some(AccessRequest::Keys(keys.unwrap()));
    let changed = update(&world, cloud.id, ChangeCloud { access, ..same(&cloud) }).await.unwrap();
    assert!(matches!(changed.access, Access::Keys { .. }));
    let foreign = "arn:aws:iam::999999999999:role/PowerDown".parse().unwrap();
    let access = Some(AccessRequest::Role(foreign));
    let refused = update(&world, cloud.id, ChangeCloud { access, ..same(&cloud) }).await;
    let Err(UseCaseError::Refused(Refusal::Invalid { field, .. })) = refused else { panic!("{refused:?}") };
    assert_eq!(field, "access.role_arn");
}
