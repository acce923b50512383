//! Inviting people: a link to an address, good for a week, and for one person.

use jiff::SignedDuration;
use powerdown_domain::{EmailAddress, InvitationId, Reach};

use super::{check_reach, joining::InvitationToken, must_manage, told};
use crate::{
    Refusal, Sealed, UseCaseError,
    accounts::mails,
    audit::{self, AuditNote},
    ports::{
        AccountStore, AuditStore, Clock, CloudStore, Entropy, Ids, InvitationStore, Mail, Mailer, Part,
        StoreError, Vault,
    },
    record::{AuditOutcome, Invitation, InvitedAddress, Principal, Role, Writer},
};

/// For how long an invitation works.
pub const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The most invitations of one company that may wait.
pub const MOST_INVITATIONS: u32 = 100;

/// What inviting needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct InviteDesk<'a> {
    pub accounts: &'a dyn AccountStore,
    pub invitations: &'a dyn InvitationStore,
    pub clouds: &'a dyn CloudStore,
    pub audit: &'a dyn AuditStore,
    pub vault: &'a dyn Vault,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
}

/// Whom to invite, and to what.
#[derive(Debug, Clone)]
pub struct InviteDraft {
    /// Their address.
    pub email: EmailAddress,
    /// What they will be allowed.
    pub role: Role,
    /// To which machines.
    pub reach: Reach,
}

/// Invites somebody by mail. Whether they have an account already shows to them alone.
///
/// # Errors
/// [`Refusal::Forbidden`] for an admin who would make an admin or owner; [`Refusal::Invalid`] for a reach
/// that cannot be; [`Refusal::Conflict`] for somebody who is a member or invited already, and when
/// [`MOST_INVITATIONS`] wait. When the mail could not be sent, the invitation is taken back.
pub async fn invite(
    desk: InviteDesk<'_>,
    mailer: &dyn Mailer,
    public_url: &str,
    by: &Principal,
    draft: InviteDraft,
) -> Result<Invitation, UseCaseError> {
    must_manage(by.role(), draft.role)?;
    check_reach(desk.clouds, by.tenant(), Some(draft.role), &draft.reach).await?;
    let index = desk.vault.blind_index(&draft.email).await?;
    if let Some(user) = desk.accounts.user_by_email(&index).await?
        && desk.accounts.membership(by.tenant(), user.id).await?.is_some()
    {
        return Err(Refusal::Conflict("this person is a member already".to_owned()).into());
    }
    let now = desk.clock.now();
    let known = desk.invitations.invitations(by.tenant(), Part::first(2 * MOST_INVITATIONS)).await?.items;
    let waiting: Vec<&Invitation> = known.iter().filter(|it| now < it.expires_at).collect();
    if waiting.iter().any(|waiting| waiting.index == index) {
        let reason = "this person is invited already; withdraw that invitation first".to_owned();
        return Err(Refusal::Conflict(reason).into());
    }
    if waiting.len() >= MOST_INVITATIONS as usize {
        let reason = format!("at most {MOST_INVITATIONS} invitations may wait; withdraw one first");
        return Err(Refusal::Conflict(reason).into());
    }
    let ids = Ids::new(desk.clock, desk.entropy);
    let token = InvitationToken::fresh(ids, by.tenant(), ids.invitation());
    let address = InvitedAddress(draft.email.clone());
    let invitation = Invitation {
        id: token.id,
        tenant: by.tenant(),
        email: Sealed::seal(desk.vault, by.tenant(), &token.id.to_string(), &address).await?,
        index,
        role: draft.role,
        reach: draft.reach,
        invited_by: by.user(),
        secret: token.hash(),
        created_at: now,
        expires_at: now + INVITATION_LIFE,
    };
    desk.invitations.create_invitation(&invitation).await?;
    let detail = told(invitation.role, &invitation.reach);
    note(desk, by, "invitation.create", invitation.id, detail).await?;
    let words = mails::invitation(&token.link(public_url));
    let mail = Mail { to: &draft.email, subject: words.subject, text: &words.text };
    if let Err(error) = mailer.send(mail).await {
        desk.invitations.delete_invitation(by.tenant(), invitation.id).await?;
        return Err(error.into());
    }
    Ok(invitation)
}

/// Takes an invitation back. Its link stops working at once.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Forbidden`] for an admin and an invitation that only an owner gives.
pub async fn withdraw(desk: InviteDesk<'_>, by: &Principal, id: InvitationId) -> Result<(), UseCaseError> {
    let found = desk.invitations.invitation(by.tenant(), id).await?;
    let invitation = found.ok_or(Refusal::NotFound("invitation"))?;
    must_manage(by.role(), invitation.role)?;
    desk.invitations.delete_invitation(by.tenant(), id).await?;
    let detail = told(invitation.role, &invitation.reach);
    Ok(note(desk, by, "invitation.withdraw", id, detail).await?)
}

/// The address that an invitation was sent to, opened for the eyes of those who invite.
///
/// # Errors
/// The vault's.
pub async fn address_of_invited(
    vault: &dyn Vault,
    invitation: &Invitation,
) -> Result<EmailAddress, UseCaseError> {
    let id = invitation.id.to_string();
    Ok(invitation.email.open(vault, invitation.tenant, &id).await?.0)
}

async fn note(
    desk: InviteDesk<'_>,
    by: &Principal,
    action: &'static str,
    id: InvitationId,
    detail: String,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant: by.tenant(),
        at: desk.clock.now(),
        actor: by.actor(),
        action,
        subjects: vec![id.to_string()],
        outcome: AuditOutcome::Done,
        detail,
    };
    audit::record(desk.audit, &Writer::Portal, note).await
}
