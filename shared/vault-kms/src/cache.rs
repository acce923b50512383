//! Unwrapped data keys, for a short time and in small number.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

/// A bounded map whose entries end by the caller's clock. Dropped values are wiped by their own type.
pub(crate) struct Cache<K, V> {
    capacity: usize,
    entries: Mutex<HashMap<K, (V, Timestamp)>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    /// Holds at most `capacity` entries; the one that ends first makes room.
    pub(crate) fn new(capacity: usize) -> Self {
        Self { capacity, entries: Mutex::default() }
    }

    pub(crate) fn get(&self, key: &K, now: Timestamp) -> Option<V> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let (value, until) = entries.get(key)?;
        if now < *until {
            return Some(value.clone());
        }
        entries.remove(key);
        None
    }

    /// Keeps a value until `until`, the first instant at which it no longer counts.
    pub(crate) fn put(&self, key: K, value: V, now: Timestamp, until: Timestamp) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|_, (_, until)| now < *until);
        if entries.len() >= self.capacity && !entries.contains_key(&key) {
            let first = entries.iter().min_by_key(|(_, (_, until))| *until).map(|(key, _)| key.clone());
            if let Some(first) = first {
                entries.remove(&first);
            }
        }
        entries.insert(key, (value, until));
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Cache;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_entry_ends_at_its_instant() {
        let cache = Cache::new(2);
        cache.put("a", 1, second(0), second(300));
        assert_eq!(cache.get(&"a", second(299)), Some(1));
        assert_eq!(cache.get(&"a", second(300)), None);
        assert_eq!(cache.get(&"a", second(0)), None, "an ended entry is gone, not hidden");
    }

    #[test]
    fn the_entry_that_ends_first_makes_room() {
        let cache = Cache::new(2);
        for (number, key) in ["a", "b", "c"].into_iter().enumerate() {
            cache.put(key, number, second(0), second(300 + number as i64));
        }
        let held = ["a", "b", "c"].map(|key| cache.get(&key, second(1)));
        assert_eq!(held, [None, Some(1), Some(2)]);
        cache.put("b", 7, second(1), second(400));
        assert_eq!(cache.get(&"c", second(1)), Some(2), "replacing needs no room");
    }
}
