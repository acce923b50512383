//! Accepting an invitation, with the token of its link: `<tenant id>.<invitation id>.<64 hexadecimal
//! digits>`.
//!
//! The link was mailed, so whoever has it has the address: nobody proves it a second time. Somebody with an
//! account keeps their password, and is not logged in by the link; it can add them to a company, no more.

use powerdown_domain::{EmailAddress, InvitationId, Name, Password, TenantId, UserId};
use zeroize::Zeroizing;

use super::{address_of_invited, lost, manages, told};
use crate::{
    Refusal, Sealed, UseCaseError,
    accounts::check_new_password,
    audit::{self, AuditNote},
    ports::{AccountStore, AuditStore, Clock, Entropy, Ids, InvitationStore, Joining, PasswordHasher, Vault},
    record::{Actor, AuditOutcome, Invitation, Membership, TokenHash, User, Writer},
};

/// What joining needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct JoinDesk<'a> {
    pub accounts: &'a dyn AccountStore,
    pub invitations: &'a dyn InvitationStore,
    pub audit: &'a dyn AuditStore,
    pub vault: &'a dyn Vault,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The company that invites.
    pub company: Name,
    /// Whether the person has no password yet and must choose one.
    pub needs_password: bool,
}

/// The token of a link.
pub(super) struct InvitationToken {
    tenant: TenantId,
    pub(super) id: InvitationId,
    secret: Zeroizing<String>,
}

impl InvitationToken {
    pub(super) fn fresh(ids: Ids<'_>, tenant: TenantId, id: InvitationId) -> Self {
        Self { tenant, id, secret: ids.secret() }
    }

    fn parse(text: &str) -> Option<Self> {
        let (tenant, rest) = text.split_once('.')?;
        let (id, secret) = rest.split_once('.')?;
        let well_formed = secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit());
        let tenant = tenant.parse().ok().filter(|_| well_formed)?;
        Some(Self { tenant, id: id.parse().ok()?, secret: Zeroizing::new(secret.to_owned()) })
    }

    pub(super) fn hash(&self) -> TokenHash {
        TokenHash::of(&self.secret)
    }

    pub(super) fn link(&self, public_url: &str) -> Zeroizing<String> {
        let Self { tenant, id, secret } = self;
        Zeroizing::new(format!("{public_url}/accept-invitation?token={tenant}.{id}.{}", **secret))
    }
}

/// Says what a link leads to. Nothing changes.
///
/// # Errors
/// [`Refusal::Expired`] for a token that is malformed, unknown, used, withdrawn or too old.
pub async fn preview(desk: JoinDesk<'_>, token: &str) -> Result<Preview, UseCaseError> {
    let invitation = find(desk, token).await?;
    let tenant = desk.accounts.tenant(invitation.tenant).await?.ok_or(Refusal::Expired)?;
    let person = person(desk, &invitation).await?;
    Ok(Preview { company: tenant.name, needs_password: person.is_none_or(|user| user.verified_at.is_none()) })
}

