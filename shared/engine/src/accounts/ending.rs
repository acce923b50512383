//! Ending sessions: one, some, or all of a person's.
//!
//! A session ends when it is deleted: the next request finds none. Its sockets are told by an event on the
//! bus, which closes them; should the event be lost, they get no news all the same, because each piece of
//! news looks the session up.

use std::collections::BTreeMap;

use powerdown_domain::{SessionHandle, SessionId, TenantId, UserId};

use super::session::{SessionDesk, note};
use crate::{
    Refusal, UseCaseError,
    ports::{DomainEvent, EventBus, Page, Part, StoreError},
    record::{Actor, AuditOutcome, Session, User, handle_of},
};

/// How many sessions are looked at in one step.
const STEP: u32 = 100;
/// How often a person's record is tried again because somebody else changed it.
const ATTEMPTS: u32 = 8;

/// Which of a person's sessions end, and why.
#[derive(Debug, Clone)]
pub struct Ending {
    /// Whose.
    pub user: UserId,
    /// In this company alone; in all of them when absent.
    pub tenant: Option<TenantId>,
    /// All but this one.
    pub except: Option<SessionId>,
    /// Who ends them.
    pub actor: Actor,
    /// What the audit trail says about it, such as `the password was changed`.
    pub why: &'static str,
}

/// A page of a person's own living sessions, in order of their log-ins. It may be empty and have a next one.
///
/// # Errors
/// The store's.
pub async fn own_sessions(
    desk: SessionDesk<'_>,
    session: &Session,
    part: Part<'_, SessionHandle>,
) -> Result<Page<Session, SessionHandle>, UseCaseError> {
    let user = desk.accounts.user(session.user).await?.ok_or(Refusal::NoSession)?;
    let mut page = desk.sessions.sessions_of_user(user.id, part).await?;
    let now = desk.clock.now();
    page.items.retain(|session| now < session.expires_at && session.epoch == user.epoch);
    Ok(page)
}

/// Ends one of a person's own sessions.
///
/// # Errors
/// [`Refusal::NotFound`] when they have no such session.
pub async fn end_session(
    desk: SessionDesk<'_>,
    own: &Session,
    handle: SessionHandle,
) -> Result<(), UseCaseError> {
    let found = find(desk, own.user, handle).await?.ok_or(Refusal::NotFound("session"))?;
    desk.sessions.delete_session(found.id).await?;
    let actor = Actor::User(own.user);
    let detail = format!("ended {handle}");
    note(desk, found.tenant, actor, own.user, "session.end", AuditOutcome::Done, &detail).await?;
    tell(desk.bus, found.tenant, &[found.id]).await;
    Ok(())
}

async fn find(
    desk: SessionDesk<'_>,
    user: UserId,
    handle: SessionHandle,
) -> Result<Option<Session>, StoreError> {
    let mut after = None;
    loop {
        let page = desk.sessions.sessions_of_user(user, Part::after(after.as_ref(), STEP)).await?;
        if let Some(found) = page.items.into_iter().find(|session| session.handle() == handle) {
            return Ok(Some(found));
        }
        // Handles come in order: behind its place there is nothing to find.
        match page.next {
            Some(next) if next < handle => after = Some(next),
            _ => return Ok(None),
        }
    }
}

/// Ends sessions of a person that are listed now; how many.
///
/// # Errors
/// The store's: some sessions may have ended; ending them again does no harm.
pub async fn end_sessions(desk: SessionDesk<'_>, ending: Ending) -> Result<usize, UseCaseError> {
    let mut ended: BTreeMap<TenantId, Vec<SessionId>> = BTreeMap::new();
    let mut after = None;
    loop {
        let page = desk.sessions.sessions_of_user(ending.user, Part::after(after.as_ref(), STEP)).await?;
        for session in page.items {
            let is_meant = ending.tenant.is_none_or(|tenant| tenant == session.tenant);
            if is_meant && ending.except != Some(session.id) {
                desk.sessions.delete_session(session.id).await?;
                ended.entry(session.tenant).or_default().push(session.id);
            }
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    for (tenant, sessions) in &ended {
        let detail = format!("{}: {}", counted(sessions.len()), ending.why);
        let actor = ending.actor.clone();
        note(desk, *tenant, actor, ending.user, "session.end", AuditOutcome::Done, &detail).await?;
        tell(desk.bus, *tenant, sessions).await;
    }
    Ok(ended.values().map(Vec::len).sum())
}

fn counted(sessions: usize) -> String {
    if sessions == 1 { "1 session".to_owned() } else { format!("{sessions} sessions") }
}

/// Ends every session of a person, the one that asks for it included, and those that are just beginning.
///
/// # Errors
/// The store's. Once the person's record says so, what is left of their sessions ends at its next refresh.
pub async fn log_out_everywhere(desk: SessionDesk<'_>, own: &Session) -> Result<(), UseCaseError> {
    change_user(desk, own.user, |user| Ok(User { epoch: user.epoch + 1, ..user })).await?;
    let actor = Actor::User(own.user);
    let why = "the person logged out everywhere";
    end_sessions(desk, Ending { user: own.user, tenant: None, except: None, actor, why }).await?;
    Ok(())
}

/// Changes a person's record: reads it, lets `change` decide, and begins anew when somebody else was
/// faster. Returns what is stored now.
pub(super) async fn change_user(
    desk: SessionDesk<'_>,
    id: UserId,
    change: impl Fn(User) -> Result<User, UseCaseError> + Send,
) -> Result<User, UseCaseError> {
    let mut attempt = 1;
    loop {
        let user = desk.accounts.user(id).await?.ok_or(Refusal::NoSession)?;
        let changed = change(user)?;
        match desk.accounts.update_user(&changed).await {
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => attempt += 1,
            outcome => {
                outcome?;
                return Ok(User { rev: changed.rev + 1, ..changed });
            }
        }
    }
}

/// Tells the bus that sessions ended. They have ended whether or not it listens.
pub(super) async fn tell(bus: &dyn EventBus, tenant: TenantId, sessions: &[SessionId]) {
    let events: Vec<DomainEvent> = sessions
        .chunks(DomainEvent::MAX_CHANGES)
        .map(|sessions| DomainEvent::SessionsEnded {
            v: DomainEvent::VERSION,
            tenant,
            sessions: sessions.iter().copied().map(handle_of).collect(),
        })
        .collect();
    if let Err(error) = bus.publish(&events).await {
        let error: &dyn std::error::Error = &error;
        tracing::warn!(
            error,
            "the end of sessions could not be told; their sockets get no news all the same"
        );
    }
}
