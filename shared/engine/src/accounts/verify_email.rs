//! Proving an address: the link in the mail, used once.

use jiff::SignedDuration;
use powerdown_domain::TenantId;

use super::link::LinkToken;
use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    ports::{AccountStore, AuditStore, Clock, StoreError},
    record::{Actor, AuditOutcome, TokenKind, User, Writer},
};

/// For how long a link works.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// What verifying needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct VerifyDesk<'a> {
    pub accounts: &'a dyn AccountStore,
    pub audit: &'a dyn AuditStore,
    pub clock: &'a dyn Clock,
}

/// Marks the address of a link's user as verified, from the `token` of the link.
///
/// # Errors
/// [`Refusal::Expired`] for a token that is malformed, unknown, used, older than [`LINK_LIFE`], or
/// made for a password that was replaced since.
pub async fn verify_email(desk: VerifyDesk<'_>, token: &str) -> Result<(), UseCaseError> {
    let token = LinkToken::parse(token).ok_or(Refusal::Expired)?;
    let user = desk.accounts.user(token.user).await?.ok_or(Refusal::Expired)?;
    let stored = desk
        .accounts
        .take_token(TokenKind::EmailVerification, &token.hash(&user.password))
        .await?
        .filter(|stored| stored.user == user.id && desk.clock.now() < stored.expires_at)
        .ok_or(Refusal::Expired)?;
    if user.verified_at.is_some() {
        return Ok(());
    }
    mark_verified(desk, user).await?;
    note(desk, stored.tenant, stored.user).await
}

async fn mark_verified(desk: VerifyDesk<'_>, user: User) -> Result<(), UseCaseError> {
    let user = User { verified_at: Some(desk.clock.now()), ..user };
    match desk.accounts.update_user(&user).await {
        // The record changed since the token was checked against it; so may have the password.
        Err(StoreError::Conflict(_)) => Err(Refusal::Expired.into()),
        outcome => Ok(outcome?),
    }
}

async fn note(
    desk: VerifyDesk<'_>,
    tenant: TenantId,
    user: powerdown_domain::UserId,
) -> Result<(), UseCaseError> {
    let note = AuditNote {
        tenant,
        at: desk.clock.now(),
        actor: Actor::User(user),
        action: "account.verify-email",
        subjects: vec![user.to_string()],
        outcome: AuditOutcome::Done,
        detail: String::new(),
    };
    Ok(audit::record(desk.audit, &Writer::Portal, note).await?)
}
