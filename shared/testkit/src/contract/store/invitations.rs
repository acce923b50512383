//! Invitations.

use futures::future::join_all;
use powerdown_domain::{Reach, TenantId};
use powerdown_engine::{
    ports::{Direction, Joining, Part},
    record::{Invitation, Membership, Role, User},
};

use super::{
    Store, StoreBench, assert_conflict, assert_one_winner, eventually,
    samples::{Account, FAR, at, sealed},
};

impl<S: Store> StoreBench<S> {
    fn invitation(&self, tenant: TenantId) -> Invitation {
        Invitation {
            id: self.ids().invitation(),
            tenant,
            email: sealed("sealed address"),
            index: self.account().email,
            role: Role::Operator,
            reach: Reach::Tag { key: "team".to_owned(), value: "web".to_owned() },
            invited_by: self.ids().user(),
            secret: self.hash(),
            created_at: at("2026-03-02T08:00:00Z"),
            expires_at: FAR,
        }
    }

    /// A stored invitation and who would join by it.
    async fn invited(&self, tenant: TenantId) -> (Invitation, Account) {
        let (invitation, mut account) = (self.invitation(tenant), self.account());
        account.membership = Membership { tenant, role: invitation.role, ..account.membership };
        self.store.create_invitation(&invitation).await.unwrap();
        (invitation, account)
    }

    /// Somebody new becomes a member.
    pub(super) async fn join(&self, tenant: TenantId, role: Role) -> Membership {
        let (invitation, account) = self.invited(tenant).await;
        let membership = Membership { role, ..account.membership };
        let who = Joining::New(&account.owner, &account.email);
        self.store.accept_invitation(invitation.id, &membership, who).await.unwrap();
        Membership { rev: 1, ..membership }
    }
}

/// Withdrawn, one is gone; withdrawing it again is no error.
pub async fn invitations_are_listed_page_by_page_to_their_tenant_alone<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let mut expected = Vec::new();
    for _ in 0..3 {
        expected.push(bench.invited(tenant).await.0);
    }
    assert_conflict(store.create_invitation(&expected[0]).await);
    let first = store.invitations(tenant, Part::first(2)).await.unwrap();
    assert_eq!((&first.items[..], first.next), (&expected[..2], Some(expected[1].id)));
    let second = store.invitations(tenant, Part::after(first.next.as_ref(), 2)).await.unwrap();
    assert_eq!((&second.items[..], second.next), (&expected[2..], None));
    let last = store.invitations(tenant, Part::first(2).going(Direction::Backward)).await.unwrap();
    assert_eq!((last.items.first(), last.next), (expected.last(), Some(expected[1].id)));
    assert_eq!(store.invitations(other, Part::first(2)).await.unwrap().items, vec![]);
    assert_eq!(store.invitation(other, expected[0].id).await.unwrap(), None);

    store.delete_invitation(other, expected[0].id).await.unwrap();
    assert_eq!(store.invitation(tenant, expected[0].id).await.unwrap(), Some(expected[0].clone()));
    store.delete_invitation(tenant, expected[0].id).await.unwrap();
    store.delete_invitation(tenant, expected[0].id).await.unwrap();
    assert_eq!(store.invitation(tenant, expected[0].id).await.unwrap(), None);
}

/// Person, address, membership: all there, or nothing.
pub async fn a_newcomer_joins_with_the_invitation_they_had<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (invitation, account) = bench.invited(tenant).await;
    let Account { owner, membership, email, .. } = &account;
    store.accept_invitation(invitation.id, membership, Joining::New(owner, email)).await.unwrap();
    let stored = User { rev: 1, ..owner.clone() };
    assert_eq!(store.user_by_email(email).await.unwrap(), Some(stored));
    let joined = Membership { rev: 1, ..membership.clone() };
    assert_eq!(store.membership(tenant, owner.id).await.unwrap().as_ref(), Some(&joined));
    eventually(async || store.memberships(owner.id).await.unwrap(), |found| *found == [joined.clone()]).await;
    assert_eq!(store.invitation(tenant, invitation.id).await.unwrap(), None);

    // Meanwhile somebody else signed up with the address of another one.
    let (second, newcomer) = bench.invited(tenant).await;
    let who = Joining::New(&newcomer.owner, email);
    assert_conflict(store.accept_invitation(second.id, &newcomer.membership, who).await);
    assert_eq!(store.user(newcomer.owner.id).await.unwrap(), None);
    assert_eq!(store.membership(tenant, newcomer.owner.id).await.unwrap(), None);
    assert_eq!(store.invitation(tenant, second.id).await.unwrap(), Some(second));
}

/// The link proves the address; the record counts as it was read.
pub async fn whoever_proved_their_address_joins_as_they_are_now<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (account, _) = bench.company().await;
    let user = store.user(account.owner.id).await.unwrap().unwrap();
    let (invitation, other) = bench.invited(tenant).await;
    let membership = Membership { user: user.id, ..other.membership };
    let proved = User { verified_at: Some(at("2026-03-02T09:00:00Z")), ..user.clone() };
    let stale = User { rev: user.rev + 1, ..proved.clone() };
    assert_conflict(store.accept_invitation(invitation.id, &membership, Joining::Proved(&stale)).await);
    assert_eq!(store.user(user.id).await.unwrap(), Some(user.clone()));
    store.accept_invitation(invitation.id, &membership, Joining::Proved(&proved)).await.unwrap();
    assert_eq!(store.user(user.id).await.unwrap(), Some(User { rev: user.rev + 1, ..proved }));
    assert!(store.membership(tenant, user.id).await.unwrap().is_some());
}

/// However often the link is opened at the same time.
pub async fn an_invitation_is_accepted_once<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let (invitation, account) = bench.invited(tenant).await;
    let who = Joining::New(&account.owner, &account.email);
    let tries = (0..8).map(|_| store.accept_invitation(invitation.id, &account.membership, who));
    assert_one_winner(join_all(tries).await);
    let again = Membership { user: bench.ids().user(), ..account.membership };
    assert_conflict(store.accept_invitation(invitation.id, &again, Joining::Known).await);
}

/// Two invitations of one person, both accepted: the second finds a member, and stays.
pub async fn a_member_is_not_made_twice<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let member = bench.join(tenant, Role::Viewer).await;
    let (invitation, _) = bench.invited(tenant).await;
    let raised = Membership { role: Role::Operator, ..member.clone() };
    assert_conflict(store.accept_invitation(invitation.id, &raised, Joining::Known).await);
    assert_eq!(store.membership(tenant, member.user).await.unwrap(), Some(member));
    assert_eq!(store.invitation(tenant, invitation.id).await.unwrap(), Some(invitation));
}
