//! What is stored of tenants, people, memberships and tokens.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use powerdown_domain::{EmailAddress, Name, Reach, SessionId, TenantId, UserId};
use powerdown_engine::{
    Sealed,
    ports::PasswordHash,
    record::{Membership, OneTimeToken, Role, SecondFactor, Tenant, TokenHash, TokenKind, User},
};
use serde::{Deserialize, Serialize};

use crate::item::{Body, Entity, Item};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenantItem {
    name: Name,
    zone: String,
    created_at: Timestamp,
    rev: u64,
}

impl Body for TenantItem {
    const ENTITY: Entity = Entity { name: "tenant", version: 2 };

    /// Format 1 counted no versions; nothing in it could be changed.
    fn upgrade(from: u32, item: &mut Item) {
        if from < 2 {
            item.insert("rev".to_owned(), AttributeValue::N("1".to_owned()));
        }
    }
}

impl TenantItem {
    /// What is stored as version `rev` of a tenant.
    pub(crate) fn at(tenant: &Tenant, rev: u64) -> Self {
        let Tenant { id: _, name, zone, created_at, rev: _ } = tenant.clone();
        Self { name, zone, created_at, rev }
    }

    pub(crate) fn into_record(self, id: TenantId) -> Tenant {
        let Self { name, zone, created_at, rev } = self;
        Tenant { id, name, zone, created_at, rev }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserItem {
    email: Sealed<EmailAddress>,
    password: PasswordHash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verified_at: Option<Timestamp>,
    created_at: Timestamp,
    epoch: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    second_factor: Option<SecondFactor>,
    rev: u64,
}

impl Body for UserItem {
    const ENTITY: Entity = Entity { name: "user", version: 2 };

    /// Nobody's sessions had been ended all at once.
    fn upgrade(from: u32, item: &mut Item) {
        if from < 2 {
            item.insert("epoch".to_owned(), AttributeValue::N("0".to_owned()));
        }
    }
}

impl UserItem {
    /// What is stored as version `rev` of a person.
    pub(crate) fn at(user: &User, rev: u64) -> Self {
        let User { id: _, email, password, verified_at, created_at, epoch, second_factor, rev: _ } =
            user.clone();
        Self { email, password, verified_at, created_at, epoch, second_factor, rev }
    }

    pub(crate) fn into_record(self, id: UserId) -> User {
        let Self { email, password, verified_at, created_at, epoch, second_factor, rev } = self;
        User { id, email, password, verified_at, created_at, epoch, second_factor, rev }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MembershipItem {
    role: Role,
    reach: Reach,
    since: Timestamp,
    rev: u64,
}

impl Body for MembershipItem {
    const ENTITY: Entity = Entity { name: "membership", version: 2 };

    /// Format 1 knew the role alone, and narrowed nobody.
    fn upgrade(from: u32, item: &mut Item) {
        if from < 2 {
            let text = |text: &str| AttributeValue::S(text.to_owned());
            let everything = Item::from([("type".to_owned(), text("everything"))]);
            item.insert("reach".to_owned(), AttributeValue::M(everything));
            item.insert("since".to_owned(), text("1970-01-01T00:00:00Z"));
            item.insert("rev".to_owned(), AttributeValue::N("1".to_owned()));
        }
    }
}

impl MembershipItem {
    /// What is stored as version `rev` of a membership.
    pub(crate) fn at(membership: &Membership, rev: u64) -> Self {
        let Membership { tenant: _, user: _, role, reach, since, rev: _ } = membership.clone();
        Self { role, reach, since, rev }
    }

    pub(crate) fn into_record(self, tenant: TenantId, user: UserId) -> Membership {
        let Self { role, reach, since, rev } = self;
        Membership { tenant, user, role, reach, since, rev }
    }
}

/// Makes an address unique: its blind index is the key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmailItem {
    pub(crate) user: UserId,
}

impl Body for EmailItem {
    const ENTITY: Entity = Entity { name: "e-mail address", version: 1 };
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenItem {
    user: UserId,
    tenant: TenantId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    expires_at: Timestamp,
}

impl Body for TokenItem {
    const ENTITY: Entity = Entity { name: "token", version: 1 };
}

impl From<&OneTimeToken> for TokenItem {
    fn from(token: &OneTimeToken) -> Self {
        let OneTimeToken { hash: _, kind: _, user, tenant, session, expires_at } = token.clone();
        Self { user, tenant, session, expires_at }
    }
}

impl TokenItem {
    pub(crate) fn into_record(self, kind: TokenKind, hash: TokenHash) -> OneTimeToken {
        let Self { user, tenant, session, expires_at } = self;
        OneTimeToken { hash, kind, user, tenant, session, expires_at }
    }
}
