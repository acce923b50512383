//! Invitations.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{InvitationId, Reach, TenantId, UserId};
use powerdown_engine::{
    Sealed,
    ports::{BlindIndex, InvitationStore, Joining, Page, Part, StoreError},
    record::{Invitation, InvitedAddress, Membership, Role, TokenHash},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    accounts::{EmailItem, MembershipItem, UserItem},
    expression::Expression,
    indexes::time_to_live,
    item::{Body, Entity, encode, misplaced},
    keys::{Key, Range},
    members::by_person,
    read::page,
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationItem {
    email: Sealed<InvitedAddress>,
    index: BlindIndex,
    role: Role,
    reach: Reach,
    invited_by: UserId,
    secret: TokenHash,
    created_at: Timestamp,
    expires_at: Timestamp,
}

impl Body for InvitationItem {
    const ENTITY: Entity = Entity { name: "invitation", version: 1 };
}

impl From<&Invitation> for InvitationItem {
    fn from(invitation: &Invitation) -> Self {
        let Invitation {
            id: _,
            tenant: _,
            email,
            index,
            role,
            reach,
            invited_by,
            secret,
            created_at,
            expires_at,
        } = invitation.clone();
        Self { email, index, role, reach, invited_by, secret, created_at, expires_at }
    }
}

impl InvitationItem {
    fn into_record(self, tenant: TenantId, id: InvitationId) -> Invitation {
        let Self { email, index, role, reach, invited_by, secret, created_at, expires_at } = self;
        Invitation { id, tenant, email, index, role, reach, invited_by, secret, created_at, expires_at }
    }
}

#[async_trait]
impl InvitationStore for DynamoStore {
    async fn create_invitation(&self, invitation: &Invitation) -> Result<(), StoreError> {
        let key = Key::invitation(invitation.tenant, invitation.id);
        let expiry = time_to_live(invitation.expires_at);
        let item = encode(&key, &InvitationItem::from(invitation), [expiry])?;
        self.write("create an invitation", Write::create::<InvitationItem>(item)).await
    }

    async fn invitation(&self, tenant: TenantId, id: InvitationId) -> Result<Option<Invitation>, StoreError> {
        let found = self.get::<InvitationItem>("get an invitation", &Key::invitation(tenant, id)).await?;
        Ok(found.map(|item| item.into_record(tenant, id)))
    }

    async fn invitations(
        &self,
        tenant: TenantId,
        part: Part<'_, InvitationId>,
    ) -> Result<Page<Invitation, InvitationId>, StoreError> {
        let (range, key) = (Range::invitations(tenant), |id: &InvitationId| Key::invitation(tenant, *id));
        let found = self.list_part::<InvitationItem, _>("list invitations", &range, part, key).await?;
        let record = |(key, item): (Key, InvitationItem)| {
            let id = key.invitation_of().map_err(misplaced(InvitationItem::ENTITY))?;
            Ok(item.into_record(tenant, id))
        };
        let found = found.into_iter().map(record).collect::<Result<Vec<Invitation>, StoreError>>()?;
        Ok(page(found, part.limit, |invitation| invitation.id))
    }

    async fn delete_invitation(&self, tenant: TenantId, id: InvitationId) -> Result<(), StoreError> {
        // Whatever its format: what must end, ends.
        let write = Write::delete::<InvitationItem>(Key::invitation(tenant, id));
        self.write("delete an invitation", write).await
    }

    async fn accept_invitation(
        &self,
        id: InvitationId,
        membership: &Membership,
        who: Joining<'_>,
    ) -> Result<(), StoreError> {
        let Membership { tenant, user, .. } = *membership;
        let still_there = Expression::new("attribute_exists(pk)");
        let member = MembershipItem::at(membership, 1);
        let member = encode(&Key::membership(tenant, user), &member, [by_person(membership)])?;
        let mut writes = vec![
            Write::delete_if::<InvitationItem>(Key::invitation(tenant, id), still_there),
            Write::create::<MembershipItem>(member),
        ];
        match who {
            Joining::New(person, index) => {
                let claim = encode(&Key::email(index), &EmailItem { user: person.id }, [])?;
                writes.push(Write::create::<EmailItem>(claim));
                let person = encode(&Key::user(person.id), &UserItem::at(person, 1), [])?;
                writes.push(Write::create::<UserItem>(person));
            }
            Joining::Proved(person) => {
                let item = encode(&Key::user(person.id), &UserItem::at(person, person.rev + 1), [])?;
                writes.push(Write::replace::<UserItem>(item, Expression::stored_at_rev(person.rev)));
            }
            Joining::Known => {}
        }
        self.transact("accept an invitation", writes).await
    }
}
