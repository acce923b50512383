//! Wrapped data keys.

use futures::future::join_all;
use powerdown_engine::ports::{DataKeyRecord, Purpose};

use super::{Store, StoreBench, assert_conflict, assert_one_winner, samples::at};

fn key(number: u32) -> DataKeyRecord {
    let wrapped = (0..=255).map(|byte: u8| byte.wrapping_add(number as u8)).collect();
    DataKeyRecord { number, wrapped, created_at: at("2026-03-02T08:00:00Z") }
}

/// By number: ten is newer than nine.
pub async fn the_newest_key_is_found_and_older_ones_stay<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    assert_eq!(store.newest_data_key(tenant, Purpose::Pii).await.unwrap(), None);
    for number in 1..=11 {
        store.put_data_key(tenant, Purpose::Pii, &key(number)).await.unwrap();
        assert_eq!(store.newest_data_key(tenant, Purpose::Pii).await.unwrap(), Some(key(number)));
    }
    assert_eq!(store.data_key(tenant, Purpose::Pii, 3).await.unwrap(), Some(key(3)));
    assert_eq!(store.data_key(tenant, Purpose::Pii, 12).await.unwrap(), None);
}

/// Oldest first, by number, to their tenant and purpose alone.
pub async fn all_keys_of_a_purpose_are_listed<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    assert_eq!(store.data_keys(tenant, Purpose::Pii).await.unwrap(), vec![]);
    for number in 1..=11 {
        store.put_data_key(tenant, Purpose::Pii, &key(number)).await.unwrap();
    }
    assert_eq!(store.data_keys(tenant, Purpose::Pii).await.unwrap(), (1..=11).map(key).collect::<Vec<_>>());
    assert_eq!(store.data_keys(tenant, Purpose::Session).await.unwrap(), vec![]);
}

/// Whoever is told of a conflict reads the winner's key and uses that one.
pub async fn a_number_is_given_once<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let keys: Vec<_> = (0..6).map(|n| DataKeyRecord { wrapped: vec![n; 32], ..key(1) }).collect();
    assert_one_winner(join_all(keys.iter().map(|key| store.put_data_key(tenant, Purpose::Pii, key))).await);
    let stored = store.data_key(tenant, Purpose::Pii, 1).await.unwrap().unwrap();
    assert!(keys.contains(&stored));
    assert_conflict(store.put_data_key(tenant, Purpose::Pii, &keys[0]).await);
}

/// No tenant's key opens another's data, and no purpose's another purpose's.
pub async fn keys_are_apart_by_tenant_and_purpose<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    store.put_data_key(tenant, Purpose::Pii, &key(1)).await.unwrap();
    for (of, purpose) in
        [(tenant, Purpose::CloudCredential), (tenant, Purpose::Session), (other, Purpose::Pii)]
    {
        assert_eq!(store.newest_data_key(of, purpose).await.unwrap(), None);
        assert_eq!(store.data_key(of, purpose, 1).await.unwrap(), None);
    }
    store.put_data_key(tenant, Purpose::Session, &key(1)).await.unwrap();
}
