//! What looked like an attack, counted, and what is remembered for a while.

use std::cmp::Ordering;

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{TenantId, UserId};
use serde::{Deserialize, Serialize};

/// A keyed hash of an address or an account: the same for the same one, useless without the key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceHash(pub String);

/// What was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecurityEventKind {
    /// A log-in was refused.
    FailedLogIn,
    /// A limit refused a request.
    RateLimited,
    /// A path was asked for that only a search for weak spots asks for.
    DecoyRoute,
    /// A field was sent that would mean something elsewhere, such as `is_admin`.
    DecoyField,
    /// An id was used that was never given out.
    DecoyId,
    /// Many things were asked for that are not there, or somebody else's.
    Probing,
    /// A token was sent that was not made by us, or was changed.
    MalformedToken,
    /// A refresh token was used again, long after it was replaced: it is in two hands. Rarely, both are the
    /// same person's, whose browser lost an answer.
    ReusedRefreshToken,
    /// Two things were said together that cannot both be so, such as a valid token and a session of
    /// somebody else.
    ImpossibleState,
}

impl SecurityEventKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::FailedLogIn,
        Self::RateLimited,
        Self::DecoyRoute,
        Self::DecoyField,
        Self::DecoyId,
        Self::Probing,
        Self::MalformedToken,
        Self::ReusedRefreshToken,
        Self::ImpossibleState,
    ];

    /// The name in records, answers and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FailedLogIn => "failed-log-in",
            Self::RateLimited => "rate-limited",
            Self::DecoyRoute => "decoy-route",
            Self::DecoyField => "decoy-field",
            Self::DecoyId => "decoy-id",
            Self::Probing => "probing",
            Self::MalformedToken => "malformed-token",
            Self::ReusedRefreshToken => "reused-refresh-token",
            Self::ImpossibleState => "impossible-state",
        }
    }

    /// Whether nobody does it who uses PowerDown as it is meant. People do mistype passwords, a program
    /// may ask too often, and a browser may lose an answer.
    pub fn is_canary(self) -> bool {
        !matches!(self, Self::FailedLogIn | Self::RateLimited | Self::ReusedRefreshToken)
    }
}

/// How long one event gathers what is alike.
pub const SECURITY_EVENT_WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// For how long events are kept.
pub const SECURITY_EVENT_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Something that looked like an attack, once or several times within ten minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityEvent {
    /// Whom it concerned; [`TenantId::SYSTEM`] where that is not known.
    pub tenant: TenantId,
    /// What it was.
    pub kind: SecurityEventKind,
    /// Where it came from.
    pub source: SourceHash,
    /// Who was logged in, the last time.
    pub user: Option<UserId>,
    /// What it was about, the last time: never a text of the request's own.
    pub detail: String,
    /// How often.
    pub count: u64,
    /// The first time.
    pub first_at: Timestamp,
    /// The last time.
    pub last_at: Timestamp,
}

impl SecurityEvent {
    /// What was seen once.
    pub fn once(
        tenant: TenantId,
        kind: SecurityEventKind,
        source: SourceHash,
        user: Option<UserId>,
        detail: impl Into<String>,
        at: Timestamp,
    ) -> Self {
        Self { tenant, kind, source, user, detail: detail.into(), count: 1, first_at: at, last_at: at }
    }

    /// Where it stands among its tenant's events.
    pub fn place(&self) -> SecurityEventPlace {
        let step = SECURITY_EVENT_WINDOW.as_secs();
        let second = self.first_at.as_second().div_euclid(step) * step;
        SecurityEventPlace { window: second, kind: self.kind, source: self.source.clone() }
    }
}

/// An event's place: events of one place are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityEventPlace {
    /// When its ten minutes began, in seconds since 1970.
    pub window: i64,
    /// What it was.
    pub kind: SecurityEventKind,
    /// Where it came from.
    pub source: SourceHash,
}

// As the store orders them.
impl Ord for SecurityEventPlace {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for SecurityEventPlace {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl SecurityEventPlace {
    /// As text that sorts by time: `<window, 12 digits>#<kind>#<source>`.
    pub fn key(&self) -> String {
        format!("{:012}#{}#{}", self.window, self.kind.as_str(), self.source.0)
    }

    /// Reads [`Self::key`].
    pub fn of_key(key: &str) -> Option<Self> {
        let mut parts = key.splitn(3, '#');
        let (window, kind, source) = (parts.next()?, parts.next()?, parts.next()?);
        let kind = SecurityEventKind::ALL.into_iter().find(|known| known.as_str() == kind)?;
        Some(Self { window: window.parse().ok()?, kind, source: SourceHash(source.to_owned()) })
    }
}

/// Something that is remembered for a while, of a source or of what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// An account logged in from this address.
    KnownSource {
        /// The account.
        account: SourceHash,
        /// The address.
        address: SourceHash,
    },
    /// What came from this address looked like an attack.
    Suspect {
        /// The address.
        address: SourceHash,
    },
    /// The audit trail has a note of this hash.
    Noted(String),
}

impl Mark {
    /// As text: what it says, and of whom.
    pub fn key(&self) -> String {
        match self {
            Self::KnownSource { account, address } => format!("known#{}#{}", account.0, address.0),
            Self::Suspect { address } => format!("suspect#{}", address.0),
            Self::Noted(hash) => format!("noted#{hash}"),
        }
    }
}
