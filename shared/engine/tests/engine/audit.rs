//! The audit trail: reading it either way, and finding out whoever rewrites it.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use powerdown_domain::TenantId;
use powerdown_engine::{
    audit::{
        self, AnchorDesk, AnchorReport, Anchors, AuditNote, Broken, Fault, Span, Verification, anchor_all,
        list, month_of, verify,
    },
    ports::{AuditStore, Clock, Direction, ObjectStore, Page, Part, StoreError},
    record::{Actor, AuditEntry, AuditHead, AuditOutcome, LastVerification, Writer},
};
use powerdown_testkit::{
    ambient::ManualClock, notary::FakeNotary, objects::MemoryObjects, store::MemoryStore,
};

fn tenant() -> TenantId {
    TenantId::from_parts(1, 1)
}

fn month(text: &str) -> Date {
    format!("{text}-01").parse().unwrap()
}

fn year() -> Span {
    Span { first: month("2026-01"), last: month("2026-12") }
}

async fn note(store: &MemoryStore, at: &str) {
    let note = AuditNote {
        tenant: tenant(),
        at: at.parse().unwrap(),
        actor: Actor::System,
        action: "schedule.create",
        subjects: vec!["sch_1".to_owned()],
        outcome: AuditOutcome::Done,
        detail: String::new(),
    };
    audit::record(store, &Writer::Portal, note).await.unwrap();
}

/// Nine entries in March, May and June: 4, 3 and 2.
async fn trail() -> MemoryStore {
    let store = MemoryStore::new();
    for (month, count) in [("03", 4), ("05", 3), ("06", 2)] {
        for day in 1..=count {
            note(&store, &format!("2026-{month}-0{day}T08:00:00Z")).await;
        }
    }
    store
}

/// A store in which somebody rewrote entries, or moved the head.
struct Rewritten {
    store: MemoryStore,
    entries: fn(&mut Vec<AuditEntry>),
    head: fn(AuditHead) -> AuditHead,
}

impl Rewritten {
    /// All entries, as they are now.
    async fn entries(&self) -> Vec<AuditEntry> {
        let (span, oldest) = (year(), Direction::Forward);
        let whole = list(&self.store, tenant(), &Writer::Portal, (span, oldest), None, 100);
        let mut entries = whole.await.unwrap().items;
        (self.entries)(&mut entries);
        entries
    }
}

#[async_trait]
impl AuditStore for Rewritten {
    async fn audit_head(&self, tenant: TenantId, writer: &Writer) -> Result<AuditHead, StoreError> {
        Ok((self.head)(self.store.audit_head(tenant, writer).await?))
    }

    async fn append_audit(&self, _: &Writer, _: &AuditEntry, _: &AuditHead) -> Result<(), StoreError> {
        unreachable!("nothing is appended here")
    }

    fn anchor_shards(&self) -> u32 {
        1
    }

    async fn unanchored(
        &self,
        shard: u32,
        after: Option<&String>,
        limit: u32,
    ) -> Result<Page<(TenantId, Writer), String>, StoreError> {
        self.store.unanchored(shard, after, limit).await
    }

    async fn anchored(&self, tenant: TenantId, writer: &Writer, head: &AuditHead) -> Result<(), StoreError> {
        self.store.anchored(tenant, writer, head).await
    }

    async fn put_verification(&self, _: TenantId, _: &LastVerification) -> Result<(), StoreError> {
        unreachable!("nothing is kept here")
    }

    async fn last_verification(&self, _: TenantId) -> Result<Option<LastVerification>, StoreError> {
        unreachable!("nothing is kept here")
    }

    async fn audit_heads(
        &self,
        _: TenantId,
        _: Part<'_, Writer>,
    ) -> Result<Page<(Writer, AuditHead), Writer>, StoreError> {
        unreachable!("nothing is listed here")
    }

    async fn newest_audit_entries(
        &self,
        _: TenantId,
        _: &Writer,
        month: Date,
        before: Option<u64>,
        _: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError> {
        let mut entries = self.entries().await;
        entries.retain(|entry| month_of(entry.at) == month);
        entries.retain(|entry| before.is_none_or(|before| entry.number < before));
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.number));
        Ok(Page { items: entries, next: None })
    }

    async fn audit_entries(
        &self,
        _: TenantId,
        _: &Writer,
        month: Date,
        _: Option<u64>,
        _: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError> {
        let mut entries = self.entries().await;
        entries.retain(|entry| month_of(entry.at) == month);
        Ok(Page { items: entries, next: None })
    }
}

async fn verified(store: &dyn AuditStore, of: Option<&str>) -> Verification {
    verified_with(store, &MemoryObjects::new(clock()), of).await
}

async fn verified_with(store: &dyn AuditStore, bucket: &MemoryObjects, of: Option<&str>) -> Verification {
    let anchors = Anchors { objects: bucket, notary: &FakeNotary };
    verify(store, anchors, (tenant(), &Writer::Portal), year(), of.map(month)).await.unwrap()
}

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at("2026-07-01T00:00:00Z"))
}

