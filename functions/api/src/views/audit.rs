//! The audit trail on the wire.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date};
use powerdown_domain::Invalid;
use powerdown_engine::{
    audit::{Fault, Verification},
    record::{Actor, AuditEntry, AuditHead, AuditOutcome, Writer},
};
use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::ToSchema;

/// A month, UTC, as its first day; written `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(pub Date);

impl FromStr for Month {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let parse = || {
            let (year, month) = text.split_once('-')?;
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            if !(year.len() == 4 && month.len() == 2 && digits(year) && digits(month)) {
                return None;
            }
            Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
        };
        parse().map(Self).ok_or_else(|| Invalid::new("must be a month, such as 2026-11"))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActorView {
    /// `user`, `api-token` or `system`: PowerDown itself, by a schedule or on its own account.
    pub r#type: &'static str,
    /// Whose id, if anybody's.
    #[schema(required = true)]
    pub id: Option<String>,
}

impl From<&Actor> for ActorView {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::User(user) => Self { r#type: "user", id: Some(user.to_string()) },
            Actor::ApiToken(token) => Self { r#type: "api-token", id: Some(token.to_string()) },
            Actor::System => Self { r#type: "system", id: None },
        }
    }
}

/// One entry of the audit trail.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryView {
    /// Who wrote it: `portal`, or the scheduler in a cloud's region.
    #[schema(example = "portal")]
    pub writer: String,
    /// Its place among the writer's entries, from 1.
    #[schema(minimum = 1)]
    pub number: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Who did it.
    pub actor: ActorView,
    /// What was done.
    #[schema(example = "schedule.create")]
    pub action: String,
    /// To what: ids.
    pub subjects: Vec<String>,
    /// How it ended.
    #[schema(value_type = AuditOutcomeView)]
    pub outcome: AuditOutcome,
    /// A sentence.
    pub detail: String,
    /// The hash of the entry before; 64 zeros for the first.
    pub previous: String,
    /// SHA-256 over all of the above, 64 hexadecimal digits.
    pub hash: String,
}

/// How something ended.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditOutcome)]
#[serde(rename_all = "kebab-case")]
pub enum AuditOutcomeView {
    /// Done.
    Done,
    /// Tried and failed.
    Failed,
    /// Not allowed.
    Denied,
}

impl AuditEntryView {
    /// Shows an entry to its company.
    pub fn of(writer: &Writer, entry: AuditEntry) -> Self {
        let AuditEntry { tenant: _, number, at, actor, action, subjects, outcome, detail, previous, hash } =
            entry;
        let (writer, actor) = (writer.to_string(), ActorView::from(&actor));
        Self { writer, number, at, actor, action, subjects, outcome, detail, previous, hash }
    }
}

/// Somebody who appends to the audit trail.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditWriterView {
    /// `portal`, or a cloud and region.
    pub writer: String,
    /// How many entries there are.
    pub entries: u64,
    /// When the last one was written; absent where that was before PowerDown kept it.
    #[schema(required = true)]
    pub last_at: Option<Timestamp>,
}

impl AuditWriterView {
    /// Shows a chain's end.
    pub fn of(writer: &Writer, head: &AuditHead) -> Self {
        Self { writer: writer.to_string(), entries: head.number, last_at: head.at }
    }
}

/// Which part of the audit trail to verify.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditVerificationRequest {
    /// Whose entries: `portal`, or a cloud and region.
    #[serde(deserialize_with = "writer")]
    #[schema(value_type = String, example = "portal")]
    pub writer: Writer,
    /// Only those of one month, UTC, and that they join what comes before and after; all when absent.
    #[schema(value_type = Option<String>, pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-11")]
    pub month: Option<Month>,
}

fn writer<'de, D: Deserializer<'de>>(from: D) -> Result<Writer, D::Error> {
    String::deserialize(from)?.parse().map_err(de::Error::custom)
}

/// What a verification found.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditVerificationView {
    /// Whose entries.
    pub writer: String,
    /// Whether all that was looked at holds.
    pub verified: bool,
    /// How many entries were looked at, and hold.
    pub entries: u64,
    /// The number of the first of them.
    #[schema(required = true)]
    pub first: Option<u64>,
    /// The number of the last of them.
    #[schema(required = true)]
    pub last: Option<u64>,
    /// Whether all was looked at. A trail of more than 20,000 entries is verified month by month.
    pub complete: bool,
    /// The number of the newest of them that is anchored: until there, nobody who can write the
    /// database alone could have rewritten them. Chains that grew are anchored every hour.
    #[schema(required = true)]
    pub anchored_until: Option<u64>,
    /// When that anchor was made.
    #[schema(required = true)]
    pub anchored_at: Option<Timestamp>,
    /// The number of the newest entry that does not hold.
    #[schema(required = true)]
    pub broken_at: Option<u64>,
    /// What is wrong with it.
    #[schema(value_type = Option<AuditFault>, required = true)]
    pub fault: Option<Fault>,
}

/// Why an entry does not hold.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuditFault {
    /// It is not there.
    Missing,
    /// It is not what it was.
    Changed,
    /// It was put there later.
    Added,
    /// It is not what it was when it was anchored: the whole trail was replaced.
    Replaced,
    /// Its anchor was not signed by us.
    Forged,
}

impl AuditVerificationView {
    /// Shows what was found.
    pub fn of(writer: &Writer, found: &Verification) -> Self {
        Self {
            writer: writer.to_string(),
            verified: found.broken.is_none(),
            entries: found.entries,
            first: found.range.map(|range| range.0),
            last: found.range.map(|range| range.1),
            complete: found.complete,
            anchored_until: found.anchor.as_ref().map(|anchor| anchor.number),
            anchored_at: found.anchor.as_ref().map(|anchor| anchor.at),
            broken_at: found.broken.map(|broken| broken.number),
            fault: found.broken.map(|broken| broken.fault),
        }
    }
}
