//! Members of companies.

use futures::join;
use powerdown_domain::{Reach, UserId};
use powerdown_engine::{
    ports::{Part, StoreError},
    record::{Membership, Role},
};

use super::{Store, StoreBench, assert_conflict, samples::Account};

impl<S: Store> StoreBench<S> {
    /// A stored company whose owner is as read.
    pub(super) async fn company(&self) -> (Account, Membership) {
        let account = self.account();
        let Account { tenant, owner, membership, email } = &account;
        self.store.create_account(tenant, owner, membership, email).await.unwrap();
        let stored = self.read(membership).await.expect("a membership");
        (account, stored)
    }

    async fn read(&self, membership: &Membership) -> Option<Membership> {
        self.store.membership(membership.tenant, membership.user).await.unwrap()
    }
}

/// Strangers and other companies see none of them.
pub async fn members_are_listed_page_by_page_to_their_tenant_alone<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let (account, owner) = bench.company().await;
    let mut expected = vec![owner];
    for _ in 0..4 {
        expected.push(bench.join(account.tenant.id, Role::Viewer).await);
    }
    bench.company().await;
    expected.sort_by_key(|membership| membership.user);
    let (mut found, mut after): (Vec<Membership>, Option<UserId>) = (Vec::new(), None);
    loop {
        let page = store.members(account.tenant.id, Part::after(after.as_ref(), 2)).await.unwrap();
        assert!(page.items.len() <= 2);
        found.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(found, expected);
    assert_eq!(store.members(bench.fresh_tenant(), Part::first(10)).await.unwrap().items, vec![]);
}

/// A role, a reach, and an end.
pub async fn a_membership_changes_only_at_the_rev_that_was_read<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let (account, owner) = bench.company().await;
    let read = bench.join(account.tenant.id, Role::Viewer).await;
    let narrow = Reach::Clouds([bench.ids().cloud(), bench.ids().cloud()].into());
    for reach in [narrow, Reach::Tag { key: "team".to_owned(), value: String::new() }, Reach::Everything] {
        let before = bench.read(&read).await.unwrap();
        let changed = Membership { role: Role::Operator, reach, ..before };
        store.update_membership(&changed, None).await.unwrap();
        assert_conflict(store.update_membership(&changed, None).await);
        assert_conflict(store.delete_membership(&changed, None).await);
        let stored = bench.read(&read).await.unwrap();
        assert_eq!(stored, Membership { rev: changed.rev + 1, ..changed });
    }
    let stored = bench.read(&read).await.unwrap();
    store.delete_membership(&stored, Some(owner.user)).await.unwrap();
    assert_eq!(bench.read(&read).await, None);
    assert_conflict(store.delete_membership(&stored, None).await);
    assert_conflict(store.update_membership(&stored, None).await);
    super::eventually(async || store.memberships(read.user).await.unwrap(), Vec::is_empty).await;
}

/// Each vouches for the other: of two owners who step back at once, one is refused.
pub async fn the_last_owner_cannot_go_however_close_together_two_try<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let (account, first) = bench.company().await;
    let second = bench.join(account.tenant.id, Role::Owner).await;
    let down = |membership: &Membership| Membership { role: Role::Admin, ..membership.clone() };
    let (one, two) = (down(&first), second.clone());
    let (steps_back, leaves) = join!(
        store.update_membership(&one, Some(second.user)),
        store.delete_membership(&two, Some(first.user))
    );
    // Meeting each other, a database may refuse both for the moment, but never let both go.
    let refused = |answer: &Result<(), StoreError>| answer.is_err();
    assert!(refused(&steps_back) || refused(&leaves), "{steps_back:?} {leaves:?}");
    let owners = store.members(account.tenant.id, Part::first(10)).await.unwrap().items;
    let owners: Vec<_> = owners.into_iter().filter(|it| it.role == Role::Owner).collect();
    assert!(!owners.is_empty());
    if let [last] = &owners[..] {
        let other = if last.user == first.user { second.user } else { first.user };
        assert_conflict(store.update_membership(&down(last), Some(other)).await);
        assert_eq!(bench.read(last).await.as_ref(), Some(last));
    }
}

/// Whoever is unknown is left out.
pub async fn several_people_are_read_at_once<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let (one, two) = (bench.company().await.1.user, bench.company().await.1.user);
    let mut found = store.users(&[two, one, bench.ids().user(), one]).await.unwrap();
    found.sort_by_key(|user| user.id);
    let mut expected = vec![store.user(one).await.unwrap().unwrap(), store.user(two).await.unwrap().unwrap()];
    expected.sort_by_key(|user| user.id);
    assert_eq!(found, expected);
    assert_eq!(store.users(&[]).await.unwrap(), vec![]);
}
