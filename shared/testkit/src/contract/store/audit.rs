//! The audit trail.

use futures::future::join_all;
use jiff::{Timestamp, civil::date};
use powerdown_domain::TenantId;
use powerdown_engine::ports::{Direction, Part};
use powerdown_engine::record::{Actor, AuditEntry, AuditHead, AuditOutcome, LastVerification, Writer};

use super::{
    Store, StoreBench, assert_conflict, assert_one_winner, eventually,
    samples::{at, virginia},
};

fn entry(tenant: TenantId, writer: &Writer, head: &AuditHead, at: Timestamp, actor: Actor) -> AuditEntry {
    let mut entry = AuditEntry {
        tenant,
        number: head.number + 1,
        at,
        actor,
        action: "machines.stop".to_owned(),
        subjects: vec!["cld_1".to_owned(), "sch_1".to_owned()],
        outcome: AuditOutcome::Denied,
        detail: "stopped 2 machines".to_owned(),
        previous: head.hash.clone(),
        hash: String::new(),
    };
    entry.hash = entry.computed_hash(writer);
    entry
}

fn head(entry: &AuditEntry) -> AuditHead {
    AuditHead::of(entry)
}

/// Nothing can be put in between, nor anywhere but at the end.
pub async fn a_chain_grows_entry_by_entry<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let empty = store.audit_head(tenant, &Writer::Portal).await.unwrap();
    assert_eq!(empty, AuditHead::empty());
    let person = Actor::User(bench.ids().user());
    let first = entry(tenant, &Writer::Portal, &empty, at("2026-03-31T23:59:59.999Z"), person);
    store.append_audit(&Writer::Portal, &first, &empty).await.unwrap();
    assert_conflict(store.append_audit(&Writer::Portal, &first, &empty).await);
    assert_eq!(store.audit_head(tenant, &Writer::Portal).await.unwrap(), head(&first));

    // A new month begins another list, and goes on with the chain.
    let second = entry(tenant, &Writer::Portal, &head(&first), at("2026-04-01T00:00:00Z"), Actor::System);
    let forged = AuditHead { hash: "f".repeat(64), ..head(&first) };
    assert_conflict(store.append_audit(&Writer::Portal, &second, &forged).await);
    store.append_audit(&Writer::Portal, &second, &head(&first)).await.unwrap();
    assert_conflict(store.append_audit(&Writer::Portal, &second, &head(&first)).await);
    assert_eq!(store.audit_head(tenant, &Writer::Portal).await.unwrap(), head(&second));
    for (month, expected) in [(date(2026, 3, 1), first), (date(2026, 4, 1), second)] {
        let page = store.audit_entries(tenant, &Writer::Portal, month, None, 10).await.unwrap();
        assert_eq!((page.items, page.next), (vec![expected], None));
    }
}

/// Two requests of one tenant at the same time: the slower one reads the new head and tries again.
pub async fn of_simultaneous_entries_one_wins<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let mut last = AuditHead::empty();
    for _ in 0..2 {
        let entries: Vec<AuditEntry> = (0..6)
            .map(|second| {
                let at = at("2026-03-02T08:00:00Z") + jiff::SignedDuration::from_secs(second);
                entry(tenant, &Writer::Portal, &last, at, Actor::System)
            })
            .collect();
        let appends = entries.iter().map(|entry| store.append_audit(&Writer::Portal, entry, &last));
        assert_one_winner(join_all(appends).await);
        last = store.audit_head(tenant, &Writer::Portal).await.unwrap();
        assert!(entries.iter().any(|entry| head(entry) == last));
    }
    assert_eq!(last.number, 2);
}

