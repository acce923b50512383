//! The inventory, and who follows which schedule.

use futures::future::join_all;
use powerdown_domain::{
    CloudId, InstanceId, ScheduleId, TenantId,
    machine::{LastAction, Machine, Outcome},
    reconcile::{Action, Followed},
};
use powerdown_engine::{
    ports::{Direction, Part},
    record::Target,
};

use super::{
    Store, StoreBench, assert_conflict, assert_one_winner, eventually,
    samples::{at, following, interval, virginia},
    walk,
};

/// 0 stands for a machine nobody stored before.
pub async fn a_machine_is_stored_only_at_the_rev_that_was_read<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let machine = bench.machine(bench.ids().cloud(), 1);
    assert_eq!(store.machine(tenant, &machine.id).await.unwrap(), None);
    assert_conflict(store.put_machine(tenant, &Machine { rev: 1, ..machine.clone() }, None).await);
    assert_eq!(store.put_machine(tenant, &machine, None).await.unwrap(), 1);
    assert_conflict(store.put_machine(tenant, &machine, None).await);

    let action = LastAction {
        action: Action::Stop,
        outcome: Outcome::Failed,
        reason: "no permission".to_owned(),
        at: at("2026-03-02T08:00:00Z"),
    };
    let closed = vec![interval("2026-03-01T00:00:00Z", "2026-03-02T08:00:00Z")];
    let acted = Machine {
        rev: 1,
        followed: Followed::Retained,
        overridden: Some(bench.overridden()),
        last_action: Some(action),
        closed,
        ..machine
    };
    assert_eq!(store.put_machine(tenant, &acted, None).await.unwrap(), 2);
    let stored = store.machine(tenant, &acted.id).await.unwrap();
    assert_eq!(stored, Some(Machine { rev: 2, ..acted }));
}

/// An event and an order look at one machine at the same time.
pub async fn of_simultaneous_writes_one_wins<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let machine = bench.machine(bench.ids().cloud(), 1);
    assert_one_winner(join_all((0..8).map(|_| store.put_machine(tenant, &machine, None))).await);
    // Where counters move along, too.
    let schedule = bench.ids().schedule();
    let claimed = following(Machine { rev: 1, ..machine }, Some(schedule));
    assert_one_winner(join_all((0..8).map(|_| store.put_machine(tenant, &claimed, None))).await);
    let targets = store.targets(tenant, schedule).await.unwrap();
    assert_eq!(targets.iter().map(|target| target.machines).collect::<Vec<_>>(), vec![1]);
}

async fn fleet<S: Store>(
    bench: &StoreBench<S>,
    tenant: TenantId,
    cloud: CloudId,
    schedule: Option<ScheduleId>,
    count: u32,
) -> Vec<Machine> {
    let mut machines = Vec::new();
    for number in 1..=count {
        let machine = following(bench.machine(cloud, number), schedule);
        let rev = bench.store.put_machine(tenant, &machine, None).await.unwrap();
        machines.push(Machine { rev, ..machine });
    }
    machines
}

/// In order of instance id, none lost or repeated, and a last page that says so, however full.
pub async fn a_region_is_listed_page_by_page<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, cloud) = (&bench.store, bench.fresh_tenant(), bench.ids().cloud());
    let machines = fleet(bench, tenant, cloud, None, 250).await;
    for (limit, pages) in [(100, 3), (125, 2), (249, 2), (250, 1), (1_000, 1)] {
        let (mut found, mut after, mut seen) = (Vec::new(), None, 0);
        loop {
            let page = store
                .machines_in(tenant, cloud, &virginia(), Part::after(after.as_ref(), limit))
                .await
                .unwrap();
            assert!(page.items.len() <= limit as usize);
            assert!(page.next.is_none() || page.next.as_ref() == page.items.last().map(|it| &it.id.instance));
            found.extend(page.items);
            (after, seen) = (page.next, seen + 1);
            if after.is_none() {
                break;
            }
        }
        assert_eq!((found.len(), seen), (250, pages), "in pages of {limit}");
        assert_eq!(found, machines);
    }
    for limit in [100, 250] {
        let backward = walk(async |after| {
            let part = Part::after(after.as_ref(), limit).going(Direction::Backward);
            store.machines_in(tenant, cloud, &virginia(), part).await.unwrap()
        })
        .await;
        assert!(backward.iter().eq(machines.iter().rev()), "backward in pages of {limit}");
    }
    // A cursor may name a machine that is gone; the list goes on behind it.
    let gone: InstanceId = "i-000000000000000f9".parse().unwrap();
    let between: InstanceId = "i-00000000f9000000f".parse().unwrap();
    let behind = store.machines_in(tenant, cloud, &virginia(), Part::after(Some(&gone), 10)).await.unwrap();
    assert_eq!(behind.items, machines[249..]);
    let behind =
        store.machines_in(tenant, cloud, &virginia(), Part::after(Some(&between), 10)).await.unwrap();
    assert_eq!((behind.items, behind.next), (vec![], None));
    let before = Part::after(Some(&gone), 10).going(Direction::Backward);
    assert_eq!(store.machines_in(tenant, cloud, &virginia(), before).await.unwrap().items[0], machines[247]);
    let elsewhere = "eu-west-1".parse().unwrap();
    assert_eq!(store.machines_in(tenant, cloud, &elsewhere, Part::first(10)).await.unwrap().items, vec![]);
}

