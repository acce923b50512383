//! Members: what they may do, and the end of that.

use std::collections::BTreeMap;

use powerdown_domain::{EmailAddress, Reach, TenantId, UserId};

use super::{check_reach, must_manage, told};
use crate::{
    Refusal, UseCaseError,
    accounts::{Ending, SessionDesk, end_sessions},
    audit::{self, AuditNote},
    ports::{ApiTokenStore, CloudStore, MemberStore, Part, StoreError, Vault},
    record::{AuditOutcome, Membership, Principal, Role, Writer},
};

/// How many members or tokens are looked at in one step.
const STEP: u32 = 100;

/// What managing members needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct MemberDesk<'a> {
    pub sessions: SessionDesk<'a>,
    pub members: &'a dyn MemberStore,
    pub tokens: &'a dyn ApiTokenStore,
    pub clouds: &'a dyn CloudStore,
}

/// The addresses of people, opened for the eyes of their colleagues.
///
/// # Errors
/// The store's and the vault's.
pub async fn addresses(
    members: &dyn MemberStore,
    vault: &dyn Vault,
    of: &[UserId],
) -> Result<BTreeMap<UserId, EmailAddress>, UseCaseError> {
    let mut opened = BTreeMap::new();
    for user in members.users(of).await? {
        let email = user.email.open(vault, TenantId::SYSTEM, &user.id.to_string()).await?;
        opened.insert(user.id, email);
    }
    Ok(opened)
}

/// Gives a member another role and reach, which count from their next request on.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Forbidden`] for an admin who would change an admin or owner, or make
/// one; [`Refusal::Invalid`] for a reach that cannot be; [`Refusal::Conflict`] for the last owner.
pub async fn change_member(
    desk: MemberDesk<'_>,
    by: &Principal,
    user: UserId,
    role: Role,
    reach: Reach,
) -> Result<Membership, UseCaseError> {
    let member = find(desk, by, user).await?;
    must_manage(by.role(), role)?;
    check_reach(desk.clouds, by.tenant(), Some(role), &reach).await?;
    let witness = if role < Role::Owner { witness(desk, &member).await? } else { None };
    let changed = Membership { role, reach, ..member.clone() };
    desk.members.update_membership(&changed, witness).await?;
    let detail =
        format!("{}, before {}", told(changed.role, &changed.reach), told(member.role, &member.reach));
    note(desk, by, "member.change", user, detail).await?;
    Ok(Membership { rev: changed.rev + 1, ..changed })
}

/// Ends somebody's membership. What they could see and do here ends with their next request, and their
/// tokens with it; their account and other memberships stay.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Forbidden`] for an admin who would remove an admin or owner;
/// [`Refusal::Conflict`] for the last owner.
pub async fn remove_member(desk: MemberDesk<'_>, by: &Principal, user: UserId) -> Result<(), UseCaseError> {
    let member = find(desk, by, user).await?;
    let witness = witness(desk, &member).await?;
    desk.members.delete_membership(&member, witness).await?;
    note(desk, by, "member.remove", user, told(member.role, &member.reach)).await?;
    // None of these works any more; ended, their sockets close at once, and nobody has to look at them.
    let (tenant, actor) = (Some(by.tenant()), by.actor());
    let ending = Ending { user, tenant, except: None, actor, why: "no longer a member" };
    end_sessions(desk.sessions, ending).await?;
    let mut after = None;
    loop {
        let page = desk.tokens.api_tokens(by.tenant(), Part::after(after.as_ref(), STEP)).await?;
        for token in page.items.into_iter().filter(|token| token.created_by == user) {
            desk.tokens.delete_api_token(by.tenant(), token.id).await?;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// A member whom somebody may manage.
async fn find(desk: MemberDesk<'_>, by: &Principal, user: UserId) -> Result<Membership, UseCaseError> {
    let found = desk.sessions.accounts.membership(by.tenant(), user).await?;
    let member = found.ok_or(Refusal::NotFound("member"))?;
    must_manage(by.role(), member.role)?;
    Ok(member)
}

/// Another owner, who must still be one when this owner no longer is; nobody for whoever is none.
async fn witness(desk: MemberDesk<'_>, member: &Membership) -> Result<Option<UserId>, UseCaseError> {
    if member.role < Role::Owner {
        return Ok(None);
    }
    let mut after = None;
    loop {
        let page = desk.members.members(member.tenant, Part::after(after.as_ref(), STEP)).await?;
        let other = page.items.iter().find(|it| it.role == Role::Owner && it.user != member.user);
        if let Some(owner) = other {
            return Ok(Some(owner.user));
        }
        after = page.next;
        if after.is_none() {
            let reason = "a company needs an owner; make somebody else one first".to_owned();
            return Err(Refusal::Conflict(reason).into());
        }
    }
}

async fn note(
    desk: MemberDesk<'_>,
    by: &Principal,
    action: &'static str,
    user: UserId,
    detail: String,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant: by.tenant(),
        at: desk.sessions.clock.now(),
        actor: by.actor(),
        action,
        subjects: vec![user.to_string()],
        outcome: AuditOutcome::Done,
        detail,
    };
    audit::record(desk.sessions.audit, &Writer::Portal, note).await
}
