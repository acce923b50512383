//! Invitations.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::{InvitationId, TenantId};
use powerdown_engine::{
    ports::{InvitationStore, Joining, Page, Part, StoreError},
    record::{Invitation, Membership, User},
};

use super::{MemoryStore, page_of, unless};

pub(super) type Invitations = BTreeMap<(TenantId, InvitationId), Invitation>;

#[async_trait]
impl InvitationStore for MemoryStore {
    async fn create_invitation(&self, invitation: &Invitation) -> Result<(), StoreError> {
        let invitations = &mut self.write().accounts.invitations;
        let key = (invitation.tenant, invitation.id);
        unless(invitations.contains_key(&key), "invitation", ())?;
        invitations.insert(key, invitation.clone());
        Ok(())
    }

    async fn invitation(&self, tenant: TenantId, id: InvitationId) -> Result<Option<Invitation>, StoreError> {
        Ok(self.read().accounts.invitations.get(&(tenant, id)).cloned())
    }

    async fn invitations(
        &self,
        tenant: TenantId,
        part: Part<'_, InvitationId>,
    ) -> Result<Page<Invitation, InvitationId>, StoreError> {
        Ok(page_of(&self.read().accounts.invitations, tenant, part))
    }

    async fn delete_invitation(&self, tenant: TenantId, id: InvitationId) -> Result<(), StoreError> {
        self.write().accounts.invitations.remove(&(tenant, id));
        Ok(())
    }

    async fn accept_invitation(
        &self,
        id: InvitationId,
        membership: &Membership,
        who: Joining<'_>,
    ) -> Result<(), StoreError> {
        let accounts = &mut self.write().accounts;
        let (invitation, member) = ((membership.tenant, id), (membership.user, membership.tenant));
        unless(!accounts.invitations.contains_key(&invitation), "invitation", ())?;
        unless(accounts.memberships.contains_key(&member), "membership", ())?;
        match who {
            Joining::New(person, index) => {
                unless(accounts.addresses.contains_key(&index.0), "e-mail address", ())?;
                unless(accounts.users.contains_key(&person.id), "user", ())?;
                accounts.addresses.insert(index.0.clone(), person.id);
                accounts.users.insert(person.id, User { rev: 1, ..person.clone() });
            }
            Joining::Proved(person) => {
                let stored = accounts.users.get(&person.id);
                unless(stored.is_none_or(|stored| stored.rev != person.rev), "user", ())?;
                accounts.users.insert(person.id, User { rev: person.rev + 1, ..person.clone() });
            }
            Joining::Known => {}
        }
        accounts.invitations.remove(&invitation);
        accounts.memberships.insert(member, Membership { rev: 1, ..membership.clone() });
        Ok(())
    }
}
