//! Signing up: a company, its owner, and a mail that proves the address.

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{EmailAddress, Name, Password, Reach, TenantId};

use super::{change_password::check_new_password, link::LinkToken, mails, verify_email::LINK_LIFE};
use crate::{
    Refusal, Sealed, UseCaseError,
    audit::{self, AuditNote},
    ports::{
        AccountStore, AuditStore, BlindIndex, Clock, Entropy, Ids, Mail, Mailer, PasswordHash,
        PasswordHasher, StoreError, Vault,
    },
    record::{Actor, AuditOutcome, Membership, OneTimeToken, Role, Tenant, TokenKind, User, Writer},
};

/// What signing up needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct SignUpDesk<'a> {
    pub accounts: &'a dyn AccountStore,
    pub audit: &'a dyn AuditStore,
    pub vault: &'a dyn Vault,
    pub passwords: &'a dyn PasswordHasher,
    pub mailer: &'a dyn Mailer,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
    pub zones: &'a TimeZoneDatabase,
    /// Where the web app is, without a slash at the end; links in mails begin with it.
    pub public_url: &'a str,
}

/// A company that wants to join.
#[derive(Debug)]
pub struct SignUp {
    /// Its name.
    pub company: Name,
    /// The owner's address.
    pub email: EmailAddress,
    /// The owner's password.
    pub password: Password,
    /// The IANA zone in which its days and months are counted; UTC when absent.
    pub zone: Option<String>,
}

/// Signs a company up, or, when its owner's address is known, tells the address's owner by mail.
///
/// It answers the same either way and does the same slow work. An address that signed up before and
/// was never verified gets a fresh link, which confirms the newest password.
///
/// # Errors
/// [`Refusal::Invalid`] for an unknown zone and a password that is too easy to guess. When the mail could not be sent, the account may exist;
/// signing up again sends a fresh link.
pub async fn sign_up(desk: SignUpDesk<'_>, request: SignUp) -> Result<(), UseCaseError> {
    let zone = checked_zone(desk.zones, request.zone.as_deref())?;
    check_new_password("password", &request.password, &request.email, &[&request.company])?;
    let index = desk.vault.blind_index(&request.email).await?;
    let password = desk.passwords.hash(&request.password).await?;
    if let Some(user) = desk.accounts.user_by_email(&index).await? {
        return again(desk, &request.email, user, password).await;
    }
    match create(desk, &request, zone, &index, password.clone()).await {
        Err(UseCaseError::Store(StoreError::Conflict(entity))) => {
            // Somebody signed the same address up between our look and our write.
            match desk.accounts.user_by_email(&index).await? {
                Some(user) => again(desk, &request.email, user, password).await,
                None => Err(StoreError::Conflict(entity).into()),
            }
        }
        outcome => outcome,
    }
}

/// The canonical name of a zone; UTC when none is given.
pub(crate) fn checked_zone(zones: &TimeZoneDatabase, zone: Option<&str>) -> Result<String, Refusal> {
    let zone = zone.unwrap_or("UTC");
    let found = zones.get(zone).ok().and_then(|zone| zone.iana_name().map(str::to_owned));
    found.ok_or_else(|| {
        Refusal::invalid("time_zone", "must be an IANA time zone, such as Europe/Berlin or UTC")
    })
}

async fn create(
    desk: SignUpDesk<'_>,
    request: &SignUp,
    zone: String,
    index: &BlindIndex,
    password: PasswordHash,
) -> Result<(), UseCaseError> {
    let ids = Ids::new(desk.clock, desk.entropy);
    let (tenant_id, user_id, now) = (ids.tenant(), ids.user(), desk.clock.now());
    let tenant = Tenant { id: tenant_id, name: request.company.clone(), zone, created_at: now, rev: 0 };
    let user = User {
        id: user_id,
        email: Sealed::seal(desk.vault, TenantId::SYSTEM, &user_id.to_string(), &request.email).await?,
        password,
        verified_at: None,
        created_at: now,
        epoch: 0,
        second_factor: None,
        rev: 0,
    };
    let membership = Membership {
        tenant: tenant_id,
        user: user_id,
        role: Role::Owner,
        reach: Reach::Everything,
        since: now,
        rev: 0,
    };
    desk.accounts.create_account(&tenant, &user, &membership, index).await?;
    note(desk, tenant_id, &user, AuditOutcome::Done, "signed up; the address is not verified yet").await?;
    send_link(desk, &request.email, tenant_id, &user).await
}

/// The address is known: a fresh link if it was never verified, a word to its owner if it was.
async fn again(
    desk: SignUpDesk<'_>,
    email: &EmailAddress,
    user: User,
    password: PasswordHash,
) -> Result<(), UseCaseError> {
    let memberships = desk.accounts.memberships(user.id).await?;
    let tenant = memberships.first().map_or(TenantId::SYSTEM, |membership| membership.tenant);
    if user.verified_at.is_some() {
        let detail = "somebody tried to sign up with this member's address; its owner was told by mail";
        note(desk, tenant, &user, AuditOutcome::Denied, detail).await?;
        let words = mails::already_signed_up(desk.public_url);
        return Ok(desk.mailer.send(Mail { to: email, subject: words.subject, text: &words.text }).await?);
    }
    let user = User { password, ..user };
    match desk.accounts.update_user(&user).await {
        // Somebody else signs up with this address at the same instant: theirs is the newest now.
        Err(StoreError::Conflict(_)) => return Ok(()),
        outcome => outcome?,
    }
    note(desk, tenant, &user, AuditOutcome::Done, "signed up again before verifying the address").await?;
    send_link(desk, email, tenant, &user).await
}

async fn send_link(
    desk: SignUpDesk<'_>,
    email: &EmailAddress,
    tenant: TenantId,
    user: &User,
) -> Result<(), UseCaseError> {
    let token = LinkToken::fresh(Ids::new(desk.clock, desk.entropy), user.id);
    let stored = OneTimeToken {
        hash: token.hash(&user.password),
        kind: TokenKind::EmailVerification,
        user: user.id,
        tenant,
        session: None,
        expires_at: desk.clock.now() + LINK_LIFE,
    };
    desk.accounts.put_token(&stored).await?;
    let words = mails::verify(&token.link(desk.public_url, "verify-email"));
    Ok(desk.mailer.send(Mail { to: email, subject: words.subject, text: &words.text }).await?)
}

async fn note(
    desk: SignUpDesk<'_>,
    tenant: TenantId,
    user: &User,
    outcome: AuditOutcome,
    detail: &str,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant,
        at: desk.clock.now(),
        // Nobody proved to be the user: a sign-up is made by a stranger.
        actor: Actor::System,
        action: "account.sign-up",
        subjects: vec![user.id.to_string()],
        outcome,
        detail: detail.to_owned(),
    };
    audit::record(desk.audit, &Writer::Portal, note).await
}
