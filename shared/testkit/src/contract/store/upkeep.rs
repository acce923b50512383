//! The walk of the daily upkeep.

use powerdown_engine::{
    ports::{DataKeyRecord, Purpose, SealedRecord, UniqueEntry},
    record::{Cloud, Progress, Session, User},
};

use super::{Store, StoreBench, samples::at};

/// The instant of expiry is the first at which a session no longer works.
pub async fn the_walk_finds_every_expired_session_and_no_other<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let (account, mut sessions) = (bench.signed_up().await, Vec::new());
    for number in 0..40 {
        let ends = if number % 2 == 0 { "2198-01-01T00:00:00.25Z" } else { "2198-01-01T00:00:00.5Z" };
        let session = Session { expires_at: at(ends), ..bench.session_of(&account) };
        store.create_session(&session, 1).await.unwrap();
        sessions.push(session);
    }
    let walk = async |now: &str| {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = store.expired_sessions(at(now), after).await.unwrap();
            found.extend(page.items.into_iter().filter(|id| sessions.iter().any(|it| it.id == *id)));
            after = page.next;
            if after.is_none() {
                found.sort();
                return found;
            }
        }
    };
    let early: Vec<_> = sessions.iter().step_by(2).map(|session| session.id).collect();
    assert_eq!(walk("2198-01-01T00:00:00.249Z").await, vec![]);
    assert_eq!(walk("2198-01-01T00:00:00.25Z").await, early);
    assert_eq!(walk("2198-01-01T00:00:01Z").await.len(), 40);
}

/// Addresses and accounts, each with the owner it names.
pub async fn the_walk_finds_every_unique_entry_and_its_owner<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let mut expected = Vec::new();
    for _ in 0..15 {
        let account = bench.account();
        store
            .create_account(&account.tenant, &account.owner, &account.membership, &account.email)
            .await
            .unwrap();
        let cloud = bench.cloud(account.tenant.id);
        store.create_cloud(&cloud).await.unwrap();
        expected.push(UniqueEntry::Email(account.email, account.owner.id));
        expected.push(UniqueEntry::Account(cloud.account, cloud.tenant, cloud.id));
    }
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.unique_entries(after).await.unwrap();
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    for entry in &expected {
        assert_eq!(found.iter().filter(|other| *other == entry).count(), 1, "{entry:?}");
        assert!(store.has_owner(entry).await.unwrap(), "{entry:?}");
    }
}

/// It names nobody, or somebody who has another account.
pub async fn an_entry_without_its_owner_is_told_apart<S: Store>(bench: &StoreBench<S>) {
    let (store, stranger) = (&bench.store, bench.account());
    let cloud = bench.cloud(stranger.tenant.id);
    store.create_cloud(&cloud).await.unwrap();
    let Cloud { id, tenant, account, .. } = cloud;
    assert!(store.has_owner(&UniqueEntry::Account(account.clone(), tenant, id)).await.unwrap());
    for orphan in [
        UniqueEntry::Email(stranger.email, stranger.owner.id),
        UniqueEntry::Account(bench.cloud(tenant).account, tenant, id),
        UniqueEntry::Account(account.clone(), bench.fresh_tenant(), id),
        UniqueEntry::Account(account.clone(), tenant, bench.ids().cloud()),
    ] {
        assert!(!store.has_owner(&orphan).await.unwrap(), "{orphan:?}");
    }
}

/// People and clouds as they are stored, each once.
pub async fn the_walk_finds_every_sealed_record<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let mut expected = Vec::new();
    for _ in 0..15 {
        let account = bench.account();
        store
            .create_account(&account.tenant, &account.owner, &account.membership, &account.email)
            .await
            .unwrap();
        let cloud = bench.cloud(account.tenant.id);
        store.create_cloud(&cloud).await.unwrap();
        expected.push(SealedRecord::User(User { rev: 1, ..account.owner }));
        expected.push(SealedRecord::Cloud(Cloud { rev: 1, ..cloud }));
    }
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.sealed_records(after).await.unwrap();
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    for record in &expected {
        assert_eq!(found.iter().filter(|other| *other == record).count(), 1, "{record:?}");
    }
}

/// Of all tenants and purposes, each once.
pub async fn the_walk_finds_everybodys_keys<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let mut expected = Vec::new();
    for _ in 0..6 {
        let tenant = bench.fresh_tenant();
        for (purpose, number) in [(Purpose::Pii, 1), (Purpose::Pii, 2), (Purpose::Session, 1)] {
            let record =
                DataKeyRecord { number, wrapped: vec![7; 40], created_at: at("2026-03-02T08:00:00Z") };
            store.put_data_key(tenant, purpose, &record).await.unwrap();
            expected.push((tenant, purpose, record));
        }
    }
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.data_keys_of_all(after).await.unwrap();
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    for key in &expected {
        assert_eq!(found.iter().filter(|other| *other == key).count(), 1, "{key:?}");
    }
}

/// One a piece of work; the last word counts.
pub async fn progress_stays_until_it_is_forgotten<S: Store>(bench: &StoreBench<S>) {
    let (store, work) = (&bench.store, format!("work {}", bench.random()));
    assert_eq!(store.progress(&work).await.unwrap(), None);
    let progress = Progress { at: at("2026-03-02T08:00:00.5Z"), position: None };
    store.put_progress(&work, &progress).await.unwrap();
    assert_eq!(store.progress(&work).await.unwrap(), Some(progress.clone()));
    let further = Progress { position: Some("there".to_owned()), ..progress };
    store.put_progress(&work, &further).await.unwrap();
    assert_eq!(store.progress(&work).await.unwrap(), Some(further));
    store.delete_progress(&work).await.unwrap();
    store.delete_progress(&work).await.unwrap();
    assert_eq!(store.progress(&work).await.unwrap(), None);
}
