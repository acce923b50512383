//! Who asks.

use http::Method;
use jiff::{SignedDuration, Timestamp};
use powerdown_api::tokens::ACCESS_LIFE;
use powerdown_engine::record::Role;

use super::rows::{Needs, Row};
use crate::{
    matrix::callers::Caller::{Admin, Anonymous, Expired, Operator, Owner, Program, Revoked, Viewer},
    matrix::document::Operation,
    world::{Browser, World},
};

/// Scopes that open all that tokens open.
const SCOPES: [&str; 9] = [
    "machines:read",
    "machines:write",
    "schedules:read",
    "schedules:write",
    "calendars:read",
    "calendars:write",
    "clouds:read",
    "clouds:write",
    "audit:read",
];

const REFRESH_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Somebody who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    /// Without any cookie.
    Anonymous,
    /// With a token that has run out.
    Expired,
    /// With a session that was ended.
    Revoked,
    Viewer,
    Operator,
    Admin,
    Owner,
    /// With an API token.
    Program(Token),
}

/// An API token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// With the scope that is needed, of somebody who has this role now.
    Of(Role),
    /// An owner's, with all scopes but what is needed.
    WrongScope,
    /// An owner's, with the scope that is needed, which has run out.
    Expired,
    /// Likewise, which was ended.
    Revoked,
}

impl Caller {
    /// The status of the refusal that they get whatever they ask for; `None` where they may ask.
    pub(super) fn refused(self, operation: &Operation, row: &Row) -> Option<u16> {
        let Needs::Member(needed) = row.needs else {
            // A program may ask as nobody does, and not as a person.
            let is_program = matches!(self, Program(_)) && self.role().is_some();
            return (is_program && operation.takes_session()).then_some(403);
        };
        match (self, self.role()) {
            (_, None) => Some(401),
            (Program(_), _) if operation.takes_refresh_token() => Some(401),
            (Program(_), _) if row.scope.is_none() => Some(403),
            (Program(Token::WrongScope), _) => Some(403),
            (_, Some(role)) => (role < needed).then_some(403),
        }
    }

    /// Their role; `None` for those who are nobody.
    pub(super) fn role(self) -> Option<Role> {
        match self {
            Anonymous | Expired | Revoked | Program(Token::Expired | Token::Revoked) => None,
            Program(Token::Of(role)) => Some(role),
            Program(Token::WrongScope) => Some(Role::Owner),
            Viewer => Some(Role::Viewer),
            Operator => Some(Role::Operator),
            Admin => Some(Role::Admin),
            Owner => Some(Role::Owner),
        }
    }

    /// Makes of an owner's browser the one that this caller holds.
    pub(super) async fn enter<'a>(
        self,
        world: &'a World,
        owner: &Browser<'a>,
        operation: &Operation,
    ) -> Browser<'a> {
        if let Program(token) = self {
            return token.enter(world, owner, operation).await;
        }
        let browser = owner.copy();
        match (self, self.role()) {
            (_, Some(role)) => browser.become_a(role).await,
            (Expired, _) if operation.takes_refresh_token() => world.advance(REFRESH_LIFE),
            (Expired, _) => world.advance(ACCESS_LIFE),
            (Revoked, _) => {
                owner.copy().call(Method::DELETE, "/session", None).await.expect(204);
            }
            _ => return world.browser(),
        }
        browser
    }

    /// Undoes what [`Caller::enter`] did to the company and to time, so that others can look at what
    /// has become of things.
    pub(super) async fn leave(
        self,
        world: &World,
        owner: &Browser<'_>,
        browser: &Browser<'_>,
        began: Timestamp,
    ) {
        world.clock.set(began);
        let person = if matches!(self, Program(_)) { owner } else { browser };
        let logged_out = person.cookies.lock().unwrap().is_empty();
        if self.role().is_some_and(|role| role < Role::Owner) && !logged_out {
            person.become_a(Role::Owner).await;
        }
    }
}

impl Token {
    /// Makes such a token of an owner's; the program that has it.
    async fn enter<'a>(self, world: &'a World, owner: &Browser<'a>, operation: &Operation) -> Browser<'a> {
        let needed = operation.scope.as_deref().filter(|_| self == Self::WrongScope);
        let scopes: Vec<_> =
            SCOPES.into_iter().filter(|scope| !needed.is_some_and(|it| opens(scope, it))).collect();
        let issued = owner.api_token(&scopes).await;
        match self {
            Self::Of(role) => owner.become_a(role).await,
            Self::WrongScope => {}
            Self::Expired => {
                world.clock.set(issued["api_token"]["expires_at"].as_str().unwrap().parse().unwrap())
            }
            Self::Revoked => {
                let path = format!("/api-tokens/{}", issued["api_token"]["id"].as_str().unwrap());
                owner.call(Method::DELETE, &path, None).await.expect(204);
            }
        }
        world.program_with(&issued)
    }
}

/// Whether a scope is what is needed, or more.
fn opens(scope: &str, needed: &str) -> bool {
    scope == needed || needed.strip_suffix(":read").is_some_and(|family| scope == format!("{family}:write"))
}