/// Makes a member of whoever was invited. They log in afterwards.
///
/// # Errors
/// [`Refusal::Expired`] as for [`preview`], and when whoever invited them may no longer give what they
/// gave; [`Refusal::Invalid`] for a password that is missing, too easy to guess, or not asked for.
pub async fn accept(
    desk: JoinDesk<'_>,
    passwords: &dyn PasswordHasher,
    token: &str,
    password: Option<Password>,
) -> Result<(), UseCaseError> {
    let invitation = find(desk, token).await?;
    let now = desk.clock.now();
    let known = person(desk, &invitation).await?;
    let email = address_of_invited(desk.vault, &invitation).await?;
    let company = desk.accounts.tenant(invitation.tenant).await?.ok_or(Refusal::Expired)?.name;
    let chosen = |password| chosen(password, &email, &company);
    let membership = |user| Membership {
        tenant: invitation.tenant,
        user,
        role: invitation.role,
        reach: invitation.reach.clone(),
        since: now,
        rev: 0,
    };
    let user = match known {
        Some(user) if user.verified_at.is_some() => {
            if password.is_some() {
                let rule = "is not asked for: you have an account, log in with its password";
                return Err(Refusal::invalid("password", rule).into());
            }
            join(desk, &invitation, &membership(user.id), Joining::Known).await?;
            user.id
        }
        Some(user) => {
            let password = passwords.hash(&chosen(password)?).await?;
            let proved = User { password, verified_at: Some(now), ..user };
            join(desk, &invitation, &membership(proved.id), Joining::Proved(&proved)).await?;
            proved.id
        }
        None => {
            let id = Ids::new(desk.clock, desk.entropy).user();
            let person = User {
                id,
                email: Sealed::seal(desk.vault, TenantId::SYSTEM, &id.to_string(), &email).await?,
                password: passwords.hash(&chosen(password)?).await?,
                verified_at: Some(now),
                created_at: now,
                second_factor: None,
                epoch: 0,
                rev: 0,
            };
            join(desk, &invitation, &membership(id), Joining::New(&person, &invitation.index)).await?;
            id
        }
    };
    note(desk, &invitation, user).await
}

/// The password of a new account, held to the same rules as any.
fn chosen(password: Option<Password>, email: &EmailAddress, company: &Name) -> Result<Password, Refusal> {
    let password = password.ok_or_else(|| Refusal::invalid("password", "is missing; choose one"))?;
    check_new_password("password", &password, email, &[company])?;
    Ok(password)
}

async fn person(desk: JoinDesk<'_>, invitation: &Invitation) -> Result<Option<User>, UseCaseError> {
    Ok(desk.accounts.user_by_email(&invitation.index).await?)
}

/// The invitation of a token, if whoever invited may still give what it gives.
async fn find(desk: JoinDesk<'_>, token: &str) -> Result<Invitation, UseCaseError> {
    let token = InvitationToken::parse(token).ok_or(Refusal::Expired)?;
    let found = desk.invitations.invitation(token.tenant, token.id).await?;
    let invitation = found
        .filter(|found| found.secret == token.hash() && desk.clock.now() < found.expires_at)
        .ok_or(Refusal::Expired)?;
    let inviter = desk.accounts.membership(invitation.tenant, invitation.invited_by).await?;
    let may = inviter.is_some_and(|inviter| {
        manages(inviter.role, invitation.role)
            && inviter.reach.is_everything()
            && inviter.since <= invitation.created_at
    });
    if may { Ok(invitation) } else { Err(Refusal::Expired.into()) }
}

async fn join(
    desk: JoinDesk<'_>,
    invitation: &Invitation,
    membership: &Membership,
    who: Joining<'_>,
) -> Result<(), UseCaseError> {
    let outcome = desk.invitations.accept_invitation(invitation.id, membership, who).await;
    if !lost(&outcome) {
        return Ok(outcome?);
    }
    // Accepted or withdrawn meanwhile, or the person is a member by another invitation: it has served.
    if desk.accounts.membership(membership.tenant, membership.user).await?.is_some() {
        desk.invitations.delete_invitation(invitation.tenant, invitation.id).await?;
        return Err(Refusal::Expired.into());
    }
    if desk.invitations.invitation(invitation.tenant, invitation.id).await?.is_none() {
        return Err(Refusal::Expired.into());
    }
    // The account changed at the same moment; opened again, the link works.
    Ok(outcome?)
}

async fn note(desk: JoinDesk<'_>, invitation: &Invitation, user: UserId) -> Result<(), UseCaseError> {
    let note = AuditNote {
        tenant: invitation.tenant,
        at: desk.clock.now(),
        actor: Actor::User(user),
        action: "invitation.accept",
        subjects: vec![invitation.id.to_string(), user.to_string()],
        outcome: AuditOutcome::Done,
        detail: told(invitation.role, &invitation.reach),
    };
    Ok(audit::record(desk.audit, &Writer::Portal, note).await?)
}
