//! Connected accounts.

use futures::future::join_all;
use powerdown_engine::{
    ports::Due,
    record::{Cloud, Health, Leaving},
};

use super::{Store, StoreBench, assert_conflict, assert_one_winner, eventually, samples::at};

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

fn leaving(cloud: &Cloud) -> Leaving {
    let now = at("2026-03-02T08:00:00Z");
    let regions = cloud.regions.clone();
    Leaving { tenant: cloud.tenant, cloud: cloud.id, regions, since: now, due_at: now, rev: 0 }
}

/// With its claim to the account, and with what must still leave on record; or not at all.
pub async fn a_cloud_is_deleted_whole<S: Store>(bench: &StoreBench<S>) {
    let (store, cloud) = (&bench.store, bench.cloud(bench.fresh_tenant()));
    store.create_cloud(&cloud).await.unwrap();
    let (work, stale) = (leaving(&cloud), cloud.clone());
    assert_conflict(store.delete_cloud(&stale, &work).await);
    assert_eq!(store.leaving(cloud.tenant, cloud.id).await.unwrap(), None);
    let read = store.cloud(cloud.tenant, cloud.id).await.unwrap().unwrap();
    assert_conflict(store.delete_cloud(&read, &Leaving { rev: 1, ..work.clone() }).await);
    assert_eq!(store.owner_of_account(&cloud.account).await.unwrap(), Some((cloud.tenant, cloud.id)));
    assert_one_winner(join_all((0..4).map(|_| store.delete_cloud(&read, &work))).await);
    assert_eq!(store.cloud(cloud.tenant, cloud.id).await.unwrap(), None);
    assert_eq!(store.owner_of_account(&cloud.account).await.unwrap(), None);
    let stored = store.leaving(cloud.tenant, cloud.id).await.unwrap();
    assert_eq!(stored, Some(Leaving { rev: 1, ..work }));
    assert_eq!(store.leaving(bench.fresh_tenant(), cloud.id).await.unwrap(), None);
    // The account is free, for whomever.
    let next = Cloud { account: cloud.account.clone(), ..bench.cloud(bench.fresh_tenant()) };
    store.create_cloud(&next).await.unwrap();
}

/// From what was read of both; it is due until it is over.
pub async fn what_leaves_is_due_until_it_has_left<S: Store>(bench: &StoreBench<S>) {
    let (store, cloud) = (&bench.store, bench.cloud(bench.fresh_tenant()));
    store.create_cloud(&cloud).await.unwrap();
    let read = store.cloud(cloud.tenant, cloud.id).await.unwrap().unwrap();
    let work = leaving(&cloud);
    store.shrink_cloud(&read, &work).await.unwrap();
    assert_conflict(store.shrink_cloud(&read, &Leaving { rev: 1, ..work.clone() }).await);
    assert_eq!(store.cloud(cloud.tenant, cloud.id).await.unwrap().map(|cloud| cloud.rev), Some(2));
    let is_due = async || {
        let mut found = false;
        for shard in 0..store.due_shards() {
            let page = store.due(shard, work.due_at, None, 1_000).await.unwrap();
            found |= page.items.contains(&Due::Leaving(cloud.tenant, cloud.id));
        }
        found
    };
    eventually(async || is_due().await, |due| *due).await;
    let later = Leaving { rev: 1, due_at: at("2026-03-02T08:20:00Z"), ..work.clone() };
    assert_conflict(store.update_leaving(&Leaving { rev: 2, ..later.clone() }).await);
    store.update_leaving(&later).await.unwrap();
    eventually(async || is_due().await, |due| !*due).await;
    assert_conflict(store.end_leaving(&later).await);
    store.end_leaving(&Leaving { rev: 2, ..later }).await.unwrap();
    assert_eq!(store.leaving(cloud.tenant, cloud.id).await.unwrap(), None);
}
