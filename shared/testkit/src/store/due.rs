//! The index of due things: by shard, then by instant, then by id.

use std::{collections::BTreeMap, ops::Bound};

use jiff::Timestamp;
use powerdown_engine::ports::{Due, Page};

/// How many shards the index has, as many as in the database.
pub(super) const SHARDS: u32 = 4;

#[derive(Default)]
pub(super) struct DueIndex(BTreeMap<(u32, String), Due>);

impl DueIndex {
    /// Takes a thing out of the instant it was due at, if any, and puts it into the new one, if any.
    pub(super) fn moved(&mut self, thing: Due, was: Option<Timestamp>, is: Option<Timestamp>) {
        let id = match &thing {
            Due::Schedule(_, id) => id.to_string(),
            Due::Machine(_, id) => id.to_string(),
            Due::Cloud(_, id) => id.to_string(),
            Due::Leaving(_, id) => format!("leaving-{id}"),
        };
        let key = |at: Timestamp| (shard(&id, SHARDS), position(at, &id));
        if let Some(at) = was {
            self.0.remove(&key(at));
        }
        if let Some(at) = is {
            self.0.insert(key(at), thing);
        }
    }

    /// What is due at `until` or before and stands behind `after`, earliest first.
    pub(super) fn page(
        &self,
        shard: u32,
        until: Timestamp,
        after: Option<String>,
        limit: u32,
    ) -> Page<Due, String> {
        // "$" comes right after "#", so this is behind every id of that instant.
        let end = format!("{until:.9}$");
        let start = after.unwrap_or_default();
        let mut rest = self
            .0
            .range((Bound::Excluded((shard, start)), Bound::Unbounded))
            .take_while(|((of, at), _)| *of == shard && *at < end);
        let taken: Vec<_> = rest.by_ref().take(limit as usize).collect();
        let more = rest.next().is_some();
        Page {
            next: taken.last().filter(|_| more).map(|((_, position), _)| position.clone()),
            items: taken.into_iter().map(|(_, thing)| thing.clone()).collect(),
        }
    }
}

/// Sorts as text like the instant, then the id: the fraction is of fixed width.
fn position(at: Timestamp, id: &str) -> String {
    format!("{at:.9}#{id}")
}

/// Spreads ids over shards; the same id always falls into the same one.
pub(super) fn shard(id: &str, shards: u32) -> u32 {
    id.bytes().fold(0, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % shards
}
