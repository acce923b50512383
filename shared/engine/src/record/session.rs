//! Logins and open WebSocket connections.

use jiff::Timestamp;
use powerdown_domain::{SessionId, TenantId, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// SHA-256 of a random token, as 64 hexadecimal digits. A stolen table lets nobody in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash(pub String);

impl TokenHash {
    /// Hashes a token of at least 128 random bits; such a token needs neither salt nor slowness.
    pub fn of(token: &str) -> Self {
        Self(hex::encode(Sha256::digest(token)))
    }
}

/// A login and all refreshes that followed from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id, which access tokens name.
    pub id: SessionId,
    /// Who logged in.
    pub user: UserId,
    /// Where.
    pub tenant: TenantId,
    /// The refresh token that works now.
    pub refresh: TokenHash,
    /// The one before it: used again, it tells of a race or a theft.
    pub previous: Option<TokenHash>,
    /// When the refresh token last changed.
    pub rotated_at: Timestamp,
    /// When they logged in.
    pub created_at: Timestamp,
    /// The first instant at which it no longer works.
    pub expires_at: Timestamp,
    /// The stored version.
    pub rev: u64,
}

/// An open WebSocket connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Socket {
    /// API Gateway's connection id.
    pub connection: String,
    /// Whose news it gets.
    pub tenant: TenantId,
    /// Who opened it.
    pub user: UserId,
    /// From which session; it closes with it.
    pub session: Option<SessionId>,
    /// When API Gateway will have closed it at the latest (two hours).
    pub expires_at: Timestamp,
}
