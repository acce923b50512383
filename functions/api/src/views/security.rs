//! The security status on the wire.

use std::str::FromStr;

use jiff::Timestamp;
use powerdown_domain::{CloudId, UserId};
use powerdown_engine::{
    keys::{KeyAge, KeyKind},
    record::{AuditHead, Cloud, HealthStatus, LastVerification, SecurityEvent, SecurityEventKind, Writer},
    security::{Level, Threat},
};
use serde::Serialize;
use utoipa::ToSchema;

/// How safe the company is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecurityView {
    /// What is going on against the company.
    pub threat: ThreatView,
    /// What is going on against the whole installation.
    pub installation: LevelView,
    /// Refused log-ins of the company's people in each of the last 24 hours, the oldest first.
    pub failed_log_ins: Vec<HourCount>,
    /// Within a day, how often something was done that nobody does who uses PowerDown as it is meant.
    pub canaries: u64,
    /// From how many networks calls were refused within a day because they came too often.
    pub limited_sources: u64,
    /// Sessions of the company's people that have not ended; at most 2,000 are counted.
    pub sessions: u64,
    /// API tokens that work now; at most 1,000 are counted.
    pub api_tokens: u64,
    /// The keys that sessions and data hang on.
    pub keys: Vec<KeyView>,
    /// Connected accounts that cannot be reached.
    pub clouds_failing: Vec<FailingCloud>,
    /// The audit trail.
    pub audit: AuditStanding,
}

/// How serious it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ThreatLevel {
    /// Nothing out of the ordinary.
    Calm,
    /// Somebody is trying something.
    Watchful,
    /// Somebody is trying hard.
    UnderAttack,
}

impl From<Level> for ThreatLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Calm => Self::Calm,
            Level::Watchful => Self::Watchful,
            Level::UnderAttack => Self::UnderAttack,
        }
    }
}

/// A level, and since when.
#[derive(Debug, Serialize, ToSchema)]
pub struct LevelView {
    /// How serious it is.
    pub level: ThreatLevel,
    /// Since when; absent where nothing happened within a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
}

impl From<&Threat> for LevelView {
    fn from(threat: &Threat) -> Self {
        Self { level: threat.level.into(), since: threat.since }
    }
}

/// A level and what it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThreatView {
    /// How serious it is.
    pub level: ThreatLevel,
    /// Since when; absent where nothing happened within a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// What the events of the last day weigh now. From 10 on the level is `watchful`, from 60 on
    /// `under-attack`; half of it is gone after half an hour.
    pub score: u32,
    /// What happened within a day, the heaviest first.
    pub why: Vec<KindCount>,
}

impl From<Threat> for ThreatView {
    fn from(threat: Threat) -> Self {
        let Threat { level, since, score, why } = threat;
        let why = why.into_iter().map(|(kind, count)| KindCount { kind: kind.into(), count }).collect();
        Self { level: level.into(), since, score, why }
    }
}

/// How often something happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindCount {
    /// What.
    pub kind: EventKind,
    /// How often.
    pub count: u64,
}

/// How often something happened in an hour.
#[derive(Debug, Serialize, ToSchema)]
pub struct HourCount {
    /// When the hour began.
    pub at: Timestamp,
    /// How often.
    pub count: u64,
}

/// What looked like an attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// A log-in was refused.
    FailedLogIn,
    /// A limit refused a call.
    RateLimited,
    /// A path was asked for that only a search for weak spots asks for.
    DecoyRoute,
    /// A field was sent that would mean something elsewhere, such as `is_admin`.
    DecoyField,
    /// An id was used that is never given out.
    DecoyId,
    /// Many things were asked for that are not there, or another company's.
    Probing,
    /// A token was sent that was not made here, or was changed.
    MalformedToken,
    /// A refresh token was used again, long after it was replaced; its session was ended.
    ReusedRefreshToken,
    /// Two things were said together that cannot both be so.
    ImpossibleState,
}

impl From<SecurityEventKind> for EventKind {
    fn from(kind: SecurityEventKind) -> Self {
        match kind {
            SecurityEventKind::FailedLogIn => Self::FailedLogIn,
            SecurityEventKind::RateLimited => Self::RateLimited,
            SecurityEventKind::DecoyRoute => Self::DecoyRoute,
            SecurityEventKind::DecoyField => Self::DecoyField,
            SecurityEventKind::DecoyId => Self::DecoyId,
            SecurityEventKind::Probing => Self::Probing,
            SecurityEventKind::MalformedToken => Self::MalformedToken,
            SecurityEventKind::ReusedRefreshToken => Self::ReusedRefreshToken,
            SecurityEventKind::ImpossibleState => Self::ImpossibleState,
        }
    }
}

