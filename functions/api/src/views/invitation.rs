//! Invitations on the wire.

use jiff::Timestamp;
use powerdown_domain::{EmailAddress, InvitationId, Name, Password, Reach, UserId};
use powerdown_engine::{
    people::{InviteDraft, Preview},
    record::{Invitation, Role},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// Whom to invite, and to what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationDraft {
    /// Their address.
    #[schema(value_type = String, format = Email, max_length = 254)]
    pub email: EmailAddress,
    /// What they will be allowed.
    #[schema(value_type = mirrors::Role)]
    pub role: Role,
    /// To which machines; an owner reaches everything.
    #[schema(value_type = mirrors::Reach)]
    pub reach: Reach,
}

impl From<InvitationDraft> for InviteDraft {
    fn from(draft: InvitationDraft) -> Self {
        let InvitationDraft { email, role, reach } = draft;
        Self { email, role, reach }
    }
}

/// An invitation that waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// Its id.
    #[schema(value_type = String, example = "inv_01JZ0000000000000000000000")]
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// What they will be allowed.
    #[schema(value_type = mirrors::Role)]
    pub role: Role,
    /// To which machines.
    #[schema(value_type = mirrors::Reach)]
    pub reach: Reach,
    /// Who invites.
    #[schema(value_type = String)]
    pub invited_by: UserId,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
}

impl InvitationView {
    /// Puts an invitation into words.
    pub fn of(invitation: Invitation, email: &EmailAddress) -> Self {
        let Invitation { id, role, reach, invited_by, created_at, expires_at, .. } = invitation;
        Self { id, email: email.expose().to_owned(), role, reach, invited_by, created_at, expires_at }
    }
}

/// The token of an invitation's link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// The token, as the link carries it.
    #[schema(max_length = 256)]
    pub token: String,
}

/// What a link leads to.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationPreview {
    /// The company that invites.
    #[schema(value_type = String)]
    pub company: Name,
    /// Whether the person has no account yet and must choose a password.
    pub needs_password: bool,
}

impl From<Preview> for InvitationPreview {
    fn from(Preview { company, needs_password }: Preview) -> Self {
        Self { company, needs_password }
    }
}

/// Somebody accepts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationAcceptance {
    /// The token, as the link carries it.
    #[schema(max_length = 256)]
    pub token: String,
    /// The password of a new account; only where one is needed.
    #[schema(value_type = Option<String>, format = Password, min_length = 8, max_length = 128)]
    pub password: Option<Password>,
}
