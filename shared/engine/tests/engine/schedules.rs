//! Writing schedules, assigning machines, and what is refused.

use std::collections::BTreeSet;

use powerdown_domain::{MachineId, ScheduleId, TenantId, schedule::ScheduleDocument};
use powerdown_engine::{
    Refusal, UseCaseError,
    ports::ScheduleStore,
    schedules::{self, AssignmentOutcome, AssignmentRequest, ScheduleDraft},
};
use powerdown_testkit::cloud::Launch;

use crate::world::{World, draft, selector};

fn refusal<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> Refusal {
    match outcome {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_id_beats_a_selector_and_a_higher_priority_a_lower() {
    let world = World::new();
    let id = world.launch(Launch::named("web").tagged("env", "dev").tagged("team", "shop"));
    let cloud = world.connect().await;
    world.run_jobs().await;
    let weak = world.schedule("weak", "mon 08:00-mon 18:00", vec![selector(1, "env", "dev")]).await;
    let strong = world.schedule("strong", "mon 08:00-mon 18:00", vec![selector(2, "team", "shop")]).await;
    let by_id = world.schedule("by id", "mon 08:00-mon 18:00", vec![]).await;
    world.run_jobs().await;
    assert_eq!(world.machine(cloud.id, &id).await.assignment.schedule(), Some(strong.id));

    let machine = MachineId { cloud: cloud.id, region: world.region(), instance: id.clone() };
    let assign = async |request| {
        schedules::assign(world.schedule_desk(), &world.principal(), by_id.id, request).await.unwrap()
    };
    let request = AssignmentRequest { assign: vec![machine.clone()], release: vec![] };
    assert_eq!(assign(request.clone()).await[0].1, AssignmentOutcome::Assigned);
    assert_eq!(assign(request).await[0].1, AssignmentOutcome::Unchanged);
    assert_eq!(world.machine(cloud.id, &id).await.assignment.schedule(), Some(by_id.id));
    let targets = world.store.targets(world.tenant, by_id.id).await.unwrap();
    assert_eq!(targets[0].machines, 1);
    assert!(world.store.targets(world.tenant, strong.id).await.unwrap().is_empty());

    let request = AssignmentRequest { assign: vec![], release: vec![machine] };
    assert_eq!(assign(request).await[0].1, AssignmentOutcome::Released);
    assert_eq!(world.machine(cloud.id, &id).await.assignment.schedule(), Some(strong.id));

    schedules::delete(world.schedule_desk(), world.tenant, &world.actor(), strong.id, None).await.unwrap();
    world.run_jobs().await;
    assert_eq!(world.machine(cloud.id, &id).await.assignment.schedule(), Some(weak.id));
}

#[tokio::test]
async fn a_tie_is_refused_and_names_the_machines() {
    let world = World::new();
    for n in 0..12 {
        world.launch(Launch::named(&format!("web-{n}")).tagged("env", "dev").tagged("team", "shop"));
    }
    world.connect().await;
    world.run_jobs().await;
    world.schedule("first", "mon 08:00-mon 18:00", vec![selector(5, "env", "dev")]).await;
    let second = draft("second", "mon 08:00-mon 18:00", vec![selector(5, "team", "shop")]);
    let refused =
        schedules::create(world.schedule_desk(), world.tenant, &world.actor(), second.clone()).await;
    let Refusal::Conflict(message) = refusal(refused) else { panic!() };
    assert!(
        message.contains("12 machines") && message.contains("web-") && message.contains("2 more"),
        "{message}"
    );
    assert_eq!(world.store.schedules(world.tenant).await.unwrap().len(), 1, "nothing half-written");

    let apart = ScheduleDraft { selectors: vec![selector(5, "team", "other")], ..second };
    schedules::create(world.schedule_desk(), world.tenant, &world.actor(), apart).await.unwrap();
}

#[tokio::test]
async fn a_tie_that_arises_later_leaves_the_machine_alone() {
    let world = World::new();
    let cloud = world.connect().await;
    let first = world.schedule("first", "mon 01:00-mon 02:00", vec![selector(5, "env", "dev")]).await;
    let second = world.schedule("second", "mon 01:00-mon 02:00", vec![selector(5, "team", "shop")]).await;
    let id = world.launch(Launch::named("both").tagged("env", "dev").tagged("team", "shop"));
    world.run_jobs().await;
    let assignment = world.machine(cloud.id, &id).await.assignment;
    assert_eq!(assignment.schedule(), None);
    assert_eq!(BTreeSet::from_iter(assignment.tie), BTreeSet::from([first.id, second.id]));
    assert_eq!(world.minute().await.stopped, 0);
}

#[tokio::test]
async fn a_change_needs_the_current_version() {
    let world = World::new();
    let first = world.schedule("days", "mon 08:00-mon 18:00", vec![]).await;
    let update = async |version, windows: &str| {
        let draft = draft("days", windows, vec![]);
        schedules::update(world.schedule_desk(), world.tenant, &world.actor(), first.id, version, draft).await
    };
    assert_eq!(update(1, "mon 09:00-mon 18:00").await.unwrap().version, 2);
    assert_eq!(refusal(update(1, "mon 10:00-mon 18:00").await), Refusal::Changed);
    assert_eq!(world.stored(first.id).await.document, draft("days", "mon 09:00-mon 18:00", vec![]).document);
}

#[tokio::test]
async fn bad_documents_name_the_field() {
    let world = World::new();
    let refuse = async |draft: ScheduleDraft| {
        let refused = schedules::create(world.schedule_desk(), world.tenant, &world.actor(), draft).await;
        let Refusal::Invalid { field, message } = refusal(refused) else { panic!() };
        (field, message)
    };
    let good = draft("x", "mon 08:00-mon 18:00", vec![]);
    let no_zone = ScheduleDocument { zone: "Mars/Olympus".into(), ..good.document.clone() };
    assert_eq!(refuse(ScheduleDraft { document: no_zone, ..good.clone() }).await.0, "document.zone");
    let (field, message) = refuse(draft("x", "mon 08:00-mon 08:00", vec![])).await;
    assert_eq!(field, "document.windows[0]");
    assert!(message.contains("never opens"));
    assert_eq!(refuse(draft("x", "mon 08:00-mon 18:00", vec![selector(1, "", "x")])).await.0, "selectors[0]");
    assert!(world.store.schedules(world.tenant).await.unwrap().is_empty());
}

#[tokio::test]
async fn another_tenants_schedule_is_as_good_as_none() {
    let world = World::new();
    let schedule = world.schedule("days", "mon 08:00-mon 18:00", vec![]).await;
    let stranger = TenantId::from_parts(2, 2);
    let unknown = ScheduleId::from_parts(9, 9);
    for id in [schedule.id, unknown] {
        let deleted = schedules::delete(world.schedule_desk(), stranger, &world.actor(), id, None).await;
        assert_eq!(refusal(deleted), Refusal::NotFound("schedule"));
    }
}
