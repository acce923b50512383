//! The index of due things. All of it happens in the first years of the epoch, each behaviour in one
//! of its own, so that nothing else in the same table is due by then.

use jiff::Timestamp;
use powerdown_domain::{
    machine::{Machine, Retry},
    schedule::Override,
};
use powerdown_engine::{
    ports::{Due, StoreError},
    record::{Cloud, ScheduleRecord},
};

use super::{Store, StoreBench, eventually, samples::at};

/// All that is due by then, shard after shard, page after page of `limit`.
async fn all_due<S: Store>(store: &S, until: Timestamp, limit: u32) -> Result<Vec<Vec<Due>>, StoreError> {
    let mut shards = Vec::new();
    for shard in 0..store.due_shards() {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = store.due(shard, until, after, limit).await?;
            assert!(page.items.len() <= limit as usize, "a page of {} for {limit}", page.items.len());
            assert!(page.next.is_none() || !page.items.is_empty(), "an empty page that has a next one");
            found.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        shards.push(found);
    }
    Ok(shards)
}

/// Of those known, in the order the shards gave them.
fn of(shards: Vec<Vec<Due>>, known: &[Due]) -> Vec<Vec<Due>> {
    let own = |shard: Vec<Due>| shard.into_iter().filter(|thing| known.contains(thing)).collect();
    shards.into_iter().map(own).collect()
}

/// Schedules with an edge a minute from `start` on, stored in the wrong order.
async fn minutely<S: Store>(bench: &StoreBench<S>, start: &str, count: i64) -> Vec<ScheduleRecord> {
    let tenant = bench.fresh_tenant();
    let mut schedules = Vec::new();
    for minute in 0..count {
        // Fractions of different length must not disturb the order.
        let odd = jiff::SignedDuration::from_nanos(if minute % 3 == 0 { 500_000_000 } else { minute });
        let edge = at(start) + jiff::SignedDuration::from_mins(minute) + odd;
        schedules.push(ScheduleRecord { next_edge: Some(edge), ..bench.schedule(tenant) });
    }
    for schedule in schedules.iter().rev() {
        bench.store.create_schedule(schedule).await.unwrap();
    }
    schedules
}

fn named(schedules: &[ScheduleRecord]) -> Vec<Due> {
    schedules.iter().map(|schedule| Due::Schedule(schedule.tenant, schedule.id)).collect()
}

/// And nothing before its time: an edge at `until` is due, one a nanosecond later is not.
pub async fn what_is_due_comes_earliest_first<S: Store>(bench: &StoreBench<S>) {
    let schedules = minutely(bench, "1970-06-01T00:00:00Z", 20).await;
    let known = named(&schedules);
    let look = async |until| of(all_due(&bench.store, until, 50).await.unwrap(), &known);
    let last = schedules[14].next_edge.unwrap();
    let found =
        eventually(async || look(last).await, |found| found.iter().map(Vec::len).sum::<usize>() == 15).await;
    for (shard, things) in found.iter().enumerate() {
        let expected: Vec<Due> = known[..15].iter().filter(|thing| things.contains(thing)).cloned().collect();
        assert_eq!(*things, expected, "shard {shard} is out of order");
    }
    let just_before = last - jiff::SignedDuration::from_nanos(1);
    assert_eq!(look(just_before).await.iter().map(Vec::len).sum::<usize>(), 14);
    assert_eq!(look(at("1970-05-01T00:00:00Z")).await.concat(), vec![]);
}

/// No thing is lost or repeated at the border of two pages.
pub async fn what_is_due_comes_in_pages<S: Store>(bench: &StoreBench<S>) {
    let schedules = minutely(bench, "1971-06-01T00:00:00Z", 30).await;
    let known = named(&schedules);
    let until = schedules[29].next_edge.unwrap();
    let whole = eventually(
        async || of(all_due(&bench.store, until, 1_000).await.unwrap(), &known),
        |found| found.concat().len() == 30,
    )
    .await;
    for limit in [1, 2, 7] {
        assert_eq!(of(all_due(&bench.store, until, limit).await.unwrap(), &known), whole);
    }
}

