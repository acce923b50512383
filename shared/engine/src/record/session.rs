//! Logins and open WebSocket connections.

use std::collections::BTreeSet;

use jiff::Timestamp;
use powerdown_domain::{SessionHandle, SessionId, TenantId, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Topic;

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
    /// With what they logged in, in coarse words such as `Firefox on Linux`.
    pub agent: Option<String>,
    /// The person's `epoch` when it was started.
    pub epoch: u32,
    /// The stored version.
    pub rev: u64,
}

impl Session {
    /// Its name that may be shown.
    pub fn handle(&self) -> SessionHandle {
        handle_of(self.id)
    }
}

/// The name of a session that may be shown: its time, and a hash of its id that does not lead back.
pub fn handle_of(session: SessionId) -> SessionHandle {
    let digest = Sha256::digest(format!("the handle of {session}"));
    let random = digest.iter().take(10).fold(0, |random: u128, byte| (random << 8) | u128::from(*byte));
    SessionHandle::from_parts(session.unix_millis(), random)
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
    /// What it wants to hear of.
    pub topics: BTreeSet<Topic>,
    /// When its browser was heard of last.
    pub seen_at: Timestamp,
    /// When API Gateway will have closed it at the latest (two hours).
    pub expires_at: Timestamp,
}
