//! Connected accounts.

use futures::future::join_all;
use powerdown_engine::record::{Cloud, Health};

use super::{Store, StoreBench, assert_conflict, assert_one_winner};

/// A foreign tenant's cloud is as one that does not exist.
pub async fn clouds_are_listed_oldest_first_to_their_tenant_alone<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let clouds: Vec<Cloud> = (0..3).map(|_| bench.cloud(tenant)).collect();
    for cloud in clouds.iter().rev() {
        store.create_cloud(cloud).await.unwrap();
    }
    let stored: Vec<Cloud> = clouds.into_iter().map(|cloud| Cloud { rev: 1, ..cloud }).collect();
    assert_eq!(store.clouds(tenant).await.unwrap(), stored);
    assert_eq!(store.cloud(tenant, stored[1].id).await.unwrap().as_ref(), Some(&stored[1]));
    assert_eq!(store.clouds(other).await.unwrap(), vec![]);
    assert_eq!(store.cloud(other, stored[1].id).await.unwrap(), None);
    let foreign = Cloud { tenant: other, ..stored[1].clone() };
    assert_conflict(store.update_cloud(&foreign).await);
}

/// Not twice by one tenant, nor by two.
pub async fn an_aws_account_is_connected_once<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let cloud = bench.cloud(tenant);
    assert_eq!(store.owner_of_account(&cloud.account).await.unwrap(), None);
    store.create_cloud(&cloud).await.unwrap();
    for claimant in [tenant, other] {
        let claim = Cloud { account: cloud.account.clone(), ..bench.cloud(claimant) };
        assert_conflict(store.create_cloud(&claim).await);
        assert_eq!(store.cloud(claimant, claim.id).await.unwrap(), None);
    }
    assert_eq!(store.owner_of_account(&cloud.account).await.unwrap(), Some((tenant, cloud.id)));
}

/// Nor when they ask at the same time.
pub async fn of_simultaneous_claims_to_an_account_one_wins<S: Store>(bench: &StoreBench<S>) {
    let account = bench.cloud(bench.fresh_tenant()).account;
    let claims: Vec<Cloud> =
        (0..8).map(|_| Cloud { account: account.clone(), ..bench.cloud(bench.fresh_tenant()) }).collect();
    assert_one_winner(join_all(claims.iter().map(|cloud| bench.store.create_cloud(cloud))).await);
}

/// The portal and the scheduler both write a cloud; the later of two that read the same is told.
pub async fn a_cloud_changes_only_at_the_rev_that_was_read<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let cloud = bench.cloud(bench.fresh_tenant());
    store.create_cloud(&cloud).await.unwrap();
    assert_conflict(store.update_cloud(&cloud).await);
    let read = store.cloud(cloud.tenant, cloud.id).await.unwrap().unwrap();
    let scanned = Cloud { health: Health::UNVERIFIED, machines_seen_at: None, ..read.clone() };
    store.update_cloud(&scanned).await.unwrap();
    assert_conflict(store.update_cloud(&read).await);
    let stored = store.cloud(cloud.tenant, cloud.id).await.unwrap();
    assert_eq!(stored, Some(Cloud { rev: 2, ..scanned }));
}

/// A role, or an IAM user's keys.
pub async fn both_ways_of_access_read_back<S: Store>(bench: &StoreBench<S>) {
    let by_role = bench.cloud(bench.fresh_tenant());
    let by_keys = Cloud { access: bench.keys(), ..bench.cloud(by_role.tenant) };
    for cloud in [by_role, by_keys] {
        bench.store.create_cloud(&cloud).await.unwrap();
        let stored = bench.store.cloud(cloud.tenant, cloud.id).await.unwrap();
        assert_eq!(stored.map(|stored| stored.access), Some(cloud.access));
    }
}
