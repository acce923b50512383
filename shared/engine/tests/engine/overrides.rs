//! Overrides: they take effect with the next tick, are kept, and end by themselves.

use powerdown_domain::{
    CloudId, InstanceId, MachineId, Reach, ScheduleId, TenantId, UserId,
    machine::{Machine, MachineState},
    schedule::{Cause, OverrideScope, Wish},
};
use powerdown_engine::{
    Refusal, UseCaseError,
    overrides::{self, OverrideDraft},
    ports::CloudStore,
    record::{Actor, Cloud, Health, HealthStatus, Membership, Principal, Role, ScheduleRecord, Writer},
};
use powerdown_testkit::cloud::Launch;
use serde_json::json;

use crate::world::World;

/// Monday 12:01, a machine that runs and follows "every day 08:00 to 18:00", and one that follows none.
struct Stage {
    world: World,
    cloud: CloudId,
    schedule: ScheduleRecord,
    web: InstanceId,
    loner: InstanceId,
}

async fn stage() -> Stage {
    let world = World::new();
    let web = world.launch(Launch::named("web").tagged("env", "dev"));
    let loner = world.launch(Launch::named("loner"));
    let cloud = world.connect().await.id;
    let days = json!({"zone": "UTC", "periods": [{"begin": "08:00", "end": "18:00"}]});
    let schedule = world.dev_schedule(days).await;
    world.run_jobs().await;
    world.minute().await;
    Stage { world, cloud, schedule, web, loner }
}

impl Stage {
    fn id(&self, instance: &InstanceId) -> MachineId {
        MachineId { cloud: self.cloud, region: self.world.region(), instance: instance.clone() }
    }

    async fn keep(&self, instance: &InstanceId, keep: Wish, until: &str) -> Machine {
        let (world, id) = (&self.world, self.id(instance));
        let draft = draft(keep, until);
        overrides::set_on_machine(world.override_desk(), &world.principal(), &id, draft).await.unwrap()
    }

    async fn machine(&self, instance: &InstanceId) -> Machine {
        self.world.machine(self.cloud, instance).await
    }

    fn state(&self, instance: &InstanceId) -> MachineState {
        self.world.aws.state(instance).unwrap()
    }
}

