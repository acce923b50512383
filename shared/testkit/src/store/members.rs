//! Members of companies.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use powerdown_domain::{TenantId, UserId};
use powerdown_engine::{
    ports::{MemberStore, Page, Part, StoreError},
    record::{Membership, Role, User},
};

use super::{MemoryStore, accounts::Accounts, part_of, unless};

impl Accounts {
    /// As a transaction's conditions: the rev that was read, and a witness who is an owner.
    fn check(&self, membership: &Membership, witness: Option<UserId>) -> Result<(), StoreError> {
        let of = |user| self.memberships.get(&(user, membership.tenant));
        let unchanged = of(membership.user).is_some_and(|stored| stored.rev == membership.rev);
        unless(!unchanged, "membership", ())?;
        assert_ne!(witness, Some(membership.user), "a witness is somebody else");
        let vouched = witness.is_none_or(|user| of(user).is_some_and(|stored| stored.role == Role::Owner));
        unless(!vouched, "membership", ())
    }
}

#[async_trait]
impl MemberStore for MemoryStore {
    async fn members(
        &self,
        tenant: TenantId,
        part: Part<'_, UserId>,
    ) -> Result<Page<Membership, UserId>, StoreError> {
        let accounts = &self.read().accounts;
        let of_tenant = accounts.memberships.values().filter(|membership| membership.tenant == tenant);
        let by_user: BTreeMap<UserId, &Membership> = of_tenant.map(|it| (it.user, it)).collect();
        Ok(part_of(&by_user, part, |_, membership| (*membership).clone()))
    }

    async fn users(&self, ids: &[UserId]) -> Result<Vec<User>, StoreError> {
        let accounts = &self.read().accounts;
        let distinct: BTreeSet<&UserId> = ids.iter().collect();
        Ok(distinct.into_iter().filter_map(|id| accounts.users.get(id)).cloned().collect())
    }

    async fn update_membership(
        &self,
        membership: &Membership,
        witness: Option<UserId>,
    ) -> Result<(), StoreError> {
        let accounts = &mut self.write().accounts;
        accounts.check(membership, witness)?;
        let stored = Membership { rev: membership.rev + 1, ..membership.clone() };
        accounts.memberships.insert((membership.user, membership.tenant), stored);
        Ok(())
    }

    async fn delete_membership(
        &self,
        membership: &Membership,
        witness: Option<UserId>,
    ) -> Result<(), StoreError> {
        let accounts = &mut self.write().accounts;
        accounts.check(membership, witness)?;
        accounts.memberships.remove(&(membership.user, membership.tenant));
        Ok(())
    }
}
