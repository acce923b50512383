//! Who is asking: a person with a session, or a program with a token of theirs.
//!
//! The cookie's token names a session, and session and membership are read from the store at every
//! request: a log-out, a revocation and a changed role or reach count from the next request on.

use std::ops::Deref;

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;
use jiff::Timestamp;
use powerdown_engine::{
    Refusal,
    accounts::standing,
    record::{Principal, Role, Session},
};
use tracing::Span;

use crate::{
    border::limits,
    cookies,
    problem::{Kind, Problem},
    state::Base,
    tokens,
};

/// A person with a living session, whatever their role. For what is theirs alone; no program acts in
/// their place there.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session as stored now.
    pub session: Session,
    /// What they may do.
    pub principal: Principal,
    /// When its access token stops working.
    pub expires_at: Timestamp,
}

impl Deref for SignedIn {
    type Target = Principal;

    fn deref(&self) -> &Principal {
        &self.principal
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
        let (session, principal) = standing(&*base.store, &*base.store, claims.sid, now).await?;
        if session.user != claims.sub {
            return Err(Refusal::NoSession.into());
        }
        Span::current().record("tenant", tracing::field::display(session.tenant));
        limits::by_person(&base, parts, &principal).await?;
        let expires_at = Timestamp::from_second(claims.exp).unwrap_or(now);
        Ok(Self { session, principal, expires_at })
    }
}

/// How much of a company somebody must reach.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Whatever they reach; the handler asks about the thing at hand.
    Part,
    /// All of it.
    Whole,
}

macro_rules! at_least {
    ($(#[$doc:meta])* $name:ident, $role:expr, $wanted:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(pub Principal);

        impl<S> FromRequestParts<S> for $name
        where
            Base: FromRef<S>,
            S: Send + Sync,
        {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
                let person = SignedIn::from_request_parts(parts, state).await?.principal;
                admit(&person, $role, $wanted)?;
                Ok(Self(person))
            }
        }
    };
}

at_least!(
    /// Somebody who may look: every member.
    Viewer,
    Role::Viewer,
    Wanted::Part
);
at_least!(
    /// Somebody who may assign machines and override their schedules.
    Operator,
    Role::Operator,
    Wanted::Part
);
at_least!(
    /// Somebody who may change clouds, all or some: the handler asks their reach about the one at hand.
    CloudAdmin,
    Role::Admin,
    Wanted::Part
);
at_least!(
    /// Somebody who may connect clouds, write schedules and calendars, and look after people: an admin
    /// whose reach nothing narrows.
    Admin,
    Role::Admin,
    Wanted::Whole
);
at_least!(
    /// Somebody who may change the company itself.
    Owner,
    Role::Owner,
    Wanted::Whole
);

fn admit(person: &Principal, role: Role, wanted: Wanted) -> Result<(), Problem> {
    if person.role() < role {
        return Err(needs(role));
    }
    if wanted == Wanted::Whole { whole(person) } else { Ok(()) }
}

/// Refuses somebody who reaches only part of the company.
///
/// # Errors
/// A problem that says so.
pub fn whole(person: &Principal) -> Result<(), Problem> {
    if person.reach().is_everything() {
        return Ok(());
    }
    let detail = "this concerns the whole company, and needs a reach that nothing narrows";
    Err(Problem::because(Kind::Forbidden, detail))
}

fn needs(role: Role) -> Problem {
    let role = match role {
        Role::Viewer => "viewer",
        Role::Operator => "operator",
        Role::Admin => "admin",
        Role::Owner => "owner",
    };
    Problem::because(Kind::Forbidden, format!("this needs the role {role} or a higher one"))
}
