//! Who asks.

use http::Method;
use jiff::{SignedDuration, Timestamp};
use powerdown_api::tokens::ACCESS_LIFE;
use powerdown_engine::record::Role;

use super::document::Operation;
use crate::{
    matrix::callers::Caller::{Admin, Anonymous, Expired, Operator, Owner, Revoked, Viewer},
    world::{Browser, World},
};

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
}

impl Caller {
    /// Their role; `None` for those who are nobody.
    pub(super) fn role(self) -> Option<Role> {
        match self {
            Anonymous | Expired | Revoked => None,
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
    pub(super) async fn leave(self, world: &World, browser: &Browser<'_>, began: Timestamp) {
        world.clock.set(began);
        let logged_out = browser.cookies.lock().unwrap().is_empty();
        if self.role().is_some_and(|role| role < Role::Owner) && !logged_out {
            browser.become_a(Role::Owner).await;
        }
    }
}
