//! Companies, people, and who belongs where.

use jiff::Timestamp;
use powerdown_domain::{EmailAddress, Name, Reach, SessionId, TenantId, TotpSeed, UserId};
use serde::{Deserialize, Serialize};

use super::TokenHash;
use crate::{Sealed, ports::PasswordHash};

/// A customer company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// The company's name.
    pub name: Name,
    /// The IANA zone in which its days and months are counted.
    pub zone: String,
    /// When it signed up.
    pub created_at: Timestamp,
    /// The stored version.
    pub rev: u64,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their address; found by its blind index.
    pub email: Sealed<EmailAddress>,
    /// Their password's hash.
    pub password: PasswordHash,
    /// When they proved that the address is theirs; nobody logs in before.
    pub verified_at: Option<Timestamp>,
    /// When they signed up.
    pub created_at: Timestamp,
    /// Counts how often all of their sessions were ended at once; a session of an earlier count is over.
    pub epoch: u32,
    /// What they log in with besides the password.
    pub second_factor: Option<SecondFactor>,
    /// The stored version.
    pub rev: u64,
}

/// An app that makes codes (TOTP, RFC 6238), and what helps when it is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondFactor {
    /// What the app makes its codes from.
    pub seed: Sealed<TotpSeed>,
    /// Since when log-ins need a code; `None` until a first code showed that the app has the seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// The time step of the newest code that was used; it and those before it work no more.
    pub last_step: u64,
    /// Hashes of the recovery codes that were not used yet.
    pub recovery: Vec<TokenHash>,
}

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Sees everything, changes nothing.
    Viewer,
    /// Also starts and stops, and assigns machines.
    Operator,
    /// Also connects clouds and writes schedules.
    Admin,
    /// Also manages people and the company.
    Owner,
}

/// A person's place in a tenant. What they may do is read here at every request, and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The tenant.
    pub tenant: TenantId,
    /// The person.
    pub user: UserId,
    /// What they may do there.
    pub role: Role,
    /// To which machines.
    pub reach: Reach,
    /// When they joined; 1970 for those who joined before this was kept. What they made in an earlier
    /// membership counts no more.
    pub since: Timestamp,
    /// The stored version.
    pub rev: u64,
}

/// What a one-time token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenKind {
    /// Proves an e-mail address.
    EmailVerification,
    /// Opens one WebSocket.
    SocketTicket,
    /// Sets a new password for who forgot theirs.
    PasswordReset,
}

/// A token that works once, within its time. Only its hash is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTimeToken {
    /// SHA-256 of the token.
    pub hash: TokenHash,
    /// What it is good for.
    pub kind: TokenKind,
    /// For whom.
    pub user: UserId,
    /// In which tenant.
    pub tenant: TenantId,
    /// The session it was made from; `None` for links in mails.
    pub session: Option<SessionId>,
    /// The first instant at which it no longer works.
    pub expires_at: Timestamp,
}