async fn anchor(store: &dyn AuditStore, bucket: &MemoryObjects) -> AnchorReport {
    let clock = clock();
    let anchors = Anchors { objects: bucket, notary: &FakeNotary };
    let desk = AnchorDesk { audit: store, accounts: &MemoryStore::new(), anchors, clock: &*clock };
    anchor_all(desk, "2027-01-01T00:00:00Z".parse().unwrap()).await.unwrap()
}

#[tokio::test]
async fn an_untouched_chain_holds_as_a_whole_and_month_by_month() {
    let store = trail().await;
    let whole = verified(&store, None).await;
    assert_eq!(
        whole,
        Verification { entries: 9, range: Some((1, 9)), complete: true, broken: None, anchor: None }
    );
    let months = [
        ("2026-02", 0, None),
        ("2026-03", 4, Some((1, 4))),
        ("2026-04", 0, None),
        ("2026-05", 3, Some((5, 7))),
        ("2026-06", 2, Some((8, 9))),
        ("2026-07", 0, None),
    ];
    for (month, entries, range) in months {
        let found = verified(&store, Some(month)).await;
        assert_eq!(
            found,
            Verification { entries, range, complete: true, broken: None, anchor: None },
            "{month}"
        );
    }
    let empty = verified(&MemoryStore::new(), None).await;
    assert_eq!(empty, Verification { entries: 0, range: None, complete: true, broken: None, anchor: None });
}

