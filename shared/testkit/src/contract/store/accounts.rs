//! Tenants, people, memberships and one-time tokens.

use futures::future::join_all;
use powerdown_engine::record::{Membership, OneTimeToken, Tenant, TokenKind, User};

use super::{Store, StoreBench, assert_conflict, assert_one_winner, eventually, samples::at};

/// What was stored reads back, and the first stored version is 1.
pub async fn an_account_is_stored_whole<S: Store>(bench: &StoreBench<S>) {
    let (store, account) = (&bench.store, bench.account());
    let user = account.owner.id;
    assert_eq!(store.user_by_email(&account.email).await.unwrap(), None);
    assert_eq!(store.tenant(account.tenant.id).await.unwrap(), None);
    store.create_account(&account.tenant, &account.owner, &account.membership, &account.email).await.unwrap();

    let stored = User { rev: 1, ..account.owner };
    assert_eq!(store.user(user).await.unwrap().as_ref(), Some(&stored));
    assert_eq!(store.user_by_email(&account.email).await.unwrap(), Some(stored));
    let tenant = Tenant { rev: 1, ..account.tenant };
    assert_eq!(store.tenant(tenant.id).await.unwrap(), Some(tenant));
    let membership = Membership { rev: 1, ..account.membership };
    let read = store.membership(membership.tenant, user).await.unwrap();
    assert_eq!(read.as_ref(), Some(&membership));
    assert_eq!(store.membership(bench.fresh_tenant(), user).await.unwrap(), None);
    let expected = vec![membership];
    eventually(async || store.memberships(user).await.unwrap(), |found| *found == expected).await;
    assert_eq!(store.memberships(bench.account().owner.id).await.unwrap(), vec![]);
}

/// A second account with the same address is refused as a whole.
pub async fn an_address_belongs_to_one_account<S: Store>(bench: &StoreBench<S>) {
    let (store, first, second) = (&bench.store, bench.account(), bench.account());
    store.create_account(&first.tenant, &first.owner, &first.membership, &first.email).await.unwrap();
    assert_conflict(
        store.create_account(&second.tenant, &second.owner, &second.membership, &first.email).await,
    );
    assert_eq!(store.tenant(second.tenant.id).await.unwrap(), None);
    assert_eq!(store.user(second.owner.id).await.unwrap(), None);
    assert_eq!(store.user_by_email(&first.email).await.unwrap().map(|user| user.id), Some(first.owner.id));
}

/// Nobody is registered twice, however close together they ask.
pub async fn of_simultaneous_claims_to_an_address_one_wins<S: Store>(bench: &StoreBench<S>) {
    let accounts: Vec<_> = (0..8).map(|_| bench.account()).collect();
    let email = &accounts[0].email;
    let claims = accounts.iter().map(|account| {
        bench.store.create_account(&account.tenant, &account.owner, &account.membership, email)
    });
    assert_one_winner(join_all(claims).await);
}

/// Settings are changed as they were read, or not at all.
pub async fn a_tenant_changes_only_at_the_rev_that_was_read<S: Store>(bench: &StoreBench<S>) {
    let (store, account) = (&bench.store, bench.account());
    assert_conflict(store.update_tenant(&Tenant { rev: 1, ..account.tenant.clone() }).await);
    store.create_account(&account.tenant, &account.owner, &account.membership, &account.email).await.unwrap();
    let read = store.tenant(account.tenant.id).await.unwrap().unwrap();
    let moved = Tenant { zone: "Asia/Tokyo".to_owned(), ..read };
    store.update_tenant(&moved).await.unwrap();
    assert_conflict(store.update_tenant(&moved).await);
    assert_eq!(store.tenant(moved.id).await.unwrap(), Some(Tenant { rev: 2, ..moved }));
}

/// The stored version counts, whatever the fields say.
pub async fn a_user_changes_only_at_the_rev_that_was_read<S: Store>(bench: &StoreBench<S>) {
    let (store, account) = (&bench.store, bench.account());
    assert_conflict(store.update_user(&User { rev: 1, ..account.owner.clone() }).await);
    store.create_account(&account.tenant, &account.owner, &account.membership, &account.email).await.unwrap();
    assert_conflict(store.update_user(&account.owner).await);

    let read = store.user(account.owner.id).await.unwrap().unwrap();
    let verified = User { verified_at: Some(at("2026-03-02T08:30:00Z")), ..read };
    store.update_user(&verified).await.unwrap();
    assert_conflict(store.update_user(&verified).await);
    let stored = store.user(account.owner.id).await.unwrap();
    assert_eq!(stored, Some(User { rev: 2, ..verified }));
}

/// A link works once, also when it is clicked by many at the same time.
pub async fn a_token_is_given_to_exactly_one_taker<S: Store>(bench: &StoreBench<S>) {
    let token = bench.token(TokenKind::SocketTicket);
    bench.store.put_token(&token).await.unwrap();
    assert_conflict(bench.store.put_token(&token).await);
    let takers = (0..16).map(|_| bench.store.take_token(TokenKind::SocketTicket, &token.hash));
    let taken = join_all(takers).await.into_iter().filter_map(Result::unwrap);
    assert_eq!(taken.collect::<Vec<_>>(), vec![token.clone()]);
    assert_eq!(bench.store.take_token(TokenKind::SocketTicket, &token.hash).await.unwrap(), None);
}

/// A ticket is no verification link.
pub async fn a_token_is_of_one_kind<S: Store>(bench: &StoreBench<S>) {
    let token = OneTimeToken { session: None, ..bench.token(TokenKind::EmailVerification) };
    bench.store.put_token(&token).await.unwrap();
    assert_eq!(bench.store.take_token(TokenKind::SocketTicket, &token.hash).await.unwrap(), None);
    let taken = bench.store.take_token(TokenKind::EmailVerification, &token.hash).await.unwrap();
    assert_eq!(taken, Some(token));
    assert_eq!(bench.store.take_token(TokenKind::EmailVerification, &bench.hash()).await.unwrap(), None);
}
