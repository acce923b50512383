//! Who is asking.
//!
//! The cookie's token names a session, and the session is read from the store at every request: a
//! log-out, a revocation and a changed role count from the next request on.

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;
use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::{
    Refusal,
    accounts::current_session,
    record::{Actor, Role, Session},
};
use tracing::Span;

use crate::{
    cookies,
    problem::{Kind, Problem},
    state::Base,
    tokens,
};

/// A person with a living session, whatever their role.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session as stored now.
    pub session: Session,
    /// When its access token stops working.
    pub expires_at: Timestamp,
}

impl SignedIn {
    /// The company they work in.
    pub fn tenant(&self) -> TenantId {
        self.session.tenant
    }

    /// The person, for the audit trail.
    pub fn actor(&self) -> Actor {
        Actor::User(self.session.user)
    }
}

impl<S> FromRequestParts<S> for SignedIn
where
    Base: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let base = Base::from_ref(state);
        let now = base.clock.now();
        let token = cookies::read(&parts.headers, cookies::SESSION).ok_or(Refusal::NoSession)?;
        let claims = tokens::verify(&*base.vault, &base.site, token, now).await?.ok_or(Refusal::NoSession)?;
        let session = current_session(&*base.store, claims.sid, now).await?;
        if session.user != claims.sub {
            return Err(Refusal::NoSession.into());
        }
        Span::current().record("tenant", tracing::field::display(session.tenant));
        let expires_at = Timestamp::from_second(claims.exp).unwrap_or(now);
        Ok(Self { session, expires_at })
    }
}

macro_rules! at_least {
    ($(#[$doc:meta])* $name:ident, $role:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(pub SignedIn);

        impl<S> FromRequestParts<S> for $name
        where
            Base: FromRef<S>,
            S: Send + Sync,
        {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
                let person = SignedIn::from_request_parts(parts, state).await?;
                if person.session.role < $role {
                    return Err(needs($role));
                }
                Ok(Self(person))
            }
        }
    };
}

at_least!(
    /// Somebody who may look: every member.
    Viewer,
    Role::Viewer
);
at_least!(
    /// Somebody who may assign machines and override their schedules.
    Operator,
    Role::Operator
);
at_least!(
    /// Somebody who may connect clouds and write schedules and calendars.
    Admin,
    Role::Admin
);

fn needs(role: Role) -> Problem {
    let role = match role {
        Role::Viewer => "viewer",
        Role::Operator => "operator",
        Role::Admin => "admin",
        Role::Owner => "owner",
    };
    Problem::because(Kind::Forbidden, format!("this needs the role {role} or a higher one"))
}