/// What somebody does to the entries, and the place that gives them away.
type Rewriting = (&'static str, fn(&mut Vec<AuditEntry>), u64, Fault);

#[tokio::test]
async fn whatever_is_rewritten_shows_where_it_was() {
    fn rehash(entry: &mut AuditEntry) {
        entry.hash = entry.computed_hash(&Writer::Portal);
    }
    let rewritings: [Rewriting; 10] = [
        ("a word", |all| all[5].detail = "nothing".to_owned(), 6, Fault::Changed),
        (
            "a word, hashed again",
            |all| {
                all[5].actor = Actor::User(powerdown_domain::UserId::from_parts(1, 1));
                rehash(&mut all[5]);
            },
            6,
            Fault::Changed,
        ),
        ("an entry taken out", |all| drop(all.remove(6)), 7, Fault::Missing),
        ("a month taken out", |all| drop(all.drain(4..7)), 7, Fault::Missing),
        ("the first taken out", |all| drop(all.remove(0)), 1, Fault::Missing),
        ("the last taken out", |all| drop(all.pop()), 9, Fault::Missing),
        ("all taken out", Vec::clear, 9, Fault::Missing),
        ("two exchanged", |all| all.swap_numbers(1, 2), 3, Fault::Changed),
        (
            "an entry put in",
            |all| {
                let mut added = all[3].clone();
                added.number = 20;
                rehash(&mut added);
                all.push(added);
            },
            20,
            Fault::Added,
        ),
        (
            "another beginning",
            |all| {
                all[0].previous = "f".repeat(64);
                rehash(&mut all[0]);
            },
            1,
            Fault::Changed,
        ),
    ];
    for (what, entries, number, fault) in rewritings {
        let store = Rewritten { store: trail().await, entries, head: |head| head };
        let found = verified(&store, None).await;
        assert_eq!(found.broken, Some(Broken { number, fault }), "{what}");
        // And within the month it happened in, or in which it left a hole.
        let mut broken = 0;
        for month in ["2026-03", "2026-04", "2026-05", "2026-06"] {
            broken += usize::from(verified(&store, Some(month)).await.broken.is_some());
        }
        assert!(broken > 0, "{what}");
    }
}

trait SwapNumbers {
    fn swap_numbers(&mut self, one: usize, other: usize);
}

impl SwapNumbers for Vec<AuditEntry> {
    fn swap_numbers(&mut self, one: usize, other: usize) {
        let number = self[one].number;
        self[one].number = self[other].number;
        self[other].number = number;
    }
}

#[tokio::test]
async fn a_head_that_was_moved_shows() {
    type Moved = (fn(AuditHead) -> AuditHead, u64, Fault);
    let heads: [Moved; 2] = [
        (|head| AuditHead { number: 12, ..head }, 12, Fault::Missing),
        (|head| AuditHead { hash: "f".repeat(64), ..head }, 9, Fault::Changed),
    ];
    for (head, number, fault) in heads {
        let store = Rewritten { store: trail().await, entries: |_| (), head };
        assert_eq!(verified(&store, None).await.broken, Some(Broken { number, fault }));
    }
}

#[tokio::test]
async fn a_chain_never_goes_back_in_time() {
    let store = MemoryStore::new();
    note(&store, "2026-04-01T00:00:00.5Z").await;
    note(&store, "2026-03-31T23:59:59Z").await;
    let april = store.audit_entries(tenant(), &Writer::Portal, month("2026-04"), None, 10).await.unwrap();
    let at: Vec<Timestamp> = april.items.iter().map(|entry| entry.at).collect();
    assert_eq!(at, ["2026-04-01T00:00:00.5Z".parse().unwrap(); 2]);
}

#[tokio::test]
async fn a_chain_is_read_in_pages_either_way() {
    let store = trail().await;
    for (direction, limit) in [(Direction::Forward, 1), (Direction::Forward, 4), (Direction::Backward, 2)] {
        let (mut found, mut place) = (Vec::new(), None);
        loop {
            let page = list(&store, tenant(), &Writer::Portal, (year(), direction), place, limit);
            let page = page.await.unwrap();
            assert!(page.items.len() <= limit as usize);
            found.extend(page.items.into_iter().map(|entry| entry.number));
            place = page.next;
            if place.is_none() {
                break;
            }
        }
        let mut expected: Vec<u64> = (1..=9).collect();
        if direction == Direction::Backward {
            expected.reverse();
        }
        assert_eq!(found, expected, "{direction:?} in pages of {limit}");
    }
}

async fn anchored_at(store: &MemoryStore) -> Option<Timestamp> {
    store.audit_head(tenant(), &Writer::Portal).await.unwrap().anchored_at
}

#[tokio::test]
async fn a_chain_is_anchored_when_it_grew() {
    let (store, bucket) = (trail().await, MemoryObjects::new(clock()));
    assert_eq!(anchor(&store, &bucket).await, AnchorReport { anchored: 1, broken: 0, goes_on: false });
    assert_eq!(anchor(&store, &bucket).await, AnchorReport::default(), "nothing grew");
    assert_eq!(anchored_at(&store).await, Some(clock().now()));
    note(&store, "2026-06-20T08:00:00Z").await;
    assert_eq!(anchored_at(&store).await, Some(clock().now()), "of the entries before");
    assert_eq!(anchor(&store, &bucket).await.anchored, 1);
    let found = verified_with(&store, &bucket, None).await;
    let newest = found.anchor.unwrap();
    assert_eq!((newest.number, newest.since, found.broken), (10, 9, None));
    // A month knows the newest of its own.
    let june = verified_with(&store, &bucket, Some("2026-06")).await;
    assert_eq!(june.anchor.unwrap().number, 10);
    let may = verified_with(&store, &bucket, Some("2026-05")).await;
    assert_eq!((may.anchor, may.broken, may.entries), (None, None, 3));
}

/// Whoever replaces the whole chain, head included, is found out by its anchors, and gets none.
#[tokio::test]
async fn a_chain_that_was_replaced_shows_and_is_not_anchored() {
    let bucket = MemoryObjects::new(clock());
    assert_eq!(anchor(&trail().await, &bucket).await.anchored, 1);
    let replaced = MemoryStore::new();
    for day in 1..=12 {
        note(&replaced, &format!("2026-06-{day:02}T08:00:00Z")).await;
    }
    let found = verified_with(&replaced, &bucket, None).await;
    assert_eq!(found.broken, Some(Broken { number: 9, fault: Fault::Replaced }));
    assert_eq!(anchor(&replaced, &bucket).await, AnchorReport { anchored: 0, broken: 1, goes_on: false });
    assert_eq!(anchor(&replaced, &bucket).await.broken, 1, "it is told every time");

    let cut = MemoryStore::new();
    note(&cut, "2026-03-01T08:00:00Z").await;
    let found = verified_with(&cut, &bucket, None).await;
    assert_eq!(found.broken, Some(Broken { number: 9, fault: Fault::Missing }));
    assert_eq!(anchor(&cut, &bucket).await.broken, 1);
}

#[tokio::test]
async fn an_entry_that_was_changed_before_its_anchor_gets_none() {
    let bucket = MemoryObjects::new(clock());
    let change: fn(&mut Vec<AuditEntry>) = |all| all[5].detail = "nothing".to_owned();
    let store = Rewritten { store: trail().await, entries: change, head: |head| head };
    assert_eq!(anchor(&store, &bucket).await, AnchorReport { anchored: 0, broken: 1, goes_on: false });
}

#[tokio::test]
async fn an_anchor_that_we_did_not_sign_is_told() {
    let (store, bucket) = (trail().await, MemoryObjects::new(clock()));
    anchor(&store, &bucket).await;
    let name = bucket.list("anchors/", None, 2).await.unwrap().remove(0);
    let text = String::from_utf8(bucket.get(&name).await.unwrap().unwrap()).unwrap();
    bucket.tamper(&name, Some(text.replace("\\\"since\\\":0", "\\\"since\\\":3").into_bytes()));
    let found = verified_with(&store, &bucket, None).await;
    assert_eq!(found.broken, Some(Broken { number: 9, fault: Fault::Forged }));
    note(&store, "2026-06-20T08:00:00Z").await;
    assert_eq!(anchor(&store, &bucket).await.broken, 1);
}
