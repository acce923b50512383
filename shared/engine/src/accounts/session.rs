//! Sessions: what a log-in starts, every request looks up, and a log-out ends.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{SessionId, TenantId, UserId};
use zeroize::Zeroizing;

use super::ending::tell;
use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    ports::{AccountStore, AuditStore, Clock, Entropy, EventBus, Ids, SessionStore, StoreError},
    record::{Actor, AuditOutcome, Principal, Session, TokenHash, Writer},
};

/// For how long a session works after its log-in, however often it is refreshed.
pub const SESSION_LENGTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What sessions need.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct SessionDesk<'a> {
    pub accounts: &'a dyn AccountStore,
    pub sessions: &'a dyn SessionStore,
    pub audit: &'a dyn AuditStore,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
}

/// A session and the refresh token that works for it now.
#[derive(Debug)]
pub struct LoggedIn {
    /// The session as stored.
    pub session: Session,
    /// Its refresh token, for the browser alone.
    pub refresh: RefreshToken,
}

/// A refresh token: `<session id>.<64 hexadecimal digits>`, used once.
///
/// The session's id is half of the secret: a token with the right id and the wrong rest ends the
/// session. So the id is shown to nobody.
pub struct RefreshToken(Zeroizing<String>);

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RefreshToken(redacted)")
    }
}

impl RefreshToken {
    pub(super) fn fresh(ids: Ids<'_>, session: SessionId) -> Self {
        Self(Zeroizing::new(format!("{session}.{}", *ids.secret())))
    }

    /// Takes what a browser sent; whether it is a token shows when it is used.
    pub fn presented(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The plaintext, for the cookie alone.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(super) fn session(&self) -> Option<SessionId> {
        self.0.split_once('.')?.0.parse().ok()
    }

    pub(super) fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

/// The session with this id, if it has not ended.
///
/// # Errors
/// [`Refusal::NoSession`].
pub async fn current_session(
    sessions: &dyn SessionStore,
    id: SessionId,
    now: Timestamp,
) -> Result<Session, UseCaseError> {
    let session = sessions.session(id).await?;
    Ok(session.filter(|session| now < session.expires_at).ok_or(Refusal::NoSession)?)
}

/// The session with this id, if it has not ended, and what its person may do now. Their membership is
/// read anew each time, so that neither role nor reach can go stale.
///
/// # Errors
/// [`Refusal::NoSession`], also for somebody who is no member any more.
pub async fn standing(
    accounts: &dyn AccountStore,
    sessions: &dyn SessionStore,
    id: SessionId,
    now: Timestamp,
) -> Result<(Session, Principal), UseCaseError> {
    let session = current_session(sessions, id, now).await?;
    let membership = accounts.membership(session.tenant, session.user).await?.ok_or(Refusal::NoSession)?;
    let principal = Principal::member(&membership);
    Ok((session, principal))
}

/// Ends a session. Its access token, refresh token and sockets stop working at once.
///
/// # Errors
/// The store's. Ending a session that is gone is no error.
pub async fn log_out(desk: SessionDesk<'_>, session: &Session) -> Result<(), UseCaseError> {
    desk.sessions.delete_session(session.id).await?;
    let actor = Actor::User(session.user);
    note(desk, session.tenant, actor, session.user, "session.log-out", AuditOutcome::Done, "").await?;
    tell(desk.bus, session.tenant, &[session.id]).await;
    Ok(())
}

/// Ends the session of a refresh token, for a browser whose access token has run out. A token that is
/// neither the session's current one nor the one before ends nothing.
///
/// # Errors
/// The store's.
pub async fn log_out_with(desk: SessionDesk<'_>, presented: &RefreshToken) -> Result<(), UseCaseError> {
    let Some(id) = presented.session() else { return Ok(()) };
    let Some(session) = desk.sessions.session(id).await? else { return Ok(()) };
    let hash = presented.hash();
    if hash == session.refresh || Some(&hash) == session.previous.as_ref() {
        log_out(desk, &session).await?;
    }
    Ok(())
}

pub(super) async fn note(
    desk: SessionDesk<'_>,
    tenant: TenantId,
    actor: Actor,
    user: UserId,
    action: &'static str,
    outcome: AuditOutcome,
    detail: &str,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant,
        at: desk.clock.now(),
        actor,
        action,
        subjects: vec![user.to_string()],
        outcome,
        detail: detail.to_owned(),
    };
    audit::record(desk.audit, &Writer::Portal, note).await
}
