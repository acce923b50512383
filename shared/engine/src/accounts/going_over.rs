//! Going over to another of one's companies, with the session one has.

use powerdown_domain::TenantId;

use super::{
    ending::tell,
    session::{SessionDesk, current_session, note},
};
use crate::{
    Refusal, UseCaseError,
    ports::StoreError,
    record::{Actor, AuditOutcome, Session},
};

/// How often a session is read again because it was refreshed meanwhile.
const ATTEMPTS: u32 = 8;

/// Moves a session to another company. What its person may do from now on is what they may do there, and
/// sockets that bring news of the company before are closed.
///
/// # Errors
/// [`Refusal::NotFound`] for a company they do not belong to, [`Refusal::NoSession`] for a session that
/// ended meanwhile.
pub async fn go_over(
    desk: SessionDesk<'_>,
    own: &Session,
    tenant: TenantId,
) -> Result<Session, UseCaseError> {
    if desk.accounts.membership(tenant, own.user).await?.is_none() {
        return Err(Refusal::NotFound("company").into());
    }
    for _ in 0..ATTEMPTS {
        let session = current_session(desk.sessions, own.id, desk.clock.now()).await?;
        let from = session.tenant;
        if from == tenant {
            return Ok(session);
        }
        let moved = Session { tenant, ..session };
        match desk.sessions.move_session(&moved, from).await {
            Err(StoreError::Conflict(_)) => continue,
            outcome => outcome?,
        }
        let (actor, done) = (Actor::User(own.user), AuditOutcome::Done);
        note(desk, from, actor.clone(), own.user, "session.leave", done, "went over to another company")
            .await?;
        note(desk, tenant, actor, own.user, "session.enter", done, "came over from another company").await?;
        tell(desk.bus, from, &[own.id]).await;
        return Ok(Session { rev: moved.rev + 1, ..moved });
    }
    Err(Refusal::Changed.into())
}
