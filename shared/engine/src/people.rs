//! People of a company: who belongs to it, who is invited, which programs act in their place, and what
//! the company says about itself.
//!
//! Rules:
//! - What somebody may do is their membership's role and reach, read anew at every request. Nothing else
//!   keeps a copy: a session, a token and a socket point at the membership.
//! - Nobody gives what they do not have. Owners manage everybody; admins manage operators and viewers,
//!   now and when what they gave is taken up.
//! - A company always has an owner, however close together its owners step back.
//! - A token acts in the place of whoever made it: it may never do more than they may at that moment, and
//!   ends with their membership, for good.

mod api_tokens;
mod invitations;
mod joining;
mod members;
mod settings;

use powerdown_domain::{Reach, TenantId};

pub use api_tokens::{
    ApiTokenDesk, ApiTokenDraft, IssuedToken, MOST_API_TOKENS, TOKEN_PREFIX, end_api_token, issue_api_token,
    living_token, mark_used, principal_of_token,
};
pub use invitations::{
    INVITATION_LIFE, InviteDesk, InviteDraft, MOST_INVITATIONS, address_of_invited, invite, withdraw,
};
pub use joining::{JoinDesk, Preview, accept, preview};
pub use members::{MemberDesk, addresses, change_member, remove_member};
pub use settings::{SettingsDesk, TenantDraft, change_tenant};

use crate::{
    Refusal, UseCaseError,
    ports::{CloudStore, StoreError},
    record::Role,
};

/// Whether somebody of role `by` may give `role`, change it, or take it.
fn manages(by: Role, role: Role) -> bool {
    match by {
        Role::Owner => true,
        Role::Admin => role < Role::Admin,
        Role::Operator | Role::Viewer => false,
    }
}

fn must_manage(by: Role, role: Role) -> Result<(), Refusal> {
    if manages(by, role) {
        return Ok(());
    }
    Err(Refusal::Forbidden("only an owner may manage admins and owners"))
}

/// Refuses a role with a reach that it cannot have, and clouds that are none of the company's.
async fn check_reach(
    clouds: &dyn CloudStore,
    tenant: TenantId,
    role: Option<Role>,
    reach: &Reach,
) -> Result<(), UseCaseError> {
    if role == Some(Role::Owner) && !reach.is_everything() {
        return Err(Refusal::invalid("reach", "an owner reaches everything").into());
    }
    let Reach::Clouds(named) = reach else { return Ok(()) };
    for (index, cloud) in named.iter().enumerate() {
        if clouds.cloud(tenant, *cloud).await?.is_none() {
            return Err(Refusal::invalid(format!("reach.clouds[{index}]"), "there is no such cloud").into());
        }
    }
    Ok(())
}

/// A role and a reach in words, for the audit trail.
fn told(role: Role, reach: &Reach) -> String {
    let role = match role {
        Role::Viewer => "viewer",
        Role::Operator => "operator",
        Role::Admin => "admin",
        Role::Owner => "owner",
    };
    format!("{role} of {}", told_reach(reach))
}

fn told_reach(reach: &Reach) -> String {
    match reach {
        Reach::Everything => "everything".to_owned(),
        Reach::Clouds(clouds) => {
            let clouds: Vec<String> = clouds.iter().map(ToString::to_string).collect();
            format!("the clouds {}", clouds.join(", "))
        }
        Reach::Tag { key, value } => format!("the machines tagged {key}={value}"),
    }
}

/// Whether a write lost to another one.
fn lost(outcome: &Result<(), StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Conflict(_)))
}
