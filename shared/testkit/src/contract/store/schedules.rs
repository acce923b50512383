//! Schedules and their versions.

use futures::future::join_all;
use powerdown_engine::record::ScheduleRecord;

use super::{Store, StoreBench, assert_conflict, assert_one_winner, samples::at};

/// A foreign tenant's schedule is as one that does not exist.
pub async fn schedules_are_listed_oldest_first_to_their_tenant_alone<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let schedules: Vec<ScheduleRecord> = (0..3).map(|_| bench.schedule(tenant)).collect();
    for schedule in schedules.iter().rev() {
        store.create_schedule(schedule).await.unwrap();
        assert_conflict(store.create_schedule(schedule).await);
    }
    assert_eq!(store.schedules(tenant).await.unwrap(), schedules);
    assert_eq!(store.schedule(tenant, schedules[1].id).await.unwrap().as_ref(), Some(&schedules[1]));
    assert_eq!(store.schedules(other).await.unwrap(), vec![]);
    assert_eq!(store.schedule(other, schedules[1].id).await.unwrap(), None);
    assert_conflict(store.delete_schedule(other, schedules[1].id, 1).await);
    assert_conflict(
        store.advance_edge(&ScheduleRecord { tenant: other, ..schedules[1].clone() }, None).await,
    );
    assert_eq!(store.schedules(tenant).await.unwrap().len(), 3);
}

/// Two people save at once: the second is told.
pub async fn a_schedule_changes_only_from_the_version_before<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let schedule = bench.schedule(bench.fresh_tenant());
    let second = ScheduleRecord { version: 2, selectors: vec![], ..schedule.clone() };
    assert_conflict(store.update_schedule(&second).await);
    store.create_schedule(&schedule).await.unwrap();
    assert_conflict(store.update_schedule(&schedule).await);
    assert_conflict(store.update_schedule(&ScheduleRecord { version: 3, ..schedule.clone() }).await);
    assert_one_winner(join_all((0..4).map(|_| store.update_schedule(&second))).await);
    assert_eq!(store.schedule(schedule.tenant, schedule.id).await.unwrap(), Some(second));
}

/// A tick that was overtaken by a person or by another tick has nothing to do.
pub async fn an_edge_moves_only_from_where_it_was_read<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let [first, second] = [at("2026-03-02T09:00:00Z"), at("2026-03-02T17:00:00.25Z")];
    let schedule = ScheduleRecord { next_edge: Some(first), ..bench.schedule(bench.fresh_tenant()) };
    assert_conflict(store.advance_edge(&schedule, Some(second)).await);
    store.create_schedule(&schedule).await.unwrap();
    assert_one_winner(join_all((0..4).map(|_| store.advance_edge(&schedule, Some(second)))).await);
    let moved = store.schedule(schedule.tenant, schedule.id).await.unwrap().unwrap();
    assert_eq!(moved, ScheduleRecord { next_edge: Some(second), ..schedule.clone() });

    let edited = ScheduleRecord { version: 2, ..moved.clone() };
    store.update_schedule(&edited).await.unwrap();
    assert_conflict(store.advance_edge(&moved, None).await);
    store.advance_edge(&edited, None).await.unwrap();
    let without = store.schedule(schedule.tenant, schedule.id).await.unwrap().unwrap();
    assert_eq!(without, ScheduleRecord { next_edge: None, ..edited.clone() });

    assert_conflict(store.advance_edge(&edited, Some(first)).await);
    store.advance_edge(&without, Some(first)).await.unwrap();
    let stored = store.schedule(schedule.tenant, schedule.id).await.unwrap().unwrap();
    assert_eq!(stored.next_edge, Some(first));
}

/// By the first who notices, and not off a schedule that somebody gave another one.
pub async fn an_override_is_taken_off_once_at_its_version<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let edge = Some(at("2026-03-02T17:00:00Z"));
    let schedule = ScheduleRecord {
        overridden: Some(bench.overridden()),
        next_edge: edge,
        ..bench.schedule(bench.fresh_tenant())
    };
    let (tenant, id) = (schedule.tenant, schedule.id);
    assert_conflict(store.end_override(tenant, id, 1).await);
    store.create_schedule(&schedule).await.unwrap();
    assert_eq!(store.schedule(tenant, id).await.unwrap().as_ref(), Some(&schedule));
    assert_conflict(store.end_override(tenant, id, 2).await);
    assert_conflict(store.end_override(bench.fresh_tenant(), id, 1).await);
    assert_one_winner(join_all((0..4).map(|_| store.end_override(tenant, id, 1))).await);
    let without = ScheduleRecord { overridden: None, ..schedule };
    assert_eq!(store.schedule(tenant, id).await.unwrap(), Some(without));
}

/// Not when somebody changed it since.
pub async fn a_schedule_is_deleted_at_its_version<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let schedule = bench.schedule(bench.fresh_tenant());
    assert_conflict(store.delete_schedule(schedule.tenant, schedule.id, 1).await);
    store.create_schedule(&schedule).await.unwrap();
    store.update_schedule(&ScheduleRecord { version: 2, ..schedule.clone() }).await.unwrap();
    assert_conflict(store.delete_schedule(schedule.tenant, schedule.id, 1).await);
    store.delete_schedule(schedule.tenant, schedule.id, 2).await.unwrap();
    assert_eq!(store.schedule(schedule.tenant, schedule.id).await.unwrap(), None);
    assert_conflict(store.update_schedule(&ScheduleRecord { version: 3, ..schedule }).await);
}