/// More than one batch; unknown ones are left out, repeated ones come once.
pub async fn many_machines_are_read_at_once<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, cloud) = (&bench.store, bench.fresh_tenant(), bench.ids().cloud());
    let machines = fleet(bench, tenant, cloud, None, 150).await;
    let mut ids: Vec<_> = machines.iter().map(|machine| machine.id.clone()).collect();
    ids.push(bench.machine(cloud, 1_000).id);
    ids.push(ids[0].clone());
    let mut found = store.machines(tenant, &ids).await.unwrap();
    found.sort_by(|one, two| one.id.cmp(&two.id));
    assert_eq!(found, machines);
    assert_eq!(store.machines(tenant, &[]).await.unwrap(), vec![]);
    assert_eq!(store.machines(bench.fresh_tenant(), &ids).await.unwrap(), vec![]);
}

/// Only those of this schedule, in order of instance id.
pub async fn followers_are_listed_page_by_page<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, cloud) = (&bench.store, bench.fresh_tenant(), bench.ids().cloud());
    let schedule = bench.ids().schedule();
    let machines = fleet(bench, tenant, cloud, Some(schedule), 120).await;
    // Two that look alike and are not: another schedule's and nobody's.
    let other = following(bench.machine(cloud, 500), Some(bench.ids().schedule()));
    let free = bench.machine(cloud, 501);
    store.put_machine(tenant, &other, None).await.unwrap();
    store.put_machine(tenant, &free, None).await.unwrap();
    let expected: Vec<InstanceId> = machines.into_iter().map(|machine| machine.id.instance).collect();

    let all = async |limit: u32, direction: Direction| {
        walk(async |after| {
            let part = Part::after(after.as_ref(), limit).going(direction);
            let page = store.following(tenant, schedule, cloud, &virginia(), part).await.unwrap();
            assert!(page.items.len() <= limit as usize);
            page
        })
        .await
    };
    for limit in [50, 60, 120, 500] {
        eventually(async || all(limit, Direction::Forward).await, |found| *found == expected).await;
    }
    assert!(all(50, Direction::Backward).await.iter().eq(expected.iter().rev()));
}

/// Each write counts the machine where it now belongs; what is left at zero is not listed.
pub async fn targets_count_followers<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (cloud, second) = (bench.ids().cloud(), bench.ids().cloud());
    let (office, night) = (bench.ids().schedule(), bench.ids().schedule());
    let target = |cloud, machines| Target { cloud, region: virginia(), machines };
    fleet(bench, tenant, cloud, Some(office), 3).await;
    fleet(bench, tenant, second, Some(office), 1).await;
    assert_eq!(store.targets(tenant, office).await.unwrap(), vec![target(cloud, 3), target(second, 1)]);

    let read = store.machine(tenant, &bench.machine(cloud, 1).id).await.unwrap().unwrap();
    let moved = following(read, Some(night));
    store.put_machine(tenant, &moved, Some(office)).await.unwrap();
    assert_eq!(store.targets(tenant, office).await.unwrap(), vec![target(cloud, 2), target(second, 1)]);
    assert_eq!(store.targets(tenant, night).await.unwrap(), vec![target(cloud, 1)]);

    // Stored again with the same schedule it is not counted again.
    let same = Machine { rev: 2, ..moved };
    store.put_machine(tenant, &same, Some(night)).await.unwrap();
    assert_eq!(store.targets(tenant, night).await.unwrap(), vec![target(cloud, 1)]);
    let freed = following(Machine { rev: 3, ..same }, None);
    assert_conflict(store.put_machine(tenant, &Machine { rev: 2, ..freed.clone() }, Some(night)).await);
    store.put_machine(tenant, &freed, Some(night)).await.unwrap();
    assert_eq!(store.targets(tenant, night).await.unwrap(), vec![]);
    assert_eq!(store.targets(bench.fresh_tenant(), office).await.unwrap(), vec![]);
}