/// Moved on, cleared, or deleted.
pub async fn what_is_no_longer_due_leaves_the_index<S: Store>(bench: &StoreBench<S>) {
    let schedules = minutely(bench, "1972-06-01T00:00:00Z", 4).await;
    let known = named(&schedules);
    let store = &bench.store;
    store.advance_edge(&schedules[0], None).await.unwrap();
    store.advance_edge(&schedules[1], Some(at("1973-01-01T00:00:00Z"))).await.unwrap();
    let edited = ScheduleRecord { version: 2, next_edge: None, ..schedules[2].clone() };
    store.update_schedule(&edited).await.unwrap();
    store.delete_schedule(schedules[3].tenant, schedules[3].id, 1).await.unwrap();
    let look = async |until| of(all_due(store, at(until), 100).await.unwrap(), &known).concat();
    eventually(async || look("1972-12-31T00:00:00Z").await, |found| found.is_empty()).await;
    let moved = vec![known[1].clone()];
    eventually(async || look("1973-01-01T00:00:00Z").await, |found| *found == moved).await;
}

/// A cloud whose inventory is due, and a machine whose own attempt is.
pub async fn clouds_and_machines_are_due_too<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let scan = Some(at("1974-06-01T00:00:00Z"));
    let cloud = Cloud { next_scan_at: scan, ..bench.cloud(tenant) };
    store.create_cloud(&cloud).await.unwrap();
    let retry = Some(Retry { at: at("1974-06-01T00:00:00.5Z"), attempt: 2 });
    let machine = Machine { retry, ..bench.machine(cloud.id, 1) };
    store.put_machine(tenant, &machine, None).await.unwrap();

    let mut known = vec![Due::Cloud(tenant, cloud.id), Due::Machine(tenant, machine.id.clone())];
    known.sort();
    let look = async || {
        let mut found = of(all_due(store, at("1974-06-02T00:00:00Z"), 9).await.unwrap(), &known).concat();
        found.sort();
        found
    };
    eventually(look, |found| *found == known).await;
    assert_eq!(store.machine(tenant, &machine.id).await.unwrap().unwrap().retry, retry);

    store.update_cloud(&Cloud { rev: 1, next_scan_at: None, ..cloud }).await.unwrap();
    store.put_machine(tenant, &Machine { rev: 1, retry: None, ..machine }, None).await.unwrap();
    eventually(look, |found| found.is_empty()).await;
}

/// Whichever comes first: its own attempt, or the end.
pub async fn a_machine_is_due_when_its_override_ends<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let overridden = Some(Override { until: at("1975-06-01T12:00:00Z"), ..bench.overridden() });
    let machine = Machine { overridden, ..bench.machine(bench.ids().cloud(), 1) };
    let known = [Due::Machine(tenant, machine.id.clone())];
    let look = async |until| of(all_due(store, at(until), 9).await.unwrap(), &known).concat();
    let (before, end) = ("1975-06-01T11:59:59.999999999Z", "1975-06-01T12:00:00Z");

    store.put_machine(tenant, &machine, None).await.unwrap();
    eventually(async || look(end).await, |found| *found == known).await;
    assert_eq!(look(before).await, vec![]);

    let sooner = Some(Retry { at: at("1975-05-01T00:00:00Z"), attempt: 1 });
    store.put_machine(tenant, &Machine { rev: 1, retry: sooner, ..machine.clone() }, None).await.unwrap();
    eventually(async || look(before).await, |found| *found == known).await;

    let later = Some(Retry { at: at("1976-01-01T00:00:00Z"), attempt: 2 });
    store.put_machine(tenant, &Machine { rev: 2, retry: later, ..machine.clone() }, None).await.unwrap();
    eventually(async || look(before).await, |found| found.is_empty()).await;
    assert_eq!(look(end).await, known);

    let over = Machine { rev: 3, overridden: None, retry: None, ..machine };
    store.put_machine(tenant, &over, None).await.unwrap();
    eventually(async || look(end).await, |found| found.is_empty()).await;
}