/// Whose events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What concerned the company.
    Company,
    /// What concerned no company.
    Installation,
}

impl FromStr for Scope {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "company" => Ok(Self::Company),
            "installation" => Ok(Self::Installation),
            _ => Err("must be `company` or `installation`"),
        }
    }
}

/// Something that looked like an attack, once or several times within ten minutes.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecurityEventView {
    /// What it was.
    pub kind: EventKind,
    /// How often.
    pub count: u64,
    /// The first time.
    pub at: Timestamp,
    /// The last time.
    pub last_at: Timestamp,
    /// Where it came from: a keyed hash of the network, the same for the same one. Absent for what
    /// concerned no company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who was logged in, or whom the log-in was for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub user_id: Option<UserId>,
    /// What it was about, such as the path or the field.
    pub detail: String,
}

impl SecurityEventView {
    /// An event as somebody sees it who looks at a scope.
    pub fn of(event: SecurityEvent, scope: Scope) -> Self {
        let SecurityEvent { tenant: _, kind, source, user, detail, count, first_at, last_at } = event;
        let source = (scope == Scope::Company).then_some(source.0);
        Self { kind: kind.into(), count, at: first_at, last_at, source, user_id: user, detail }
    }
}

/// A key.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyView {
    /// What it is for.
    pub kind: KeyUse,
    /// Its KMS key: `pii` or `session`.
    pub purpose: &'static str,
    /// Its number, from 1; the newest counts, and for a while the signing key before.
    pub number: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// How many days ago that was.
    pub age_days: u32,
    /// When the next one takes its place; absent where that has happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotates_at: Option<Timestamp>,
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KeyUse {
    /// Signs the sessions of this installation.
    SessionSigning,
    /// Seals the e-mail addresses of people.
    People,
    /// Seals the company's own data, such as external ids.
    Company,
}

impl KeyView {
    /// A key's age at an instant.
    pub fn of(key: KeyAge, now: Timestamp) -> Self {
        let kind = match key.kind {
            KeyKind::SessionSigning => KeyUse::SessionSigning,
            KeyKind::People => KeyUse::People,
            KeyKind::Company => KeyUse::Company,
        };
        let days = now.duration_since(key.created_at).as_hours() / 24;
        Self {
            kind,
            purpose: key.purpose.as_str(),
            number: key.number,
            created_at: key.created_at,
            age_days: u32::try_from(days.max(0)).unwrap_or(u32::MAX),
            rotates_at: key.rotates_at,
        }
    }
}

/// A connected account that cannot be reached.
#[derive(Debug, Serialize, ToSchema)]
pub struct FailingCloud {
    /// Its id.
    #[schema(value_type = String)]
    pub id: CloudId,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}

impl FailingCloud {
    /// A cloud, if its connection fails.
    pub fn of(cloud: Cloud) -> Option<Self> {
        let failed = cloud.health.status == HealthStatus::Failed;
        failed.then(|| Self {
            id: cloud.id,
            name: cloud.name.to_string(),
            reason: cloud.health.reason.unwrap_or_default(),
        })
    }
}

/// The audit trail.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditStanding {
    /// How many entries it has, of all writers; of at most 1,000 of them.
    pub entries: u64,
    /// When the newest anchor of any of them was signed; absent before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchored_at: Option<Timestamp>,
    /// What the last verification found; absent where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<VerificationStanding>,
}

impl AuditStanding {
    /// Of the ends of a company's chains, and what their last verification found.
    pub fn of(heads: &[(Writer, AuditHead)], verification: Option<LastVerification>) -> Self {
        Self {
            entries: heads.iter().map(|(_, head)| head.number).sum(),
            anchored_at: heads.iter().filter_map(|(_, head)| head.anchored_at).max(),
            verification: verification.map(VerificationStanding::from),
        }
    }
}

/// What the last verification of the audit trail found.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationStanding {
    /// When it was.
    pub at: Timestamp,
    /// Who asked for it.
    #[schema(value_type = String)]
    pub user_id: UserId,
    /// Whose entries were looked at.
    #[schema(example = "portal")]
    pub writer: String,
    /// Whether all of them were; otherwise a month, or the newest 20,000.
    pub whole: bool,
    /// Whether all that was looked at holds.
    pub verified: bool,
}

impl From<LastVerification> for VerificationStanding {
    fn from(LastVerification { at, by, writer, whole, verified }: LastVerification) -> Self {
        Self { at, user_id: by, writer: writer.to_string(), whole, verified }
    }
}
