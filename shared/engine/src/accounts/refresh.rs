//! Refreshing a session: each refresh token works once and is replaced by the next.
//!
//! A token that comes a second time was either sent twice by one browser (two tabs, a lost answer) or
//! stolen. Within [`REPEAT_GRACE`] it is taken for the first and answered "just refreshed"; after it,
//! or when it is older still, the session ends for everybody (RFC 9700, section 4.14.2).

use jiff::SignedDuration;

use super::{
    ending::tell,
    session::{LoggedIn, RefreshToken, SessionDesk, current_session, note},
};
use crate::{
    Refusal, UseCaseError,
    ports::{Ids, StoreError},
    record::{Actor, AuditOutcome, Session},
};

/// For how long after its rotation a token's second use does no harm.
pub const REPEAT_GRACE: SignedDuration = SignedDuration::from_secs(10);

/// Trades a refresh token for the next one. Whether all of the person's sessions were ended since is read
/// anew: one that slipped through then ends here.
///
/// # Errors
/// [`Refusal::JustRefreshed`] for a repetition within [`REPEAT_GRACE`]: the session goes on with the
/// newer token. [`Refusal::ReusedToken`] for any other token of a living session that is not
/// its current one, which ends it; [`Refusal::NoSession`] otherwise.
pub async fn refresh(desk: SessionDesk<'_>, presented: &RefreshToken) -> Result<LoggedIn, UseCaseError> {
    let id = presented.session().ok_or(Refusal::NoSession)?;
    let session = current_session(desk.sessions, id, desk.clock.now()).await?;
    // Hashes of random tokens are compared, so the time of comparing tells nothing of use.
    if presented.hash() == session.refresh {
        rotate(desk, session).await
    } else {
        Err(repeated(desk, session, presented).await?.into())
    }
}

async fn rotate(desk: SessionDesk<'_>, session: Session) -> Result<LoggedIn, UseCaseError> {
    let user = desk.accounts.user(session.user).await?;
    let is_of_now = user.is_some_and(|user| user.epoch == session.epoch);
    if !is_of_now || desk.accounts.membership(session.tenant, session.user).await?.is_none() {
        desk.sessions.delete_session(session.id).await?;
        tell(desk.bus, session.tenant, &[session.id]).await;
        return Err(Refusal::NoSession.into());
    }
    let refresh = RefreshToken::fresh(Ids::new(desk.clock, desk.entropy), session.id);
    let rotated = Session {
        previous: Some(session.refresh.clone()),
        refresh: refresh.hash(),
        rotated_at: desk.clock.now(),
        ..session
    };
    match desk.sessions.update_session(&rotated).await {
        // Another request was faster with the same token, or ended the session.
        Err(StoreError::Conflict(_)) => {
            current_session(desk.sessions, rotated.id, desk.clock.now()).await?;
            Err(Refusal::JustRefreshed.into())
        }
        outcome => {
            outcome?;
            let rev = rotated.rev + 1;
            Ok(LoggedIn { session: Session { rev, ..rotated }, refresh })
        }
    }
}

async fn repeated(
    desk: SessionDesk<'_>,
    session: Session,
    presented: &RefreshToken,
) -> Result<Refusal, UseCaseError> {
    let age = desk.clock.now().duration_since(session.rotated_at);
    if session.previous.as_ref() == Some(&presented.hash()) && age < REPEAT_GRACE {
        return Ok(Refusal::JustRefreshed);
    }
    desk.sessions.delete_session(session.id).await?;
    let detail = "a refresh token was used again; the session was ended for everybody";
    let actor = Actor::System;
    note(desk, session.tenant, actor, session.user, "session.revoke", AuditOutcome::Denied, detail).await?;
    tell(desk.bus, session.tenant, &[session.id]).await;
    Ok(Refusal::ReusedToken { tenant: session.tenant, user: session.user })
}
