//! Sessions, sign-ups and tickets on the wire.

use jiff::Timestamp;
use powerdown_domain::{EmailAddress, Name, Password, Reach, TenantId, UserId};
use powerdown_engine::{
    accounts::Profile,
    record::{Membership, Role, Session},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// A company that wants to join, and its owner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignUpDraft {
    /// The company's name.
    #[schema(value_type = String, min_length = 1, max_length = 120, example = "Analytical Engines Ltd")]
    pub company: Name,
    /// The owner's address.
    #[schema(value_type = String, format = Email, max_length = 254)]
    pub email: EmailAddress,
    /// The owner's password.
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    pub password: Password,
    /// The IANA zone in which the company's days and months are counted; UTC when absent.
    #[schema(example = "Europe/London")]
    pub time_zone: Option<String>,
}

/// What happens next.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignUpAnswer {
    /// A sentence for the person; the same whether the address is known or not.
    pub message: String,
}

/// The token of a link in a mail.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailVerification {
    /// The token, as the link carries it.
    #[schema(max_length = 256)]
    pub token: String,
}

/// What a person logs in with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Their address.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// Their password.
    #[schema(format = Password, max_length = 128)]
    pub password: String,
    /// A code of the second factor, where it is on: the one that the app shows now, or a recovery code.
    #[schema(max_length = 64, example = "287082")]
    pub code: Option<String>,
}

/// A session, in the words of the person whose it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// The person.
    pub user: SessionUser,
    /// The company.
    pub tenant: SessionTenant,
    /// What the person may do there.
    #[schema(value_type = mirrors::Role)]
    pub role: Role,
    /// To which machines.
    #[schema(value_type = mirrors::Reach)]
    pub reach: Reach,
    /// All companies they belong to, this one included; oldest first. `PUT /session/tenant` goes over.
    pub memberships: Vec<SessionMembership>,
    /// When the session cookie stops working; refresh the session by then.
    pub expires_at: Timestamp,
}

/// A company that a person belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionMembership {
    /// Its id.
    #[schema(value_type = String, example = "ten_01JZ0000000000000000000000")]
    pub tenant: TenantId,
    /// Its name.
    #[schema(value_type = String)]
    pub name: Name,
    /// What the person may do there.
    #[schema(value_type = mirrors::Role)]
    pub role: Role,
}

impl SessionMembership {
    fn of((membership, name): (Membership, Name)) -> Self {
        Self { tenant: membership.tenant, name, role: membership.role }
    }
}

/// Which company to go over to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TenantChoice {
    /// Its id.
    #[schema(max_length = 64, example = "ten_01JZ0000000000000000000000")]
    pub tenant: String,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionUser {
    /// Their id.
    #[schema(value_type = String, example = "usr_01JZ0000000000000000000000")]
    pub id: UserId,
    /// Their address.
    pub email: String,
}

/// A company.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionTenant {
    /// Its id.
    #[schema(value_type = String, example = "ten_01JZ0000000000000000000000")]
    pub id: TenantId,
    /// Its name.
    #[schema(value_type = String)]
    pub name: Name,
    /// The IANA zone in which its days and months are counted.
    pub time_zone: String,
}

impl SessionView {
    /// Puts a session into words.
    pub fn of(session: &Session, profile: Profile, expires_at: Timestamp) -> Self {
        Self {
            user: SessionUser { id: session.user, email: profile.email.expose().to_owned() },
            tenant: SessionTenant {
                id: profile.tenant.id,
                name: profile.tenant.name,
                time_zone: profile.tenant.zone,
            },
            role: profile.membership.role,
            reach: profile.membership.reach,
            memberships: profile.places.into_iter().map(SessionMembership::of).collect(),
            expires_at,
        }
    }
}

/// A ticket for one WebSocket: `GET /ws?ticket=…`, once, within 30 seconds.
#[derive(Debug, Serialize, ToSchema)]
pub struct SocketTicket {
    /// The ticket.
    pub ticket: String,
    /// When it stops working.
    pub expires_at: Timestamp,
}
