//! The ledger of intervals.

use jiff::civil::{Date, date};
use powerdown_domain::{
    Interval,
    machine::{Machine, Retry},
};

use super::{
    Store, StoreBench, assert_conflict, eventually,
    samples::{at, following, interval},
};

const FEBRUARY: Date = date(2026, 2, 1);
const MARCH: Date = date(2026, 3, 1);

/// An interval over the end of a month, and its two halves.
fn over_the_month() -> (Vec<Interval>, [(Date, Vec<Interval>); 2]) {
    let whole = interval("2026-02-28T12:00:00Z", "2026-03-01T12:00:00Z");
    let halves = [
        (FEBRUARY, vec![interval("2026-02-28T12:00:00Z", "2026-03-01T00:00:00Z")]),
        (MARCH, vec![interval("2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z")]),
    ];
    (vec![whole], halves)
}

/// All else about the machine stays, and its `rev` counts the write.
pub async fn recording_moves_intervals_from_machine_to_ledger<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, schedule) = (&bench.store, bench.fresh_tenant(), bench.ids().schedule());
    let (closed, months) = over_the_month();
    let machine = following(bench.machine(bench.ids().cloud(), 1), Some(schedule));
    let retry = Some(Retry { at: at("2199-01-01T00:00:00Z"), attempt: 1 });
    let machine = Machine { closed, retry, ..machine };
    store.put_machine(tenant, &machine, None).await.unwrap();
    let read = store.machine(tenant, &machine.id).await.unwrap().unwrap();
    store.record(tenant, &read, &months).await.unwrap();

    let stored = store.machine(tenant, &machine.id).await.unwrap();
    assert_eq!(stored, Some(Machine { closed: vec![], rev: 2, ..machine.clone() }));
    for (month, intervals) in &months {
        assert_eq!(store.ledger(tenant, machine.lineage, *month).await.unwrap(), *intervals);
        assert_eq!(store.ledger(bench.fresh_tenant(), machine.lineage, *month).await.unwrap(), vec![]);
    }
    assert_eq!(store.ledger(tenant, machine.lineage, date(2026, 4, 1)).await.unwrap(), vec![]);
    assert_eq!(store.targets(tenant, schedule).await.unwrap()[0].machines, 1);
}

/// Recorded twice from one reading it counts once.
pub async fn a_lost_race_records_nothing<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (closed, months) = over_the_month();
    let machine = Machine { closed, ..bench.machine(bench.ids().cloud(), 1) };
    assert_conflict(store.record(tenant, &machine, &months).await);
    store.put_machine(tenant, &machine, None).await.unwrap();
    let read = store.machine(tenant, &machine.id).await.unwrap().unwrap();
    store.record(tenant, &read, &months).await.unwrap();
    assert_conflict(store.record(tenant, &read, &months).await);
    assert_eq!(store.ledger(tenant, machine.lineage, MARCH).await.unwrap(), months[1].1);
}

/// Appended, never replaced.
pub async fn the_ledger_grows_in_the_order_of_recording<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let mut machine = bench.machine(bench.ids().cloud(), 1);
    let mut expected = Vec::new();
    for day in 10..15 {
        let midnight = |day: u32| format!("2026-03-{day:02}T00:00:00Z");
        machine.closed = vec![
            interval(&midnight(day), &format!("2026-03-{day:02}T08:00:00Z")),
            interval(&format!("2026-03-{day:02}T08:00:00Z"), &midnight(day + 1)),
        ];
        machine.rev = store.put_machine(tenant, &machine, None).await.unwrap();
        store.record(tenant, &machine, &[(MARCH, machine.closed.clone())]).await.unwrap();
        machine.rev += 1;
        expected.append(&mut machine.closed);
    }
    assert_eq!(store.ledger(tenant, machine.lineage, MARCH).await.unwrap(), expected);
}

/// A machine may have run for many years before it is first stopped: more months than a transaction has
/// room for.
pub async fn a_long_life_is_recorded_whole<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let months: Vec<(Date, Vec<Interval>)> = (0..250_i16)
        .map(|number| {
            let midnight =
                |number: i16| format!("{}-{:02}-01T00:00:00Z", 2005 + number / 12, number % 12 + 1);
            let month = date(2005 + number / 12, (number % 12 + 1) as i8, 1);
            (month, vec![interval(&midnight(number), &midnight(number + 1))])
        })
        .collect();
    let closed = vec![interval("2005-01-01T00:00:00Z", "2025-11-01T00:00:00Z")];
    let machine = Machine { closed, ..bench.machine(bench.ids().cloud(), 1) };
    store.put_machine(tenant, &machine, None).await.unwrap();
    let read = Machine { rev: 1, ..machine };
    store.record(tenant, &read, &months).await.unwrap();
    for (month, intervals) in &months {
        assert_eq!(store.ledger(tenant, read.lineage, *month).await.unwrap(), *intervals, "{month}");
    }
    let stored = store.machine(tenant, &read.id).await.unwrap().unwrap();
    assert!(stored.closed.is_empty() && stored.rev > read.rev);
    assert_conflict(store.record(tenant, &read, &months).await);
}

/// And no machine whose intervals are all recorded.
pub async fn the_outbox_lists_the_oldest_first<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, cloud) = (&bench.store, bench.fresh_tenant(), bench.ids().cloud());
    let mut machines = Vec::new();
    // The first days of the epoch: before anything else in the same table.
    for day in 1..=9 {
        let (from, to) = (format!("1970-01-{day:02}T00:00:00Z"), format!("1970-01-{day:02}T08:00:00Z"));
        machines.push(Machine { closed: vec![interval(&from, &to)], ..bench.machine(cloud, 10 - day) });
    }
    for machine in machines.iter().rev() {
        store.put_machine(tenant, machine, None).await.unwrap();
    }
    let look = async |limit: u32| {
        let mut shards = Vec::new();
        for shard in 0..store.outbox_shards() {
            let found = store.unrecorded(shard, limit).await.unwrap();
            assert!(found.len() <= limit as usize);
            let own = found.into_iter().filter(|(of, _)| *of == tenant);
            shards.push(own.map(|(_, id)| id).collect::<Vec<_>>());
        }
        shards
    };
    let found = eventually(async || look(100).await, |found| found.concat().len() == 9).await;
    for shard in &found {
        let expected: Vec<_> =
            machines.iter().map(|machine| machine.id.clone()).filter(|id| shard.contains(id)).collect();
        assert_eq!(*shard, expected);
    }
    let firsts: Vec<_> =
        found.iter().map(|shard| shard.iter().take(1).cloned().collect::<Vec<_>>()).collect();
    assert_eq!(look(1).await, firsts);

    for machine in machines {
        let months = [(date(1970, 1, 1), machine.closed.clone())];
        store.record(tenant, &Machine { rev: 1, ..machine }, &months).await.unwrap();
    }
    eventually(async || look(100).await, |found| found.concat().is_empty()).await;
}