fn draft(keep: Wish, until: &str) -> OverrideDraft {
    let reason = "release weekend".to_owned().try_into().unwrap();
    OverrideDraft { keep, until: until.parse().unwrap(), reason }
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> Refusal {
    match outcome {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test]
async fn one_keeps_a_machine_on_over_an_off_edge_and_ends_by_itself() {
    let stage = stage().await;
    let (world, web) = (&stage.world, &stage.web);
    let set = stage.keep(web, Wish::On, "2026-03-02T20:00:00Z").await;
    assert_eq!(set, stage.machine(web).await, "what is answered is what is stored");
    world.minute().await;
    assert_eq!(stage.machine(web).await.retry, None, "looked at, once");

    assert_eq!(world.minute_at("2026-03-02T18:00:00Z").await.stopped, 0);
    assert_eq!(stage.state(web), MachineState::Running);
    assert_eq!(world.minute_at("2026-03-02T19:59:00Z").await.stopped, 0);
    assert_eq!(world.minute_at("2026-03-02T20:00:00Z").await.stopped, 1, "it has ended");
    let machine = stage.machine(web).await;
    assert_eq!((machine.overridden, machine.retry), (None, None));

    let set = &world.trail(&Writer::Portal).await.into_iter().last().unwrap();
    assert_eq!((set.action.as_str(), &set.actor), ("machine.override", &world.actor()));
    assert_eq!(set.detail, "kept on until 2026-03-02T20:00:00Z: release weekend");
    let trail = world.trail(&Writer::Scheduler(stage.cloud, world.region())).await;
    let [.., ended, stopped] = &trail[..] else { panic!("{trail:?}") };
    assert_eq!((ended.action.as_str(), &ended.actor), ("machine.override-end", &Actor::System));
    assert_eq!(ended.subjects, [machine.id.to_string()]);
    assert!(ended.detail.starts_with("ended by itself: kept on until 2026-03-02T20:00:00Z"));
    assert!(ended.detail.ends_with(&world.person().to_string()), "who had set it: {}", ended.detail);
    assert_eq!(stopped.action, "machines.stop");
    assert_eq!(world.minute().await.looked_at, 0, "and is looked at no more");
}

#[tokio::test]
async fn one_on_a_schedule_counts_for_all_its_machines_and_ends_by_itself() {
    let stage = stage().await;
    let (world, id) = (&stage.world, stage.schedule.id);
    let (desk, by) = (world.override_desk(), world.principal());
    let set =
        overrides::set_on_schedule(desk, &by, id, draft(Wish::Off, "2026-03-02T14:00:00Z")).await.unwrap();
    assert_eq!(set, world.stored(id).await);
    assert_eq!(set.version, 2);
    assert_eq!(world.minute().await.stopped, 1);
    world.step().await;
    assert_eq!(world.minute_at("2026-03-02T13:59:00Z").await.started, 0);
    assert_eq!(world.minute_at("2026-03-02T14:00:00Z").await.started, 1);
    let stored = world.stored(id).await;
    assert_eq!((stored.overridden, stored.version), (None, 2), "nobody's edit is disturbed by the end");
    let trail = world.trail(&Writer::Portal).await;
    let actions: Vec<_> = trail.iter().rev().take(2).map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["schedule.override-end", "schedule.override"]);
}

#[tokio::test]
async fn one_on_a_schedule_is_taken_off_at_its_end_even_where_that_changes_nothing() {
    let stage = stage().await;
    let (world, id) = (&stage.world, stage.schedule.id);
    let (desk, by) = (world.override_desk(), world.principal());
    let on = draft(Wish::On, "2026-03-02T14:00:00Z");
    overrides::set_on_schedule(desk, &by, id, on).await.unwrap();
    world.minute().await;
    world.minute_at("2026-03-02T14:00:00Z").await;
    let stored = world.stored(id).await;
    let edge = Some("2026-03-02T18:00:00Z".parse().unwrap());
    assert_eq!((stored.overridden, stored.next_edge), (None, edge));
}

#[tokio::test]
async fn one_works_on_a_machine_that_follows_no_schedule() {
    let stage = stage().await;
    let (world, loner) = (&stage.world, &stage.loner);
    stage.keep(loner, Wish::Off, "2026-03-02T14:00:00Z").await;
    assert_eq!(world.minute().await.stopped, 1);
    let last = stage.machine(loner).await.last_action.unwrap();
    assert!(last.reason.starts_with("kept off until 2026-03-02T14:00:00Z: release weekend, by an override"));
    world.step().await;
    assert_eq!(world.minute_at("2026-03-02T14:00:00Z").await.started, 0, "nothing wants it on");
    assert_eq!(stage.machine(loner).await.overridden, None);
}

#[tokio::test]
async fn a_machines_own_beats_that_of_its_schedule() {
    let stage = stage().await;
    let world = &stage.world;
    let desk = world.override_desk();
    let all_off = draft(Wish::Off, "2026-03-02T16:00:00Z");
    overrides::set_on_schedule(desk, &world.principal(), stage.schedule.id, all_off).await.unwrap();
    stage.keep(&stage.web, Wish::HandsOff, "2026-03-02T14:00:00Z").await;
    assert_eq!(world.minute().await.stopped, 0);
    let machine = stage.machine(&stage.web).await;
    let why = world.explain(&machine).await;
    assert_eq!((why.wish, why.cause), (Wish::HandsOff, Cause::Override(OverrideScope::Machine)));
    let next = why.next.unwrap();
    assert_eq!((next.at, next.wish), ("2026-03-02T14:00:00Z".parse().unwrap(), Wish::Off));
    assert!(why.sentence.contains("release weekend"), "{}", why.sentence);
    assert_eq!(world.minute_at("2026-03-02T14:00:00Z").await.stopped, 1);
}

#[tokio::test]
async fn one_is_kept_whoever_does_what_by_hand() {
    let stage = stage().await;
    let (world, web) = (&stage.world, &stage.web);
    stage.keep(web, Wish::On, "2026-03-02T20:00:00Z").await;
    world.minute().await;
    world.by_hand(web, MachineState::Stopped).await;
    assert_eq!(world.minute().await.started, 1);
}

#[tokio::test]
async fn one_starts_a_machine_that_was_stopped_by_hand() {
    let stage = stage().await;
    let (world, web) = (&stage.world, &stage.web);
    world.by_hand(web, MachineState::Stopped).await;
    assert_eq!(world.minute().await.started, 0, "respected");
    stage.keep(web, Wish::On, "2026-03-02T14:00:00Z").await;
    assert_eq!(world.minute().await.started, 1);
}

#[tokio::test]
async fn one_that_is_removed_counts_no_more() {
    let stage = stage().await;
    let (world, web) = (&stage.world, &stage.web);
    stage.keep(web, Wish::Off, "2026-03-02T14:00:00Z").await;
    assert_eq!(world.minute().await.stopped, 1);
    world.step().await;
    let clear = async || {
        let (desk, id) = (world.override_desk(), stage.id(web));
        overrides::clear_on_machine(desk, &world.principal(), &id).await.unwrap();
    };
    clear().await;
    assert_eq!(world.minute().await.started, 1);
    let trail = world.trail(&Writer::Portal).await;
    assert!(trail.last().unwrap().detail.starts_with("removed before its end: kept off until"));
    clear().await;
    assert_eq!(world.trail(&Writer::Portal).await.len(), trail.len(), "there was nothing to remove");
    assert_eq!(world.minute_at("2026-03-02T14:00:00Z").await.looked_at, 0);
}

/// Somebody of another company.
fn stranger() -> Principal {
    let (tenant, role) = (TenantId::from_parts(2, 2), Role::Owner);
    let since = "2026-03-02T12:00:00Z".parse().unwrap();
    let (user, reach) = (UserId::from_parts(2, 2), Reach::Everything);
    Principal::member(&Membership { tenant, user, role, reach, since, rev: 1 })
}

#[tokio::test]
async fn what_is_no_override_is_refused() {
    let stage = stage().await;
    let world = &stage.world;
    let (web, unknown) = (stage.id(&stage.web), stage.id(&"i-0123456789abcdef0".parse().unwrap()));
    let (own, far) = (world.principal(), stranger());
    let set = async |by: &Principal, id: &MachineId, until| {
        let desk = world.override_desk();
        refusal(overrides::set_on_machine(desk, by, id, draft(Wish::On, until)).await)
    };
    for until in ["2026-03-02T12:01:00Z", "2027-03-04T00:00:00Z"] {
        let Refusal::Invalid { field, .. } = set(&own, &web, until).await else { panic!("{until}") };
        assert_eq!(field, "until");
    }
    let soon = "2026-03-02T20:00:00Z";
    assert_eq!(set(&own, &unknown, soon).await, Refusal::NotFound("machine"));
    assert_eq!(set(&far, &web, soon).await, Refusal::NotFound("machine"));
    world.by_hand(&stage.web, MachineState::Terminated).await;
    assert!(matches!(set(&own, &web, soon).await, Refusal::Conflict(_)));
    let (desk, by) = (world.override_desk(), world.principal());
    let nowhere = ScheduleId::from_parts(9, 9);
    let refused = overrides::set_on_schedule(desk, &by, nowhere, draft(Wish::On, soon)).await;
    assert_eq!(refusal(refused), Refusal::NotFound("schedule"));
}

#[tokio::test]
async fn one_that_ends_while_its_cloud_is_out_of_reach_is_not_looked_at_every_minute() {
    let stage = stage().await;
    let (world, web) = (&stage.world, &stage.web);
    stage.keep(web, Wish::Off, "2026-03-02T14:00:00Z").await;
    let cloud = world.store.cloud(world.tenant, stage.cloud).await.unwrap().unwrap();
    let health = Health { status: HealthStatus::Failed, ..cloud.health.clone() };
    world.store.update_cloud(&Cloud { health, next_scan_at: None, ..cloud }).await.unwrap();
    world.minute().await;
    assert!(stage.machine(web).await.retry.unwrap().at > world.now(), "put off");
    world.minute_at("2026-03-02T14:00:00Z").await;
    assert_eq!(stage.machine(web).await.overridden, None);
    world.clock.advance(jiff::SignedDuration::from_mins(1));
    assert_eq!(world.tick().await.machines, 0);
}
