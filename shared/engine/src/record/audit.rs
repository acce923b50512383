//! The audit trail: one hash chain per writer.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use powerdown_domain::{ApiTokenId, CloudId, Invalid, Region, TenantId, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Who appends to a chain. Whoever finds that another was faster tries again; that is rare, since orders
/// of a cloud and region come one after another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Writer {
    /// People, through the API; and what ends by itself of what they set there.
    Portal,
    /// The scheduler, in one region of one cloud.
    Scheduler(CloudId, Region),
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Portal => f.write_str("portal"),
            Self::Scheduler(cloud, region) => write!(f, "{cloud}:{region}"),
        }
    }
}

impl FromStr for Writer {
    type Err = Invalid;

    /// Reads the shown form.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text == "portal" {
            return Ok(Self::Portal);
        }
        let parse = || {
            let (cloud, region) = text.split_once(':')?;
            Some(Self::Scheduler(cloud.parse().ok()?, region.parse().ok()?))
        };
        parse()
            .ok_or_else(|| Invalid::new("must be `portal`, or a cloud and region such as `cld_…:eu-west-1`"))
    }
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "id", rename_all = "kebab-case")]
pub enum Actor {
    /// A person.
    User(UserId),
    /// A program, in the place of whoever made its token.
    ApiToken(ApiTokenId),
    /// PowerDown itself, by a schedule or on its own account.
    System,
}

impl fmt::Display for Actor {
    /// The id, or `system`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(user) => user.fmt(f),
            Self::ApiToken(token) => token.fmt(f),
            Self::System => f.write_str("system"),
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditOutcome {
    /// Done.
    Done,
    /// Tried and failed.
    Failed,
    /// Not allowed.
    Denied,
}

/// One link of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Whose trail.
    pub tenant: TenantId,
    /// Its place in the chain, from 1.
    pub number: u64,
    /// When it was written; never before the entry before it.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done, such as `schedule.create` or `machines.stop`.
    pub action: String,
    /// To what; ids as shown.
    pub subjects: Vec<String>,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// A sentence for people; never a secret.
    pub detail: String,
    /// The hash of the entry before; of 64 zeros for the first.
    pub previous: String,
    /// SHA-256 over all of the above and the writer, 64 hexadecimal digits.
    pub hash: String,
}

/// The end of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// The number of the last entry; 0 for an empty chain.
    pub number: u64,
    /// The hash of the last entry; 64 zeros for an empty chain.
    pub hash: String,
    /// When the last entry was written; `None` for an empty chain, and where an older version wrote it.
    pub at: Option<Timestamp>,
    /// When the newest anchor was made; `None` before the first.
    pub anchored_at: Option<Timestamp>,
}

impl AuditHead {
    /// The head of a chain without entries.
    pub fn empty() -> Self {
        Self { number: 0, hash: "0".repeat(64), at: None, anchored_at: None }
    }

    /// The head of a chain without anchors that ends with this entry.
    pub fn of(entry: &AuditEntry) -> Self {
        Self { number: entry.number, hash: entry.hash.clone(), at: Some(entry.at), anchored_at: None }
    }

    /// The head once this entry was appended.
    pub fn with(&self, entry: &AuditEntry) -> Self {
        Self { anchored_at: self.anchored_at, ..Self::of(entry) }
    }
}

/// What came of looking at a company's trail the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastVerification {
    /// When.
    pub at: Timestamp,
    /// Who asked for it.
    pub by: UserId,
    /// Whose chain was looked at.
    pub writer: Writer,
    /// Whether all of it was; otherwise a month, or as much as is looked at at once.
    pub whole: bool,
    /// Whether what was looked at holds.
    pub verified: bool,
}

impl AuditEntry {
    /// The hash that an entry with this content must carry.
    pub fn computed_hash(&self, writer: &Writer) -> String {
        let mut hash = Sha256::new();
        let actor = self.actor.to_string();
        let outcome = format!("{:?}", self.outcome);
        let (number, at, count) =
            (self.number.to_string(), self.at.to_string(), self.subjects.len().to_string());
        let tenant = self.tenant.to_string();
        let writer = writer.to_string();
        let fixed = [
            &self.previous,
            &tenant,
            &writer,
            &number,
            &at,
            &actor,
            &self.action,
            &outcome,
            &self.detail,
            &count,
        ];
        for part in fixed.into_iter().chain(&self.subjects) {
            // Each part behind its length, so that no two entries share a byte string.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex::encode(hash.finalize())
    }
}
