//! Tenants, people, memberships and one-time tokens.

mod items;

use async_trait::async_trait;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure as Tell};
use powerdown_domain::{TenantId, UserId};
use powerdown_engine::{
    ports::{AccountStore, BlindIndex, StoreError},
    record::{Membership, OneTimeToken, Tenant, TokenHash, TokenKind, User},
};

use crate::{
    DynamoStore,
    call::refused,
    expression::{Expression, Parts},
    indexes::{MEMBER, member_pk, time_to_live},
    item::{Body, decode, decode_key, encode, misplaced},
    keys::Key,
    members::by_person,
    write::Write,
};

pub(crate) use items::{EmailItem, MembershipItem, TenantItem, TokenItem, UserItem};

/// The most memberships one answer holds.
const MOST_MEMBERSHIPS: usize = 100;

#[async_trait]
impl AccountStore for DynamoStore {
    async fn create_account(
        &self,
        tenant: &Tenant,
        owner: &User,
        membership: &Membership,
        email: &BlindIndex,
    ) -> Result<(), StoreError> {
        let claim = encode(&Key::email(email), &EmailItem { user: owner.id }, [])?;
        let company = encode(&Key::tenant(tenant.id), &TenantItem::at(tenant, 1), [])?;
        let person = encode(&Key::user(owner.id), &UserItem::at(owner, 1), [])?;
        let member = Key::membership(membership.tenant, membership.user);
        let member = encode(&member, &MembershipItem::at(membership, 1), [by_person(membership)])?;
        let writes = vec![
            Write::create::<EmailItem>(claim),
            Write::create::<TenantItem>(company),
            Write::create::<UserItem>(person),
            Write::create::<MembershipItem>(member),
        ];
        self.transact("create an account", writes).await
    }

    async fn user_by_email(&self, email: &BlindIndex) -> Result<Option<User>, StoreError> {
        match self.get::<EmailItem>("find an e-mail address", &Key::email(email)).await? {
            Some(claim) => self.user(claim.user).await,
            None => Ok(None),
        }
    }

    async fn user(&self, id: UserId) -> Result<Option<User>, StoreError> {
        let found = self.get::<UserItem>("get a user", &Key::user(id)).await?;
        Ok(found.map(|item| item.into_record(id)))
    }

    async fn update_user(&self, user: &User) -> Result<(), StoreError> {
        let item = encode(&Key::user(user.id), &UserItem::at(user, user.rev + 1), [])?;
        self.write("put a user", Write::replace::<UserItem>(item, Expression::stored_at_rev(user.rev))).await
    }

    async fn tenant(&self, id: TenantId) -> Result<Option<Tenant>, StoreError> {
        let found = self.get::<TenantItem>("get a tenant", &Key::tenant(id)).await?;
        Ok(found.map(|item| item.into_record(id)))
    }

    async fn update_tenant(&self, tenant: &Tenant) -> Result<(), StoreError> {
        let item = encode(&Key::tenant(tenant.id), &TenantItem::at(tenant, tenant.rev + 1), [])?;
        let condition = Expression::stored_at_rev_or_first(tenant.rev);
        self.write("put a tenant", Write::replace::<TenantItem>(item, condition)).await
    }

    async fn membership(&self, tenant: TenantId, user: UserId) -> Result<Option<Membership>, StoreError> {
        let found = self.get::<MembershipItem>("get a membership", &Key::membership(tenant, user)).await?;
        Ok(found.map(|item| item.into_record(tenant, user)))
    }

    async fn memberships(&self, user: UserId) -> Result<Vec<Membership>, StoreError> {
        let of_user = Expression::new("#member_pk = :user").name(MEMBER.hash).text("user", member_pk(user));
        let query = self.look_up(MEMBER, of_user);
        let found = self.query("list memberships", query, MOST_MEMBERSHIPS).await?;
        let mut memberships = Vec::with_capacity(found.len());
        // One by one: nearly everybody has one, and a role may be denied BatchGetItem.
        for item in found {
            let key = decode_key(MembershipItem::ENTITY, item)?;
            let tenant = key.tenant_of().map_err(misplaced(MembershipItem::ENTITY))?;
            if let Some(item) = self.get::<MembershipItem>("get a membership", &key).await? {
                memberships.push(item.into_record(tenant, user));
            }
        }
        Ok(memberships)
    }

    async fn put_token(&self, token: &OneTimeToken) -> Result<(), StoreError> {
        let expiry = time_to_live(token.expires_at);
        let item = encode(&Key::token(token.kind, &token.hash), &TokenItem::from(token), [expiry])?;
        self.write("put a token", Write::create::<TokenItem>(item)).await
    }

    async fn take_token(
        &self,
        kind: TokenKind,
        hash: &TokenHash,
    ) -> Result<Option<OneTimeToken>, StoreError> {
        let doing = "take a token";
        // DynamoDB hands the deleted item to the one caller who deleted it. One that is newer than
        // this code stays, for code that can read it.
        let condition = Parts::from(Expression::format_known::<TokenItem>());
        let delete = self.client.delete_item().table_name(&*self.table);
        let delete = delete
            .set_key(Some(Key::token(kind, hash).attributes()))
            .return_values(ReturnValue::AllOld)
            .return_values_on_condition_check_failure(Tell::AllOld)
            .set_condition_expression(condition.text)
            .set_expression_attribute_names(condition.names)
            .set_expression_attribute_values(condition.values);
        let answer = self.retried(|| delete.clone().send()).await;
        let answer = answer.map_err(|error| refused(doing, &[TokenItem::ENTITY], error))?;
        let taken = answer.attributes.map(decode::<TokenItem>).transpose()?;
        Ok(taken.map(|(_, item)| item.into_record(kind, hash.clone())))
    }
}
