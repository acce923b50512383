//! Who is asking: a person with a session, or a program with a token of theirs.
//!
//! The cookie's token names a session, and session and membership are read from the store at every
//! request: a log-out, a revocation and a changed role or reach count from the next request on.

use std::ops::Deref;

use axum::extract::{FromRef, FromRequestParts, MatchedPath};
use http::{header, request::Parts};
use jiff::Timestamp;
use powerdown_domain::{TenantId, UserId};
use powerdown_engine::{
    Refusal,
    accounts::standing,
    people::{TOKEN_PREFIX, living_token, mark_used, principal_of_token},
    record::{
        Actor, ApiToken, Principal, Role,
        SecurityEventKind::{ImpossibleState, MalformedToken},
        Session,
    },
};
use tracing::Span;

use crate::{
    border::{Caller, Visit, limits},
    cookies,
    problem::{Kind, Problem},
    scopes,
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
        if parts.headers.contains_key(header::AUTHORIZATION) {
            token_of(&base, parts).await?;
            return Err(for_people());
        }
        let now = base.clock.now();
        let token = cookies::read(&parts.headers, cookies::SESSION).ok_or(Refusal::NoSession)?;
        let Some(claims) = tokens::verify(&*base.vault, &base.site, token, now).await? else {
            let problem = Problem::from(Refusal::NoSession);
            let forged = tokens::is_forged(&*base.vault, &base.site, token).await?;
            return Err(if forged { problem.noticed(MalformedToken, "a session cookie") } else { problem });
        };
        let (session, principal) = standing(&*base.store, &*base.store, claims.sid, now).await?;
        if session.user != claims.sub {
            let problem = Problem::from(Refusal::NoSession);
            return Err(problem.noticed(ImpossibleState, "a valid token for somebody else's session"));
        }
        introduce(parts, session.tenant, session.user, principal.actor());
        limits::by_person(&base, parts, &principal).await?;
        let expires_at = Timestamp::from_second(claims.exp).unwrap_or(now);
        Ok(Self { session, principal, expires_at })
    }
}

/// A token that works, and whom it acts for. Whoever sends `Authorization` is known by it alone: cookies
/// beside it count for nothing, since a browser adds them by itself.
async fn token_of(base: &Base, parts: &Parts) -> Result<(ApiToken, Principal), Problem> {
    let mut sent = parts.headers.get_all(header::AUTHORIZATION).iter();
    let text = sent.next().and_then(|value| value.to_str().ok()).filter(|_| sent.next().is_none());
    let (scheme, token) = text.and_then(|text| text.split_once(' ')).ok_or(Refusal::NoSession)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Refusal::NoSession.into());
    }
    if !token.starts_with(TOKEN_PREFIX) {
        return Err(Problem::from(Refusal::NoSession).noticed(MalformedToken, "an API token"));
    }
    let token = living_token(&*base.store, token, base.clock.now()).await?;
    introduce(parts, token.tenant, token.created_by, Actor::ApiToken(token.id));
    let principal = principal_of_token(&*base.store, &token).await?;
    Ok((token, principal))
}

/// Tells the log and the border who asks, whatever they will be answered.
fn introduce(parts: &Parts, tenant: TenantId, user: UserId, actor: Actor) {
    Span::current().record("tenant", tracing::field::display(tenant));
    if let Some(visit) = parts.extensions.get::<Visit>() {
        visit.is_made_by(Caller { tenant, user, actor });
    }
}

fn for_people() -> Problem {
    Problem::because(Kind::Forbidden, "API tokens do not work here; log in")
}

/// Whoever asks for an operation that tokens may be used for, and a person for any other.
async fn principal<S>(parts: &mut Parts, state: &S) -> Result<Principal, Problem>
where
    Base: FromRef<S>,
    S: Send + Sync,
{
    if !parts.headers.contains_key(header::AUTHORIZATION) {
        return Ok(SignedIn::from_request_parts(parts, state).await?.principal);
    }
    let base = Base::from_ref(state);
    let (token, principal) = token_of(&base, parts).await?;
    let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let needed = scopes::needed(&parts.method, path).ok_or_else(for_people)?;
    if !token.scopes.iter().any(|scope| scope.allows(needed)) {
        let detail = format!("this token lacks the scope {needed}");
        return Err(Problem::because(Kind::Forbidden, detail));
    }
    limits::by_person(&base, parts, &principal).await?;
    mark_used(&*base.store, &token, base.clock.now()).await?;
    Ok(principal)
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
                let person = principal(parts, state).await?;
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

/// Refuses somebody of a lower role, or who reaches only part of the company.
///
/// # Errors
/// A problem that says so.
pub fn require(person: &Principal, role: Role) -> Result<(), Problem> {
    admit(person, role, Wanted::Whole)
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
