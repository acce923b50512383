//! Logging in: one refusal and one amount of work for every reason not to.

use powerdown_domain::{EmailAddress, Password, TenantId, UserId};

use super::{
    second_factor::{self, Passed},
    session::{LoggedIn, RefreshToken, SESSION_LENGTH, SessionDesk, note},
};
use crate::{
    Refusal, UseCaseError,
    ports::{Ids, PasswordHasher, SecurityStore, StoreError, Vault},
    record::{Actor, AuditOutcome, Membership, SecurityEvent, SecurityEventKind, Session, SourceHash, User},
    security,
};

/// What logging in needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct LogInDesk<'a> {
    pub sessions: SessionDesk<'a>,
    pub vault: &'a dyn Vault,
    pub passwords: &'a dyn PasswordHasher,
    pub security: &'a dyn SecurityStore,
}

/// What a person types.
#[derive(Debug)]
pub struct Credentials {
    /// Their address.
    pub email: EmailAddress,
    /// Their password.
    pub password: Password,
    /// A code of their second factor: of the app, or a recovery code.
    pub code: Option<String>,
    /// With what they log in, in coarse words such as `Firefox on Linux`.
    pub agent: Option<String>,
    /// Where they are, as a keyed hash.
    pub source: SourceHash,
}

/// Starts a session in the person's oldest company. Where they have a second factor, it takes a code too.
///
/// Every attempt checks one password, asks for one person's companies and writes one audit entry, and
/// every refused one counts as one security event and is told to the bus: in the company's trail for a known address, in the
/// system's own for an unknown one. So neither answer nor time tells which addresses are known.
///
/// # Errors
/// [`Refusal::BadCredentials`] for an unknown address, a wrong password, an address that is not
/// verified, a person without a company and a wrong code alike. [`Refusal::NeedsCode`] when only the code
/// is missing.
pub async fn log_in(desk: LogInDesk<'_>, credentials: Credentials) -> Result<LoggedIn, UseCaseError> {
    let accounts = desk.sessions.accounts;
    let index = desk.vault.blind_index(&credentials.email).await?;
    let user = accounts.user_by_email(&index).await?;
    let hash = user.as_ref().map(|user| &user.password);
    let matches = desk.passwords.verify(&credentials.password, hash).await?;
    let asked = user.as_ref().map_or_else(nobody, |user| user.id);
    let membership = accounts.memberships(asked).await?.into_iter().next();
    let (reason, refusal) = match admit(matches, user.as_ref(), membership.as_ref()) {
        Ok((user, membership)) => match second_factor::pass(desk, user, credentials.code.as_deref()).await? {
            Passed::Yes(user, detail) => {
                return start(desk.sessions, &user, membership, credentials.agent, detail).await;
            }
            Passed::NeedsCode => ("the password was right; a code is needed", Refusal::NeedsCode),
            Passed::No => ("wrong code", Refusal::BadCredentials),
        },
        Err(reason) => (reason, Refusal::BadCredentials),
    };
    let tenant = membership.map_or(TenantId::SYSTEM, |membership| membership.tenant);
    // Who is asked for a code has not failed yet.
    if refusal == Refusal::BadCredentials {
        let (kind, now) = (SecurityEventKind::FailedLogIn, desk.sessions.clock.now());
        let known = user.map(|user| user.id);
        let event = SecurityEvent::once(tenant, kind, credentials.source, known, reason, now);
        desk.security.count_security_event(&event).await?;
        // Each of them, for unknown addresses too: who measures must not see which event was the first.
        security::tell(desk.sessions.bus, &event).await;
    }
    refuse(desk.sessions, tenant, asked, reason, refusal).await
}

/// The stand-in for an unknown person: an id that is never given out.
fn nobody() -> UserId {
    UserId::from_parts(0, 0)
}

fn admit<'a>(
    password_matches: bool,
    user: Option<&'a User>,
    membership: Option<&'a Membership>,
) -> Result<(&'a User, &'a Membership), &'static str> {
    let user = user.ok_or("unknown address")?;
    if !password_matches {
        return Err("wrong password");
    }
    if user.verified_at.is_none() {
        return Err("the address is not verified");
    }
    Ok((user, membership.ok_or("the person belongs to no company")?))
}

async fn start(
    desk: SessionDesk<'_>,
    user: &User,
    membership: &Membership,
    agent: Option<String>,
    detail: &str,
) -> Result<LoggedIn, UseCaseError> {
    let ids = Ids::new(desk.clock, desk.entropy);
    let id = ids.session();
    let refresh = RefreshToken::fresh(ids, id);
    let now = desk.clock.now();
    let session = Session {
        id,
        user: user.id,
        tenant: membership.tenant,
        refresh: refresh.hash(),
        previous: None,
        rotated_at: now,
        created_at: now,
        expires_at: now + SESSION_LENGTH,
        agent,
        epoch: user.epoch,
        rev: 0,
    };
    desk.sessions.create_session(&session, user.rev).await?;
    let actor = Actor::User(user.id);
    note(desk, membership.tenant, actor, user.id, "session.log-in", AuditOutcome::Done, detail).await?;
    Ok(LoggedIn { session: Session { rev: 1, ..session }, refresh })
}

async fn refuse(
    desk: SessionDesk<'_>,
    tenant: TenantId,
    user: UserId,
    reason: &str,
    refusal: Refusal,
) -> Result<LoggedIn, UseCaseError> {
    let denied = AuditOutcome::Denied;
    match note(desk, tenant, Actor::System, user, "session.log-in", denied, reason).await {
        // A flood of guesses crowds its own trail; it is refused all the same.
        Err(StoreError::Conflict(_)) => tracing::warn!("a refused log-in could not be written down"),
        outcome => outcome?,
    }
    Err(refusal.into())
}
