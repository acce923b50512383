//! The adapter keeps the store's contract, against the emulator.

mod support;

use powerdown_store_dynamodb::DynamoStore;
use powerdown_testkit::contract::store::StoreBench;

/// A store over the one table of this binary; every behaviour makes its own tenants in it.
pub(crate) async fn bench(behaviour: &str) -> Option<StoreBench<DynamoStore>> {
    let endpoint = support::endpoint(behaviour)?;
    let client = support::client::at(&endpoint);
    let table = support::table(&client).await;
    Some(StoreBench::new(DynamoStore::new(client, table), behaviour))
}

powerdown_testkit::store_contract!(crate::bench);
