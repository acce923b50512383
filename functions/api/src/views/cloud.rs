//! Clouds on the wire.

use jiff::Timestamp;
use powerdown_domain::{AccessKeys, AwsAccountId, CloudId, ExternalId, Invalid, Name, Region, RoleArn};
use powerdown_engine::{
    clouds::{AccessRequest, ChangeCloud, ConnectCloud},
    record::{self, Cloud, HealthStatus},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;
use crate::launch::LaunchLink;

/// An AWS account to connect.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloudDraft {
    /// What to call it.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Name,
    /// The account's 12 digits.
    #[schema(value_type = String, pattern = "^[0-9]{12}$")]
    pub account_id: AwsAccountId,
    /// The regions PowerDown is to look at, without repetition.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 40, example = json!(["eu-west-1"]))]
    pub regions: Vec<Region>,
    /// How to enter it.
    #[schema(value_type = AccessDraft)]
    pub access: Access,
}

impl From<CloudDraft> for ConnectCloud {
    fn from(draft: CloudDraft) -> Self {
        Self { name: draft.name, account: draft.account_id, regions: draft.regions, access: draft.access.0 }
    }
}

/// A cloud as it is to be from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloudChange {
    /// What to call it.
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Name,
    /// The regions PowerDown is to look at, without repetition.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 40, example = json!(["eu-west-1"]))]
    pub regions: Vec<Region>,
    /// How to enter it; as before when absent.
    #[serde(default)]
    #[schema(value_type = Option<AccessDraft>)]
    pub access: Option<Access>,
}

impl From<CloudChange> for ChangeCloud {
    fn from(change: CloudChange) -> Self {
        let CloudChange { name, regions, access } = change;
        Self { name, regions, access: access.map(|access| access.0) }
    }
}

/// How to enter an account: a role (better), or an IAM user's keys where a role is impossible.
#[derive(Debug, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AccessDraft {
    /// A role of the account. Its trust policy must demand the external id that PowerDown will show.
    Role {
        /// The role.
        #[schema(example = "arn:aws:iam::123456789012:role/PowerDown")]
        role_arn: String,
    },
    /// An IAM user's long-lived keys. They are sealed at once and never shown again.
    AccessKeys {
        /// The access key id.
        #[schema(pattern = "^[A-Z0-9]{16,128}$")]
        access_key_id: String,
        /// The secret access key.
        #[schema(format = Password, min_length = 16, max_length = 128)]
        secret_access_key: String,
    },
}

/// How to enter an account, as read from a request.
#[derive(Debug, Deserialize)]
#[serde(try_from = "AccessFields")]
pub struct Access(AccessRequest);

/// All fields of both kinds, read first, so that an error names the field and not only the object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessFields {
    r#type: AccessKind,
    role_arn: Option<RoleArn>,
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum AccessKind {
    Role,
    AccessKeys,
}

impl TryFrom<AccessFields> for Access {
    type Error = Invalid;

    fn try_from(fields: AccessFields) -> Result<Self, Invalid> {
        let AccessFields { r#type, role_arn, access_key_id, secret_access_key } = fields;
        match (r#type, role_arn, access_key_id, secret_access_key) {
            (AccessKind::Role, Some(arn), None, None) => Ok(Self(AccessRequest::Role(arn))),
            (AccessKind::AccessKeys, None, Some(id), Some(secret)) => {
                Ok(Self(AccessRequest::Keys(AccessKeys::parse(id, secret)?)))
            }
            (AccessKind::Role, ..) => Err(Invalid::new("a role needs role_arn and nothing else")),
            (AccessKind::AccessKeys, ..) => {
                Err(Invalid::new("access keys need access_key_id and secret_access_key and nothing else"))
            }
        }
    }
}

/// A connected AWS account.
#[derive(Debug, Serialize, ToSchema)]
pub struct CloudView {
    /// Its id.
    #[schema(value_type = String, example = "cld_01JZ0000000000000000000000")]
    pub id: CloudId,
    /// What its owner calls it.
    #[schema(value_type = String)]
    pub name: Name,
    /// The account's 12 digits.
    #[schema(value_type = String)]
    pub account_id: AwsAccountId,
    /// The regions PowerDown looks at.
    #[schema(value_type = Vec<String>)]
    pub regions: Vec<Region>,
    /// How it is entered.
    pub access: AccessView,
    /// Whether that worked.
    pub health: HealthView,
    /// When the last complete inventory was begun.
    #[schema(required = true)]
    pub machines_seen_at: Option<Timestamp>,
    /// Grows with every change, those that the scheduler finds included; what `If-Match` must name.
    #[schema(minimum = 1)]
    pub version: u64,
    /// When it was connected.
    pub created_at: Timestamp,
    /// What is to be done in the account; only in the answer that connects it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch: Option<LaunchView>,
}

/// What is to be done in an account that is entered by a role.
#[derive(Debug, Serialize, ToSchema)]
pub struct LaunchView {
    /// What the role's trust policy must demand.
    pub external_id: String,
    /// Leads to CloudFormation with our stack's form filled in, the external id included.
    pub launch_url: String,
}

impl LaunchView {
    /// Shows a cloud's external id; `None` for one that is entered otherwise.
    pub fn of(launch: &LaunchLink, cloud: &Cloud, external_id: &ExternalId) -> Option<Self> {
        let (record::Access::Role { arn, .. }, Some(region)) = (&cloud.access, cloud.regions.first()) else {
            return None;
        };
        let launch_url = launch.for_cloud(arn, external_id, region);
        Some(Self { external_id: external_id.expose().to_owned(), launch_url })
    }
}

/// How an account is entered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AccessView {
    /// By a role.
    Role {
        /// The role.
        #[schema(value_type = String)]
        role_arn: RoleArn,
    },
    /// By an IAM user's keys.
    AccessKeys {
        /// The last four characters of the access key id.
        access_key_id_hint: String,
    },
}

/// Whether an account can be entered.
#[derive(Debug, Serialize, ToSchema)]
pub struct HealthView {
    /// The outcome of the last try.
    #[schema(value_type = mirrors::HealthStatus)]
    pub status: HealthStatus,
    /// AWS's own reason when it failed.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// When it was tried.
    #[schema(required = true)]
    pub checked_at: Option<Timestamp>,
}

impl From<Cloud> for CloudView {
    /// Shows a cloud to whoever may look; its external id stays closed.
    fn from(cloud: Cloud) -> Self {
        let access = match cloud.access {
            record::Access::Role { arn, .. } => AccessView::Role { role_arn: arn },
            record::Access::Keys { hint, .. } => AccessView::AccessKeys { access_key_id_hint: hint },
        };
        Self {
            id: cloud.id,
            name: cloud.name,
            account_id: cloud.account,
            regions: cloud.regions,
            access,
            health: HealthView {
                status: cloud.health.status,
                reason: cloud.health.reason,
                checked_at: cloud.health.checked_at,
            },
            machines_seen_at: cloud.machines_seen_at,
            version: cloud.rev,
            created_at: cloud.created_at,
            launch: None,
        }
    }
}
