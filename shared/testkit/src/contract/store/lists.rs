//! Lists of a tenant's things, read in parts from either end.

use powerdown_engine::{
    ports::{Direction, Page, Part},
    record::{CalendarRecord, Cloud, ScheduleRecord},
};

use super::{Store, StoreBench, walk};

/// Every size of page gives all items once, in order, and a last page that says so; a key that was
/// never given out is a place as well.
async fn reads_in_parts<T, K>(
    expected: &[T],
    key: impl Fn(&T) -> K,
    read: impl AsyncFn(Part<'_, K>) -> Page<T, K>,
) where
    T: Clone + PartialEq + std::fmt::Debug,
    K: PartialEq + std::fmt::Debug,
{
    let backward: Vec<T> = expected.iter().rev().cloned().collect();
    for (direction, expected) in [(Direction::Forward, expected), (Direction::Backward, &backward)] {
        for limit in [1, 2, 3, 4, 5, 200] {
            let found = walk(async |after: Option<K>| {
                let page = read(Part::after(after.as_ref(), limit).going(direction)).await;
                assert!(page.items.len() <= limit as usize);
                assert!(page.next.is_none() || page.next == page.items.last().map(&key));
                page
            })
            .await;
            assert_eq!(found, expected, "{direction:?} in pages of {limit}");
        }
        let last = expected.last().map(&key);
        let behind = read(Part::after(last.as_ref(), 5).going(direction)).await;
        assert_eq!((behind.items.len(), behind.next), (0, None));
    }
}

/// Whatever else lies in the tenant's partition before and behind them.
pub async fn clouds_are_read_in_parts<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    for other in [tenant, bench.fresh_tenant()] {
        store.create_schedule(&bench.schedule(other)).await.unwrap();
        store.create_calendar(&bench.calendar(other)).await.unwrap();
    }
    let mut clouds = Vec::new();
    for _ in 0..5 {
        let cloud = bench.cloud(tenant);
        store.create_cloud(&cloud).await.unwrap();
        clouds.push(Cloud { rev: 1, ..cloud });
    }
    let read = async |part: Part<'_, _>| store.page_of_clouds(tenant, part).await.unwrap();
    reads_in_parts(&clouds, |cloud| cloud.id, read).await;
    let foreign = store.page_of_clouds(bench.fresh_tenant(), Part::first(9)).await.unwrap();
    assert_eq!((foreign.items, foreign.next), (vec![], None));
}

/// As clouds are.
pub async fn schedules_are_read_in_parts<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    store.create_cloud(&bench.cloud(tenant)).await.unwrap();
    let schedules: Vec<ScheduleRecord> = (0..5).map(|_| bench.schedule(tenant)).collect();
    for schedule in &schedules {
        store.create_schedule(schedule).await.unwrap();
    }
    let read = async |part: Part<'_, _>| store.page_of_schedules(tenant, part).await.unwrap();
    reads_in_parts(&schedules, |schedule| schedule.id, read).await;
    let foreign = store.page_of_schedules(bench.fresh_tenant(), Part::first(9)).await.unwrap();
    assert_eq!((foreign.items, foreign.next), (vec![], None));
}

/// As clouds are.
pub async fn calendars_are_read_in_parts<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    store.create_cloud(&bench.cloud(tenant)).await.unwrap();
    let calendars: Vec<CalendarRecord> = (0..5).map(|_| bench.calendar(tenant)).collect();
    for calendar in &calendars {
        store.create_calendar(calendar).await.unwrap();
    }
    let read = async |part: Part<'_, _>| store.page_of_calendars(tenant, part).await.unwrap();
    reads_in_parts(&calendars, |calendar| calendar.id, read).await;
    let foreign = store.page_of_calendars(bench.fresh_tenant(), Part::first(9)).await.unwrap();
    assert_eq!((foreign.items, foreign.next), (vec![], None));
}

/// Repeated ids count once, unknown and foreign ones not.
pub async fn several_schedules_are_read_at_once<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let schedules: Vec<ScheduleRecord> = (0..3).map(|_| bench.schedule(tenant)).collect();
    let mut ids = vec![bench.ids().schedule()];
    for schedule in &schedules {
        store.create_schedule(schedule).await.unwrap();
        ids.extend([schedule.id, schedule.id]);
    }
    let mut found = store.schedules_by_id(tenant, &ids).await.unwrap();
    found.sort_by_key(|schedule| schedule.id);
    assert_eq!(found, schedules);
    assert_eq!(store.schedules_by_id(tenant, &[]).await.unwrap(), vec![]);
    assert_eq!(store.schedules_by_id(bench.fresh_tenant(), &ids).await.unwrap(), vec![]);
}