/// Many machines that begin to follow at once meet in one counter.
pub async fn targets_count_simultaneous_followers<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, cloud) = (&bench.store, bench.fresh_tenant(), bench.ids().cloud());
    let schedule = bench.ids().schedule();
    let machines: Vec<_> =
        (1..=16).map(|number| following(bench.machine(cloud, number), Some(schedule))).collect();
    let stored = join_all(machines.iter().map(|machine| store.put_machine(tenant, machine, None))).await;
    assert!(stored.into_iter().all(|rev| rev.unwrap() == 1));
    let expected = vec![Target { cloud, region: virginia(), machines: 16 }];
    assert_eq!(store.targets(tenant, schedule).await.unwrap(), expected);
}

/// Whatever ids it knows.
pub async fn a_foreign_tenant_sees_no_machine<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, cloud) = (&bench.store, bench.fresh_tenant(), bench.ids().cloud());
    let (foreign, schedule) = (bench.fresh_tenant(), bench.ids().schedule());
    let machine = fleet(bench, tenant, cloud, Some(schedule), 1).await.remove(0);
    let region = virginia();
    eventually(
        async || store.following(tenant, schedule, cloud, &region, Part::first(9)).await.unwrap().items,
        |found| found.len() == 1,
    )
    .await;
    assert_eq!(store.machine(foreign, &machine.id).await.unwrap(), None);
    assert_eq!(store.machines_in(foreign, cloud, &region, Part::first(9)).await.unwrap().items, vec![]);
    let followers = store.following(foreign, schedule, cloud, &region, Part::first(9)).await.unwrap();
    assert_eq!((followers.items, followers.next), (vec![], None));
    assert_conflict(store.put_machine(foreign, &machine, Some(schedule)).await);
    assert_eq!(store.machine(tenant, &machine.id).await.unwrap(), Some(machine));
}

/// As it was read, with nothing unrecorded; and counted with no schedule any more.
pub async fn a_machine_is_deleted_once_its_life_is_recorded<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, cloud) = (&bench.store, bench.fresh_tenant(), bench.ids().cloud());
    let schedule = bench.ids().schedule();
    let machine = fleet(bench, tenant, cloud, Some(schedule), 2).await.remove(0);
    let closed = vec![interval("2026-03-01T00:00:00Z", "2026-03-02T08:00:00Z")];
    let unrecorded = Machine { closed, ..machine.clone() };
    store.put_machine(tenant, &unrecorded, Some(schedule)).await.unwrap();
    assert_conflict(store.delete_machine(tenant, &machine).await);
    assert_conflict(store.delete_machine(tenant, &Machine { rev: 2, ..unrecorded.clone() }).await);
    let recorded = Machine { rev: 2, ..machine };
    store.put_machine(tenant, &recorded, Some(schedule)).await.unwrap();
    let read = Machine { rev: 3, ..recorded };
    assert_conflict(store.delete_machine(bench.fresh_tenant(), &read).await);
    assert_one_winner(join_all((0..4).map(|_| store.delete_machine(tenant, &read))).await);
    assert_eq!(store.machine(tenant, &read.id).await.unwrap(), None);
    let counts: Vec<u64> =
        store.targets(tenant, schedule).await.unwrap().iter().map(|target| target.machines).collect();
    assert_eq!(counts, vec![1]);
    assert_conflict(store.put_machine(tenant, &read, Some(schedule)).await);
}
