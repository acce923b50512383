//! Calendars and their versions.

use futures::future::join_all;
use powerdown_engine::record::CalendarRecord;

use super::{Store, StoreBench, assert_conflict, assert_one_winner};

/// A foreign tenant's calendar is as one that does not exist.
pub async fn calendars_are_listed_oldest_first_to_their_tenant_alone<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let calendars: Vec<CalendarRecord> = (0..3).map(|_| bench.calendar(tenant)).collect();
    for calendar in calendars.iter().rev() {
        store.create_calendar(calendar).await.unwrap();
        assert_conflict(store.create_calendar(calendar).await);
    }
    let id = calendars[1].id;
    assert_eq!(store.calendars(tenant).await.unwrap(), calendars);
    assert_eq!(store.calendar(tenant, id).await.unwrap().as_ref(), Some(&calendars[1]));
    assert_eq!(store.calendars(other).await.unwrap(), vec![]);
    assert_eq!(store.calendar(other, id).await.unwrap(), None);
    assert_eq!(store.calendars_by_id(other, &[id]).await.unwrap(), vec![]);
    assert_conflict(store.delete_calendar(other, id, 1).await);
    assert_eq!(store.calendars(tenant).await.unwrap().len(), 3);
}

/// Two people save at once: the second is told.
pub async fn a_calendar_changes_only_from_the_version_before<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let calendar = bench.calendar(bench.fresh_tenant());
    let mut second = CalendarRecord { version: 2, ..calendar.clone() };
    second.document.entries.clear();
    assert_conflict(store.update_calendar(&second).await);
    store.create_calendar(&calendar).await.unwrap();
    assert_conflict(store.update_calendar(&calendar).await);
    assert_conflict(store.update_calendar(&CalendarRecord { version: 3, ..calendar.clone() }).await);
    assert_one_winner(join_all((0..4).map(|_| store.update_calendar(&second))).await);
    assert_eq!(store.calendar(calendar.tenant, calendar.id).await.unwrap(), Some(second));
}

/// Not when somebody changed it since.
pub async fn a_calendar_is_deleted_at_its_version<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let calendar = bench.calendar(bench.fresh_tenant());
    let (tenant, id) = (calendar.tenant, calendar.id);
    assert_conflict(store.delete_calendar(tenant, id, 1).await);
    store.create_calendar(&calendar).await.unwrap();
    store.update_calendar(&CalendarRecord { version: 2, ..calendar.clone() }).await.unwrap();
    assert_conflict(store.delete_calendar(tenant, id, 1).await);
    store.delete_calendar(tenant, id, 2).await.unwrap();
    assert_eq!(store.calendar(tenant, id).await.unwrap(), None);
}

/// Also more than the database reads in one call; a repeated id counts once, an unknown one not.
pub async fn several_calendars_are_read_at_once<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let mut ids = vec![bench.ids().calendar()];
    let mut calendars = Vec::new();
    for _ in 0..101 {
        let calendar = bench.calendar(tenant);
        store.create_calendar(&calendar).await.unwrap();
        ids.extend([calendar.id, calendar.id]);
        calendars.push(calendar);
    }
    let mut found = store.calendars_by_id(tenant, &ids).await.unwrap();
    found.sort_by_key(|calendar| calendar.id);
    assert_eq!(found, calendars);
    assert_eq!(store.calendars_by_id(tenant, &[]).await.unwrap(), vec![]);
}