/// A tenant's portal, its regions, and other tenants do not wait for each other.
pub async fn chains_are_apart_by_tenant_and_writer<S: Store>(bench: &StoreBench<S>) {
    let (store, cloud) = (&bench.store, bench.ids().cloud());
    let (tenant, other) = (bench.fresh_tenant(), bench.fresh_tenant());
    let scheduler = Writer::Scheduler(cloud, virginia());
    let mut last = Vec::new();
    for (of, writer) in [(tenant, &Writer::Portal), (tenant, &scheduler), (other, &Writer::Portal)] {
        let entry = entry(of, writer, &AuditHead::empty(), at("2026-03-02T08:00:00Z"), Actor::System);
        store.append_audit(writer, &entry, &AuditHead::empty()).await.unwrap();
        last.push((of, writer, entry));
    }
    for (of, writer, entry) in last {
        assert_eq!(store.audit_head(of, writer).await.unwrap(), head(&entry));
        let page = store.audit_entries(of, writer, date(2026, 3, 1), None, 10).await.unwrap();
        assert_eq!(page.items, vec![entry]);
    }
    assert_eq!(store.audit_head(other, &scheduler).await.unwrap(), AuditHead::empty());
}

/// Oldest first, by number: ten comes after nine.
pub async fn entries_are_listed_page_by_page_within_their_month<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (mut last, mut expected) = (AuditHead::empty(), Vec::new());
    for minute in 0..25 {
        let at = at("2026-03-02T08:00:00Z") + jiff::SignedDuration::from_mins(minute);
        let entry = entry(tenant, &Writer::Portal, &last, at, Actor::System);
        store.append_audit(&Writer::Portal, &entry, &last).await.unwrap();
        last = head(&entry);
        expected.push(entry);
    }
    let month = date(2026, 3, 1);
    for (limit, pages) in [(10, 3), (5, 5), (25, 1)] {
        let (mut found, mut after, mut seen) = (Vec::new(), None, 0);
        loop {
            let page = store.audit_entries(tenant, &Writer::Portal, month, after, limit).await.unwrap();
            found.extend(page.items);
            (after, seen) = (page.next, seen + 1);
            if after.is_none() {
                break;
            }
        }
        assert_eq!((&found, seen), (&expected, pages), "in pages of {limit}");
    }
}

/// Newest first, from any number on.
pub async fn entries_are_listed_backwards_too<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (mut last, mut expected) = (AuditHead::empty(), Vec::new());
    for minute in 0..12 {
        let at = at("2026-03-02T08:00:00Z") + jiff::SignedDuration::from_mins(minute);
        let entry = entry(tenant, &Writer::Portal, &last, at, Actor::System);
        store.append_audit(&Writer::Portal, &entry, &last).await.unwrap();
        last = head(&entry);
        expected.insert(0, entry);
    }
    let month = date(2026, 3, 1);
    for (limit, pages) in [(5, 3), (6, 2), (12, 1)] {
        let (mut found, mut before, mut seen) = (Vec::new(), None, 0);
        loop {
            let page =
                store.newest_audit_entries(tenant, &Writer::Portal, month, before, limit).await.unwrap();
            found.extend(page.items);
            (before, seen) = (page.next, seen + 1);
            if before.is_none() {
                break;
            }
        }
        assert_eq!((&found, seen), (&expected, pages), "in pages of {limit}");
    }
    let empty = store.newest_audit_entries(tenant, &Writer::Portal, date(2026, 4, 1), None, 5).await.unwrap();
    assert_eq!((empty.items, empty.next), (vec![], None));
}

/// Every chain of a tenant, and no other's.
pub async fn the_chains_of_a_tenant_are_listed<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let mut writers = vec![Writer::Portal];
    writers.extend((0..4).map(|_| Writer::Scheduler(bench.ids().cloud(), virginia())));
    writers.sort_by_key(Writer::to_string);
    let mut expected = Vec::new();
    for writer in &writers {
        let entry = entry(tenant, writer, &AuditHead::empty(), at("2026-03-02T08:00:00Z"), Actor::System);
        store.append_audit(writer, &entry, &AuditHead::empty()).await.unwrap();
        expected.push((writer.clone(), head(&entry)));
    }
    for (limit, pages) in [(2, 3), (5, 1)] {
        let (mut found, mut after, mut seen) = (Vec::new(), None, 0);
        loop {
            let page = store.audit_heads(tenant, Part::after(after.as_ref(), limit)).await.unwrap();
            found.extend(page.items);
            (after, seen) = (page.next, seen + 1);
            if after.is_none() {
                break;
            }
        }
        assert_eq!((&found, seen), (&expected, pages), "in pages of {limit}");
    }
    let back = store.audit_heads(tenant, Part::first(1).going(Direction::Backward)).await.unwrap();
    assert_eq!(back.items, expected[4..]);
    assert_eq!(store.audit_heads(other, Part::first(10)).await.unwrap().items, vec![]);
}

