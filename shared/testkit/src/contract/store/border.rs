//! Token buckets, security events and marks.

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use powerdown_domain::TenantId;
use powerdown_engine::{
    limits::Allowance,
    ports::{BucketKey, Direction, Part},
    record::{Mark, SecurityEvent, SecurityEventKind, SecurityEventPlace, SourceHash},
};

use super::{Store, StoreBench};

fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    start + SignedDuration::from_secs(seconds)
}

fn source<S: Store>(bench: &StoreBench<S>) -> SourceHash {
    SourceHash(bench.hash().0)
}

fn event(tenant: TenantId, kind: SecurityEventKind, source: &SourceHash, second: i64) -> SecurityEvent {
    SecurityEvent::once(tenant, kind, source.clone(), None, format!("at {second}"), at(second))
}

/// Newest first.
fn part(after: Option<&SecurityEventPlace>, limit: u32) -> Part<'_, SecurityEventPlace> {
    Part::after(after, limit).going(Direction::Backward)
}

/// As the arithmetic says, across calls.
pub async fn a_bucket_grants_its_burst_and_refills<S: Store>(bench: &StoreBench<S>) {
    let key = BucketKey::new("contract", &source(bench));
    let allowance = Allowance::new(3, 10);
    let mut told = Vec::new();
    for second in [0, 0, 1, 2, 9, 10, 10, 100_000] {
        let draw = bench.store.draw(&key, allowance, at(second)).await.unwrap();
        told.push((draw.granted, draw.remaining));
    }
    let granted = |remaining| (true, remaining);
    let refused = (false, 0);
    assert_eq!(told, [granted(2), granted(1), granted(0), refused, refused, granted(0), refused, granted(2)]);
}

/// However they meet, no token is given twice and none is lost.
pub async fn of_simultaneous_draws_as_many_are_granted_as_there_are_tokens<S: Store>(bench: &StoreBench<S>) {
    let key = BucketKey::new("contract", &source(bench));
    let draw = || bench.store.draw(&key, Allowance::new(3, 1_000), at(0));
    let draws = join_all((0..6).map(|_| draw())).await;
    let granted = draws.into_iter().filter(|draw| draw.as_ref().unwrap().granted).count();
    assert_eq!(granted, 3);
}

/// One source's draws, and one rule's, are no other's.
pub async fn buckets_are_apart<S: Store>(bench: &StoreBench<S>) {
    let (one, two) = (source(bench), source(bench));
    for (rule, source) in [("contract", &one), ("contract", &two), ("other", &one)] {
        let key = BucketKey::new(rule, source);
        assert!(bench.store.draw(&key, Allowance::new(1, 1_000), at(0)).await.unwrap().granted);
        assert!(!bench.store.draw(&key, Allowance::new(1, 1_000), at(0)).await.unwrap().granted);
    }
}

/// What is alike within ten minutes is one event; pages go on where the one before ended.
pub async fn alike_events_are_counted_and_others_listed_newest_first<S: Store>(bench: &StoreBench<S>) {
    use SecurityEventKind::{DecoyRoute, FailedLogIn};
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (one, two) = (source(bench), source(bench));
    let user = bench.ids().user();
    let named = SecurityEvent { user: Some(user), ..event(tenant, FailedLogIn, &one, 5) };
    let events = [
        event(tenant, FailedLogIn, &one, 0),
        named,
        event(tenant, FailedLogIn, &one, 7),
        event(tenant, FailedLogIn, &two, 8),
        event(tenant, DecoyRoute, &one, 9),
        event(tenant, FailedLogIn, &one, 700),
    ];
    for (event, times) in events.iter().zip([1, 2, 3, 1, 1, 1]) {
        assert_eq!(store.count_security_event(event).await.unwrap(), times);
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store.security_events(tenant, part(after.as_ref(), 3)).await.unwrap();
        assert!(page.items.len() <= 3);
        seen.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(seen.len(), 4);
    assert_eq!(seen[0], events[5]);
    assert!(seen.windows(2).all(|pair| pair[0].place().key() > pair[1].place().key()));
    let oldest = store.security_events(tenant, Part::first(1)).await.unwrap();
    assert_eq!(oldest.items, [seen[3].clone()]);
    let gathered = SecurityEvent {
        user: Some(user),
        count: 3,
        first_at: at(0),
        last_at: at(7),
        ..event(tenant, FailedLogIn, &one, 7)
    };
    assert!(seen.contains(&gathered), "{seen:?}");
}

/// None is lost to another that comes at the same time.
pub async fn simultaneous_events_are_all_counted<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let seen = event(tenant, SecurityEventKind::Probing, &source(bench), 0);
    let outcomes = join_all((0..8).map(|_| store.count_security_event(&seen))).await;
    let mut counts: Vec<u64> = outcomes.into_iter().map(Result::unwrap).collect();
    counts.sort_unstable();
    assert_eq!(counts, (1..=8).collect::<Vec<u64>>(), "one of them was the first");
    let found = store.security_events(tenant, part(None, 10)).await.unwrap();
    assert_eq!((found.items.len(), found.items[0].count, found.next), (1, 8, None));
}

/// Another company's are not there.
pub async fn events_are_apart_by_tenant<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let seen = event(tenant, SecurityEventKind::DecoyId, &source(bench), 0);
    store.count_security_event(&seen).await.unwrap();
    assert_eq!(store.security_events(other, part(None, 10)).await.unwrap().items, []);
    assert_eq!(store.security_events(tenant, part(None, 10)).await.unwrap().items, [seen]);
}

/// The last word counts; marks of other sources and meanings are others.
pub async fn a_mark_stands_until_its_instant<S: Store>(bench: &StoreBench<S>) {
    let (store, account, address) = (&bench.store, source(bench), source(bench));
    let mark = Mark::KnownSource { account: account.clone(), address: address.clone() };
    assert_eq!(store.marked_until(&mark).await.unwrap(), None);
    store.put_mark(&mark, at(10)).await.unwrap();
    store.put_mark(&mark, at(5)).await.unwrap();
    assert_eq!(store.marked_until(&mark).await.unwrap(), Some(at(5)));
    let others =
        [Mark::KnownSource { account: address.clone(), address: account }, Mark::Suspect { address }];
    for other in others {
        assert_eq!(store.marked_until(&other).await.unwrap(), None);
    }
}
