//! Invitations to join a company, and the tokens by which programs act in a member's place.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use powerdown_domain::{ApiTokenId, EmailAddress, InvitationId, Name, Reach, Scope, TenantId, UserId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Role, TokenHash};
use crate::{
    Sealable, Sealed,
    ports::{BlindIndex, Purpose},
};

/// The address of somebody who is invited; sealed into the invitation, not into a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitedAddress(pub EmailAddress);

impl Sealable for InvitedAddress {
    const PURPOSE: Purpose = Purpose::Pii;
    const ENTITY: &'static str = "invitation";
    const FIELD: &'static str = "email";

    fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        self.0.to_plaintext()
    }

    fn from_plaintext(plaintext: Zeroizing<Vec<u8>>) -> Option<Self> {
        EmailAddress::from_plaintext(plaintext).map(Self)
    }
}

/// An invitation that waits. It never changes; accepted, withdrawn or expired it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// To which company.
    pub tenant: TenantId,
    /// Who is invited.
    pub email: Sealed<InvitedAddress>,
    /// The address's blind index, by which its person is found when they accept.
    pub index: BlindIndex,
    /// What they will be allowed.
    pub role: Role,
    /// To which machines.
    pub reach: Reach,
    /// Who invites; what they may no longer give when it is accepted is not given.
    pub invited_by: UserId,
    /// SHA-256 of the secret in the link.
    pub secret: TokenHash,
    /// When it was sent.
    pub created_at: Timestamp,
    /// The first instant at which it no longer works.
    pub expires_at: Timestamp,
}

/// A token of the API. The token itself is shown once and stored nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    /// Its id.
    pub id: ApiTokenId,
    /// In which company.
    pub tenant: TenantId,
    /// What it is called.
    pub name: Name,
    /// SHA-256 of the secret in it.
    pub secret: TokenHash,
    /// What it may be used for; at least one.
    pub scopes: BTreeSet<Scope>,
    /// To which machines.
    pub reach: Reach,
    /// In whose place it acts. It may never do more than they may at that moment.
    pub created_by: UserId,
    /// When it was made.
    pub created_at: Timestamp,
    /// The first instant at which it no longer works.
    pub expires_at: Timestamp,
    /// The day on which it was last used, UTC.
    pub last_used: Option<Date>,
}
