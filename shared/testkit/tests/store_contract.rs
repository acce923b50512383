//! The in-memory store keeps the store's contract.

use powerdown_testkit::{contract::store::StoreBench, store::MemoryStore};

/// A store of its own for each behaviour.
pub(crate) async fn bench(behaviour: &str) -> Option<StoreBench<MemoryStore>> {
    Some(StoreBench::new(MemoryStore::new(), behaviour))
}

powerdown_testkit::store_contract!(crate::bench);
