//! Connected AWS accounts.

use jiff::Timestamp;
use powerdown_domain::{AccessKeys, AwsAccountId, CloudId, ExternalId, Name, Region, RoleArn, TenantId};
use serde::{Deserialize, Serialize};

use crate::Sealed;

/// One connected AWS account.
///
/// Who may change what: the portal writes name, regions and access; the scheduler writes health,
/// `machines_seen_at` and `next_scan_at`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cloud {
    /// Its id.
    pub id: CloudId,
    /// Whose it is.
    pub tenant: TenantId,
    /// What its owner calls it.
    pub name: Name,
    /// The AWS account; belongs to one tenant alone.
    pub account: AwsAccountId,
    /// The regions PowerDown looks at, at least one, without repetition.
    pub regions: Vec<Region>,
    /// How to enter it.
    pub access: Access,
    /// Whether that worked.
    pub health: Health,
    /// When the last complete inventory of all regions was begun.
    pub machines_seen_at: Option<Timestamp>,
    /// When the next inventory is due; `None` until the cloud is healthy for the first time.
    pub next_scan_at: Option<Timestamp>,
    /// When it was connected.
    pub created_at: Timestamp,
    /// The stored version.
    pub rev: u64,
}

/// What must still leave the inventory of a cloud: machines of regions that are no longer looked at,
/// of a cloud that may be gone itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Whose they are.
    pub tenant: TenantId,
    /// The cloud they are of.
    pub cloud: CloudId,
    /// The regions.
    pub regions: Vec<Region>,
    /// When the last of them was taken away.
    pub since: Timestamp,
    /// When the tick asks for it next.
    pub due_at: Timestamp,
    /// The stored version.
    pub rev: u64,
}

impl Leaving {
    /// Regions that leave as well.
    pub fn add(&mut self, regions: &[Region]) {
        for region in regions {
            if !self.regions.contains(region) {
                self.regions.push(region.clone());
            }
        }
    }
}

/// How to enter an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Access {
    /// AssumeRole.
    Role {
        /// The role.
        arn: RoleArn,
        /// What its trust policy demands; the portal may show it to its owner.
        external_id: Sealed<ExternalId>,
    },
    /// An IAM user's keys, for accounts where a role is impossible.
    Keys {
        /// The last four characters of the access key id, to tell keys apart.
        hint: String,
        /// The keys; only the scheduler can open them.
        keys: Sealed<AccessKeys>,
    },
}

/// What the scheduler found when it last tried to enter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The outcome.
    pub status: HealthStatus,
    /// AWS's own reason when it failed, in plain words first.
    pub reason: Option<String>,
    /// When it tried.
    pub checked_at: Option<Timestamp>,
}

/// Whether an account can be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HealthStatus {
    /// Not tried yet.
    Unverified,
    /// Entered, and instances listed, in every region.
    Healthy,
    /// Refused; nothing is done there until it is healthy again.
    Failed,
}

impl Health {
    /// A cloud nobody has tried to enter yet.
    pub const UNVERIFIED: Self = Self { status: HealthStatus::Unverified, reason: None, checked_at: None };
}
