//! A person's own new password, while they are logged in.

use powerdown_domain::{EmailAddress, Name, Password, TenantId};

use super::{
    ending::{Ending, change_user, end_sessions},
    mails,
    session::{SessionDesk, note},
};
use crate::{
    Refusal, UseCaseError,
    ports::{Mailer, PasswordHash, PasswordHasher, StoreError, Vault},
    record::{Actor, AuditOutcome, Session, User},
};

/// How often a session is tried again because it was refreshed meanwhile.
const ATTEMPTS: u32 = 8;

/// What changing and resetting passwords need.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct PasswordDesk<'a> {
    pub sessions: SessionDesk<'a>,
    pub vault: &'a dyn Vault,
    pub passwords: &'a dyn PasswordHasher,
    pub mailer: &'a dyn Mailer,
    /// Where the web app is, without a slash at the end; links in mails begin with it.
    pub public_url: &'a str,
}

/// Refuses a new password that is too easy to guess; `field` is where it was typed.
///
/// # Errors
/// [`Refusal::Invalid`] with the rule.
pub fn check_new_password(
    field: &str,
    password: &Password,
    email: &EmailAddress,
    companies: &[&Name],
) -> Result<(), Refusal> {
    let companies = companies.iter().map(|name| name.as_str());
    let own: Vec<&str> = [email.expose(), "PowerDown"].into_iter().chain(companies).collect();
    password.check_strength(&own).map_err(|rule| Refusal::invalid(field, rule))
}

/// Trades a person's password for a new one, and ends all of their sessions but the one that asks.
///
/// Whoever else began to log in with the old password at that moment gets no session.
///
/// # Errors
/// [`Refusal::Invalid`] naming `current` or `new`. Nothing has changed then.
pub async fn change_password(
    desk: PasswordDesk<'_>,
    own: &Session,
    current: &Password,
    new: &Password,
) -> Result<(), UseCaseError> {
    let sessions = desk.sessions;
    let (actor, action) = (Actor::User(own.user), "password.change");
    let read = sessions.accounts.user(own.user).await?.ok_or(Refusal::NoSession)?;
    if !desk.passwords.verify(current, Some(&read.password)).await? {
        let detail = "the current password was not right";
        note(sessions, own.tenant, actor, own.user, action, AuditOutcome::Denied, detail).await?;
        return Err(Refusal::invalid("current", "is not your password").into());
    }
    let email = address(desk.vault, &read).await?;
    check_of(desk, "new", new, &email, &read).await?;
    if new.expose() == current.expose() {
        return Err(Refusal::invalid("new", "must be another one than now").into());
    }
    let hash = desk.passwords.hash(new).await?;
    let changed = change_user(sessions, own.user, |user| replaced(user, &read.password, &hash)).await?;
    keep(sessions, own, changed.epoch).await?;
    note(sessions, own.tenant, actor.clone(), own.user, action, AuditOutcome::Done, "").await?;
    let why = "the password was changed";
    let ending = Ending { user: own.user, tenant: None, except: Some(own.id), actor, why };
    end_sessions(sessions, ending).await?;
    mails::send(desk.mailer, &email, &mails::password_changed(desk.public_url)).await;
    Ok(())
}

/// A person with a new password and no session; refused when their password is not the one that was read.
pub(super) fn replaced(user: User, before: &PasswordHash, hash: &PasswordHash) -> Result<User, UseCaseError> {
    if user.password != *before {
        return Err(Refusal::Changed.into());
    }
    Ok(User { password: hash.clone(), epoch: user.epoch + 1, ..user })
}

/// Lets a session go on into its person's new epoch.
async fn keep(desk: SessionDesk<'_>, own: &Session, epoch: u32) -> Result<(), UseCaseError> {
    let mut attempt = 1;
    loop {
        let Some(session) = desk.sessions.session(own.id).await? else { return Ok(()) };
        match desk.sessions.update_session(&Session { epoch, ..session }).await {
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => attempt += 1,
            outcome => return Ok(outcome?),
        }
    }
}

/// The rules for new passwords, with the names of the person's companies.
pub(super) async fn check_of(
    desk: PasswordDesk<'_>,
    field: &str,
    new: &Password,
    email: &EmailAddress,
    user: &User,
) -> Result<(), UseCaseError> {
    let mut companies = Vec::new();
    for membership in desk.sessions.accounts.memberships(user.id).await? {
        companies.extend(desk.sessions.accounts.tenant(membership.tenant).await?.map(|tenant| tenant.name));
    }
    let companies: Vec<&Name> = companies.iter().collect();
    Ok(check_new_password(field, new, email, &companies)?)
}

pub(super) async fn address(vault: &dyn Vault, user: &User) -> Result<EmailAddress, UseCaseError> {
    Ok(user.email.open(vault, TenantId::SYSTEM, &user.id.to_string()).await?)
}
