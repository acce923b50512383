//! API tokens on the wire.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use powerdown_domain::{ApiTokenId, Name, Reach, Scope, UserId};
use powerdown_engine::{people, record::ApiToken};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// A token as a person asks for it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiTokenDraft {
    /// What it is called.
    #[schema(value_type = String, min_length = 1, max_length = 120, example = "nightly report")]
    pub name: Name,
    /// What it may be used for.
    #[schema(value_type = Vec<mirrors::Scope>, min_items = 1, max_items = 9)]
    pub scopes: BTreeSet<Scope>,
    /// To which machines.
    #[schema(value_type = mirrors::Reach)]
    pub reach: Reach,
    /// When it stops working: in the future, at most 366 days ahead.
    pub expires_at: Timestamp,
}

impl From<ApiTokenDraft> for people::ApiTokenDraft {
    fn from(draft: ApiTokenDraft) -> Self {
        let ApiTokenDraft { name, scopes, reach, expires_at } = draft;
        Self { name, scopes, reach, expires_at }
    }
}

/// A token that programs use. What it is itself is shown once, when it is made.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiTokenView {
    /// Its id.
    #[schema(value_type = String, example = "tok_01JZ0000000000000000000000")]
    pub id: ApiTokenId,
    /// What it is called.
    #[schema(value_type = String)]
    pub name: Name,
    /// What it may be used for.
    #[schema(value_type = Vec<mirrors::Scope>)]
    pub scopes: BTreeSet<Scope>,
    /// To which machines.
    #[schema(value_type = mirrors::Reach)]
    pub reach: Reach,
    /// Who made it. It may never do more than they may.
    #[schema(value_type = String)]
    pub created_by: UserId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// The day on which it was last used, UTC.
    #[schema(required = true)]
    pub last_used: Option<Date>,
}

impl From<ApiToken> for ApiTokenView {
    fn from(token: ApiToken) -> Self {
        let ApiToken { id, name, scopes, reach, created_by, created_at, expires_at, last_used, .. } = token;
        Self { id, name, scopes, reach, created_by, created_at, expires_at, last_used }
    }
}

/// A fresh token.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedApiToken {
    /// The token: send it as `Authorization: Bearer …`. It is shown this once.
    pub token: String,
    /// What is known of it from now on.
    pub api_token: ApiTokenView,
}
