//! Members on the wire.

use jiff::Timestamp;
use powerdown_domain::{EmailAddress, Reach, UserId};
use powerdown_engine::record::{Membership, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// What a member is to be allowed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberDraft {
    /// What they may do.
    #[schema(value_type = mirrors::Role)]
    pub role: Role,
    /// To which machines; an owner reaches everything.
    #[schema(value_type = mirrors::Reach)]
    pub reach: Reach,
}

/// Somebody who belongs to the company.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberView {
    /// The person.
    #[schema(value_type = String, example = "usr_01JZ0000000000000000000000")]
    pub user_id: UserId,
    /// Their address.
    #[schema(required = true)]
    pub email: Option<String>,
    /// What they may do.
    #[schema(value_type = mirrors::Role)]
    pub role: Role,
    /// To which machines.
    #[schema(value_type = mirrors::Reach)]
    pub reach: Reach,
    /// When they joined.
    pub since: Timestamp,
}

impl MemberView {
    /// Puts a membership into words.
    pub fn of(membership: Membership, email: Option<&EmailAddress>) -> Self {
        let Membership { user, role, reach, since, .. } = membership;
        Self { user_id: user, email: email.map(|email| email.expose().to_owned()), role, reach, since }
    }
}