/// A chain is listed from its first new entry on until somebody says that it is anchored.
pub async fn chains_that_grew_are_listed_until_they_are_anchored<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let grown = async || {
        let mut found = Vec::new();
        for shard in 0..store.anchor_shards() {
            let mut after = None;
            loop {
                let page = store.unanchored(shard, after.as_ref(), 2).await.unwrap();
                found
                    .extend(page.items.into_iter().filter(|(of, _)| *of == tenant).map(|(_, writer)| writer));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        found.sort_by_key(Writer::to_string);
        found
    };
    let scheduler = Writer::Scheduler(bench.ids().cloud(), virginia());
    let mut heads = Vec::new();
    for writer in [&scheduler, &Writer::Portal] {
        let entry = entry(tenant, writer, &AuditHead::empty(), at("2026-03-02T08:00:00Z"), Actor::System);
        store.append_audit(writer, &entry, &AuditHead::empty()).await.unwrap();
        heads.push(head(&entry));
    }
    eventually(&grown, |found: &Vec<Writer>| *found == [scheduler.clone(), Writer::Portal]).await;
    store.anchored(tenant, &scheduler, &heads[0]).await.unwrap();
    eventually(&grown, |found: &Vec<Writer>| *found == [Writer::Portal]).await;

    // One that grew meanwhile stays, and nothing of it is lost.
    let second = entry(tenant, &Writer::Portal, &heads[1], at("2026-03-02T09:00:00Z"), Actor::System);
    store.append_audit(&Writer::Portal, &second, &heads[1]).await.unwrap();
    assert_conflict(store.anchored(tenant, &Writer::Portal, &heads[1]).await);
    assert_eq!(store.audit_head(tenant, &Writer::Portal).await.unwrap(), head(&second));
    let anchored = AuditHead { anchored_at: Some(at("2026-03-02T09:30:00Z")), ..head(&second) };
    store.anchored(tenant, &Writer::Portal, &anchored).await.unwrap();
    assert_eq!(store.audit_head(tenant, &Writer::Portal).await.unwrap(), anchored);
    eventually(&grown, Vec::is_empty).await;

    // One that grows remembers its anchor.
    let third = entry(tenant, &Writer::Portal, &anchored, at("2026-03-02T10:00:00Z"), Actor::System);
    store.append_audit(&Writer::Portal, &third, &anchored).await.unwrap();
    assert_eq!(store.audit_head(tenant, &Writer::Portal).await.unwrap(), anchored.with(&third));
}

/// The last one counts, for its company alone.
pub async fn the_last_verification_is_kept<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    assert_eq!(store.last_verification(tenant).await.unwrap(), None);
    let first = LastVerification {
        at: at("2026-03-02T08:00:00Z"),
        by: bench.ids().user(),
        writer: Writer::Portal,
        whole: true,
        verified: true,
    };
    let writer = Writer::Scheduler(bench.ids().cloud(), virginia());
    let second = LastVerification { writer, verified: false, whole: false, ..first.clone() };
    for verification in [first, second] {
        store.put_verification(tenant, &verification).await.unwrap();
        assert_eq!(store.last_verification(tenant).await.unwrap(), Some(verification));
    }
    assert_eq!(store.last_verification(other).await.unwrap(), None);
}
