//! Members of companies.

use std::collections::BTreeSet;

use async_trait::async_trait;
use aws_sdk_dynamodb::types::AttributeValue;
use powerdown_domain::{TenantId, UserId};
use powerdown_engine::{
    ports::{MemberStore, Page, Part, StoreError},
    record::{Membership, Role, User},
};

use crate::{
    DynamoStore,
    accounts::{MembershipItem, UserItem},
    expression::Expression,
    indexes::{Extra, MEMBER, member_pk},
    item::{Body, encode, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

/// Puts a membership into the index of its person's memberships.
pub(crate) fn by_person(membership: &Membership) -> Extra {
    (MEMBER.hash, AttributeValue::S(member_pk(membership.user)))
}

/// Somebody is an owner still.
fn is_owner(tenant: TenantId, user: UserId) -> Write {
    let owner = Expression::new("#role = :role").name("role").text("role", owner());
    Write::check::<MembershipItem>(Key::membership(tenant, user), owner)
}

/// The word by which items call an owner.
fn owner() -> String {
    match serde_json::to_value(Role::Owner) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

impl DynamoStore {
    async fn with_witness(
        &self,
        doing: &'static str,
        write: Write,
        tenant: TenantId,
        witness: Option<UserId>,
    ) -> Result<(), StoreError> {
        match witness {
            Some(witness) => self.transact(doing, vec![write, is_owner(tenant, witness)]).await,
            None => self.write(doing, write).await,
        }
    }
}

#[async_trait]
impl MemberStore for DynamoStore {
    async fn members(
        &self,
        tenant: TenantId,
        part: Part<'_, UserId>,
    ) -> Result<Page<Membership, UserId>, StoreError> {
        let (range, key) = (Range::members(tenant), |id: &UserId| Key::membership(tenant, *id));
        let found = self.list_part::<MembershipItem, _>("list members", &range, part, key).await?;
        let record = |(key, item): (Key, MembershipItem)| {
            let id = key.member_of().map_err(misplaced(MembershipItem::ENTITY))?;
            Ok(item.into_record(tenant, id))
        };
        let found = found.into_iter().map(record).collect::<Result<Vec<Membership>, StoreError>>()?;
        Ok(page(found, part.limit, |membership| membership.user))
    }

    async fn users(&self, ids: &[UserId]) -> Result<Vec<User>, StoreError> {
        let distinct: BTreeSet<&UserId> = ids.iter().collect();
        let keys: Vec<Key> = distinct.into_iter().map(|id| Key::user(*id)).collect();
        let found = self.get_all::<UserItem>("get users", &keys).await?;
        let record = |(key, item): (Key, UserItem)| {
            let id = key.user_of().map_err(misplaced(UserItem::ENTITY))?;
            Ok(item.into_record(id))
        };
        found.into_iter().map(record).collect()
    }

    async fn update_membership(
        &self,
        membership: &Membership,
        witness: Option<UserId>,
    ) -> Result<(), StoreError> {
        let Membership { tenant, user, rev, .. } = *membership;
        let body = MembershipItem::at(membership, rev + 1);
        let item = encode(&Key::membership(tenant, user), &body, [by_person(membership)])?;
        let write = Write::replace::<MembershipItem>(item, Expression::stored_at_rev_or_first(rev));
        self.with_witness("put a membership", write, tenant, witness).await
    }

    async fn delete_membership(
        &self,
        membership: &Membership,
        witness: Option<UserId>,
    ) -> Result<(), StoreError> {
        let Membership { tenant, user, rev, .. } = *membership;
        let condition = Expression::stored_at_rev_or_first(rev);
        let write = Write::delete_if::<MembershipItem>(Key::membership(tenant, user), condition);
        self.with_witness("delete a membership", write, tenant, witness).await
    }
}
