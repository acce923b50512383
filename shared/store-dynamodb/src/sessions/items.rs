//! What is stored of sessions.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use powerdown_domain::{SessionId, TenantId, UserId};
use powerdown_engine::record::{Session, TokenHash};
use serde::{Deserialize, Serialize};

use crate::item::{Body, Entity, Item};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionItem {
    user: UserId,
    tenant: TenantId,
    refresh: TokenHash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<TokenHash>,
    rotated_at: Timestamp,
    created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    epoch: u32,
    rev: u64,
}

impl Body for SessionItem {
    const ENTITY: Entity = Entity { name: "session", version: 3 };

    /// Format 1 held the role as of the last refresh; the membership says it now. Until format 3, nobody's
    /// sessions had been ended all at once.
    fn upgrade(from: u32, item: &mut Item) {
        if from < 2 {
            item.remove("role");
        }
        if from < 3 {
            item.insert("epoch".to_owned(), AttributeValue::N("0".to_owned()));
        }
    }
}

impl SessionItem {
    /// What is stored as version `rev` of a session.
    pub(super) fn at(session: &Session, rev: u64) -> Self {
        let Session {
            id: _,
            user,
            tenant,
            refresh,
            previous,
            rotated_at,
            created_at,
            expires_at,
            agent,
            epoch,
            rev: _,
        } = session.clone();
        Self { user, tenant, refresh, previous, rotated_at, created_at, expires_at, agent, epoch, rev }
    }

    pub(super) fn into_record(self, id: SessionId) -> Session {
        let Self { user, tenant, refresh, previous, rotated_at, created_at, expires_at, agent, epoch, rev } =
            self;
        Session { id, user, tenant, refresh, previous, rotated_at, created_at, expires_at, agent, epoch, rev }
    }
}

/// Whose a stored session is, whatever its format.
pub(super) fn whose(item: &Item) -> Option<(UserId, TenantId)> {
    let text = |name| item.get(name).and_then(|value| value.as_s().ok());
    Some((text("user")?.parse().ok()?, text("tenant")?.parse().ok()?))
}

/// Names a session in the list of its person or its tenant.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PointerItem {
    pub(crate) session: SessionId,
}

impl Body for PointerItem {
    const ENTITY: Entity = Entity { name: "listed session", version: 1 };
}
