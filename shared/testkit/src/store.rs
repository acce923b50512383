//! The whole store in memory, for unit tests and simulations.
//!
//! As strict as the database: the same conditions, the same uniqueness, the same order and paging. It
//! has no time and no randomness of its own, and its indexes never lag behind. Where a caller breaks a
//! rule that the database could not notice, it panics and says which.

mod accounts;
mod api_tokens;
mod audit;
mod border;
mod calendars;
mod calls;
mod clouds;
mod data_keys;
mod due;
mod exports;
mod invitations;
mod ledger;
mod machines;
mod members;
mod news;
mod schedules;
mod sessions;
mod upkeep;

use std::{
    collections::BTreeMap,
    fmt,
    ops::Bound,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use powerdown_domain::TenantId;
use powerdown_engine::ports::{Direction, Page, Part, StoreError};

/// A store that lives as long as its clones; they all show the same content.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Shared>);

#[derive(Default)]
struct Shared {
    tables: Mutex<Tables>,
    reads: AtomicU64,
    writes: AtomicU64,
    audit_fails: AtomicBool,
}

/// Everything stored, a part a kind of data.
#[derive(Default)]
struct Tables {
    accounts: accounts::Accounts,
    api_tokens: api_tokens::ApiTokens,
    sessions: sessions::Sessions,
    calendars: calendars::Calendars,
    calls: calls::Calls,
    clouds: clouds::Clouds,
    schedules: schedules::Schedules,
    machines: machines::Machines,
    ledger: ledger::Ledger,
    audit: audit::Trails,
    border: border::Border,
    data_keys: data_keys::DataKeys,
    due: due::DueIndex,
    exports: exports::Exports,
    news: news::Bulletins,
    progress: BTreeMap<String, powerdown_engine::record::Progress>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many reading calls were made of the port, whatever they found.
    pub fn reads(&self) -> u64 {
        self.0.reads.load(Ordering::Relaxed)
    }

    /// How many writing calls were made of the port, refused ones included.
    pub fn writes(&self) -> u64 {
        self.0.writes.load(Ordering::Relaxed)
    }

    /// From now on, whether the database fails to append to the audit trail.
    pub fn fail_audit(&self, fails: bool) {
        self.0.audit_fails.store(fails, Ordering::Relaxed);
    }

    fn read(&self) -> MutexGuard<'_, Tables> {
        self.0.reads.fetch_add(1, Ordering::Relaxed);
        self.tables()
    }

    fn write(&self) -> MutexGuard<'_, Tables> {
        self.0.writes.fetch_add(1, Ordering::Relaxed);
        self.tables()
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.0.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemoryStore({} reads, {} writes)", self.reads(), self.writes())
    }
}

/// The wanted part of a tenant's records.
fn page_of<K: Ord + Copy, V: Clone>(
    table: &BTreeMap<(TenantId, K), V>,
    tenant: TenantId,
    part: Part<'_, K>,
) -> Page<V, K> {
    let own = table.iter().filter(|((of, _), _)| *of == tenant);
    let own: BTreeMap<K, &V> = own.map(|((_, id), record)| (*id, record)).collect();
    part_of(&own, part, |_, record| (*record).clone())
}

/// Refuses as a failed condition of the database does.
fn unless<T>(conflict: bool, entity: &'static str, value: T) -> Result<T, StoreError> {
    if conflict { Err(StoreError::Conflict(entity)) } else { Ok(value) }
}

/// The values behind `after` in key order, at most `limit`, and the last key when there are more.
fn page<K: Ord + Clone, V, T>(
    table: &BTreeMap<K, V>,
    after: Option<&K>,
    limit: u32,
    item: impl Fn(&K, &V) -> T,
) -> Page<T, K> {
    part_of(table, Part::after(after, limit), item)
}

/// The wanted part of a table, and the last key when there are more.
fn part_of<K: Ord + Clone, V, T>(
    table: &BTreeMap<K, V>,
    part: Part<'_, K>,
    item: impl Fn(&K, &V) -> T,
) -> Page<T, K> {
    let bound = part.after.map_or(Bound::Unbounded, Bound::Excluded);
    let mut rest: Box<dyn Iterator<Item = (&K, &V)>> = match part.direction {
        Direction::Forward => Box::new(table.range((bound, Bound::Unbounded))),
        Direction::Backward => Box::new(table.range((Bound::Unbounded, bound)).rev()),
    };
    let taken: Vec<(&K, &V)> = rest.by_ref().take(part.limit as usize).collect();
    let more = rest.next().is_some();
    Page {
        next: taken.last().filter(|_| more).map(|(key, _)| (*key).clone()),
        items: taken.into_iter().map(|(key, value)| item(key, value)).collect(),
    }
}
