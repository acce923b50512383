//! A new password for who forgot theirs: a link by mail, used once.
//!
//! Asking answers and works alike for every address: one token is stored, one mail is sent, one entry
//! goes to an audit trail. Only the mail says whether there is an account.

use jiff::SignedDuration;
use powerdown_domain::{EmailAddress, Password, TenantId, UserId};

use super::{
    change_password::{PasswordDesk, address, check_of, replaced},
    ending::{Ending, change_user, end_sessions},
    link::LinkToken,
    mails,
    session::note,
};
use crate::{
    Refusal, UseCaseError,
    ports::{Ids, Mail, PasswordHash, StoreError},
    record::{Actor, AuditOutcome, OneTimeToken, TokenKind, User},
};

/// For how long a link works.
pub const RESET_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// Sends a link that sets a new password, or, to an address without an account, a word that there is none.
///
/// # Errors
/// The store's, the vault's, the mail service's.
pub async fn ask_reset(desk: PasswordDesk<'_>, email: &EmailAddress) -> Result<(), UseCaseError> {
    let sessions = desk.sessions;
    let index = desk.vault.blind_index(email).await?;
    let found = sessions.accounts.user_by_email(&index).await?;
    let user = found.filter(|user| user.verified_at.is_some());
    // The stand-in for an unknown person is an id that is never given out; no link to its token is sent.
    let id = user.as_ref().map_or_else(|| UserId::from_parts(0, 0), |user| user.id);
    let tenant = sessions.accounts.memberships(id).await?.first().map_or(TenantId::SYSTEM, |m| m.tenant);
    let token = LinkToken::fresh(Ids::new(sessions.clock, sessions.entropy), id);
    let nobodys = PasswordHash(String::new());
    let stored = OneTimeToken {
        hash: token.hash(user.as_ref().map_or(&nobodys, |user| &user.password)),
        kind: TokenKind::PasswordReset,
        user: id,
        tenant,
        session: None,
        expires_at: sessions.clock.now() + RESET_LIFE,
    };
    sessions.accounts.put_token(&stored).await?;
    let (outcome, detail, words) = match &user {
        Some(_) => {
            let link = token.link(desk.public_url, "reset-password");
            (AuditOutcome::Done, "a link was sent", mails::reset(&link))
        }
        None => (AuditOutcome::Denied, "unknown or unverified address", mails::no_account(desk.public_url)),
    };
    // Nobody proved to be the user: anybody may ask.
    match note(sessions, tenant, Actor::System, id, "password.ask-reset", outcome, detail).await {
        // A flood crowds its own trail; it is answered alike.
        Err(StoreError::Conflict(_)) => tracing::warn!("a request for a reset could not be written down"),
        written => written?,
    }
    Ok(desk.mailer.send(Mail { to: email, subject: words.subject, text: &words.text }).await?)
}

/// Sets a new password with the `token` of a link, and ends all of the person's sessions. Their second
/// factor stays.
///
/// # Errors
/// [`Refusal::Expired`] for a token that is malformed, unknown, used, older than [`RESET_LIFE`], or made
/// for a password that was replaced since. [`Refusal::Invalid`] for a password that is too easy to guess;
/// the link works still.
pub async fn confirm_reset(desk: PasswordDesk<'_>, token: &str, new: &Password) -> Result<(), UseCaseError> {
    let accounts = desk.sessions.accounts;
    let token = LinkToken::parse(token).ok_or(Refusal::Expired)?;
    let user = accounts.user(token.user).await?.ok_or(Refusal::Expired)?;
    let stored = accounts
        .take_token(TokenKind::PasswordReset, &token.hash(&user.password))
        .await?
        .filter(|stored| stored.user == user.id && desk.sessions.clock.now() < stored.expires_at)
        .ok_or(Refusal::Expired)?;
    let outcome = set(desk, stored.tenant, &user, new).await;
    if outcome.is_err() {
        // It was not used after all. Should the password have been replaced, it fits no more.
        accounts.put_token(&stored).await?;
    }
    outcome
}

async fn set(
    desk: PasswordDesk<'_>,
    tenant: TenantId,
    user: &User,
    new: &Password,
) -> Result<(), UseCaseError> {
    let sessions = desk.sessions;
    let email = address(desk.vault, user).await?;
    check_of(desk, "password", new, &email, user).await?;
    let hash = desk.passwords.hash(new).await?;
    let changed = change_user(sessions, user.id, |read| replaced(read, &user.password, &hash)).await;
    changed.map_err(|error| match error {
        UseCaseError::Refused(Refusal::Changed) => Refusal::Expired.into(),
        other => other,
    })?;
    let actor = Actor::User(user.id);
    note(sessions, tenant, actor.clone(), user.id, "password.reset", AuditOutcome::Done, "").await?;
    let why = "the password was reset";
    end_sessions(sessions, Ending { user: user.id, tenant: None, except: None, actor, why }).await?;
    mails::send(desk.mailer, &email, &mails::password_changed(desk.public_url)).await;
    Ok(())
}
