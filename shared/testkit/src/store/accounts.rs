//! Tenants, people, memberships and one-time tokens.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::{TenantId, UserId};
use powerdown_engine::{
    ports::{AccountStore, BlindIndex, StoreError},
    record::{Membership, OneTimeToken, Tenant, TokenHash, TokenKind, User},
};

use super::{MemoryStore, invitations::Invitations, unless};

/// The most memberships one answer holds.
const MOST_MEMBERSHIPS: usize = 100;

#[derive(Default)]
pub(super) struct Accounts {
    pub(super) tenants: BTreeMap<TenantId, Tenant>,
    pub(super) users: BTreeMap<UserId, User>,
    /// By user first, so that a person's tenants come in the order of their ids: oldest first.
    pub(super) memberships: BTreeMap<(UserId, TenantId), Membership>,
    /// Whose address it is, by its blind index.
    pub(super) addresses: BTreeMap<String, UserId>,
    pub(super) invitations: Invitations,
    tokens: BTreeMap<(&'static str, String), OneTimeToken>,
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::EmailVerification => "email-verification",
        TokenKind::SocketTicket => "socket-ticket",
        TokenKind::PasswordReset => "password-reset",
    }
}

#[async_trait]
impl AccountStore for MemoryStore {
    async fn create_account(
        &self,
        tenant: &Tenant,
        owner: &User,
        membership: &Membership,
        email: &BlindIndex,
    ) -> Result<(), StoreError> {
        let accounts = &mut self.write().accounts;
        unless(accounts.addresses.contains_key(&email.0), "e-mail address", ())?;
        unless(accounts.tenants.contains_key(&tenant.id), "tenant", ())?;
        unless(accounts.users.contains_key(&owner.id), "user", ())?;
        accounts.addresses.insert(email.0.clone(), owner.id);
        accounts.tenants.insert(tenant.id, Tenant { rev: 1, ..tenant.clone() });
        accounts.users.insert(owner.id, User { rev: 1, ..owner.clone() });
        let stored = Membership { rev: 1, ..membership.clone() };
        accounts.memberships.insert((membership.user, membership.tenant), stored);
        Ok(())
    }

    async fn user_by_email(&self, email: &BlindIndex) -> Result<Option<User>, StoreError> {
        let accounts = &self.read().accounts;
        Ok(accounts.addresses.get(&email.0).and_then(|id| accounts.users.get(id)).cloned())
    }

    async fn user(&self, id: UserId) -> Result<Option<User>, StoreError> {
        Ok(self.read().accounts.users.get(&id).cloned())
    }

    async fn update_user(&self, user: &User) -> Result<(), StoreError> {
        let users = &mut self.write().accounts.users;
        let stored = users.get_mut(&user.id).filter(|stored| stored.rev == user.rev);
        let stored = stored.ok_or(StoreError::Conflict("user"))?;
        *stored = User { rev: user.rev + 1, ..user.clone() };
        Ok(())
    }

    async fn tenant(&self, id: TenantId) -> Result<Option<Tenant>, StoreError> {
        Ok(self.read().accounts.tenants.get(&id).cloned())
    }

    async fn update_tenant(&self, tenant: &Tenant) -> Result<(), StoreError> {
        let tenants = &mut self.write().accounts.tenants;
        let stored = tenants.get_mut(&tenant.id).filter(|stored| stored.rev == tenant.rev);
        let stored = stored.ok_or(StoreError::Conflict("tenant"))?;
        *stored = Tenant { rev: tenant.rev + 1, ..tenant.clone() };
        Ok(())
    }

    async fn membership(&self, tenant: TenantId, user: UserId) -> Result<Option<Membership>, StoreError> {
        Ok(self.read().accounts.memberships.get(&(user, tenant)).cloned())
    }

    async fn memberships(&self, user: UserId) -> Result<Vec<Membership>, StoreError> {
        let memberships = &self.read().accounts.memberships;
        let of_user = memberships.range((user, TenantId::SYSTEM)..).take_while(|((of, _), _)| *of == user);
        Ok(of_user.take(MOST_MEMBERSHIPS).map(|(_, membership)| membership.clone()).collect())
    }

    async fn put_token(&self, token: &OneTimeToken) -> Result<(), StoreError> {
        let tokens = &mut self.write().accounts.tokens;
        let key = (kind(token.kind), token.hash.0.clone());
        unless(tokens.contains_key(&key), "token", ())?;
        tokens.insert(key, token.clone());
        Ok(())
    }

    async fn take_token(
        &self,
        wanted: TokenKind,
        hash: &TokenHash,
    ) -> Result<Option<OneTimeToken>, StoreError> {
        Ok(self.write().accounts.tokens.remove(&(kind(wanted), hash.0.clone())))
    }
}
