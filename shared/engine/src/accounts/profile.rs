//! Who is logged in, in plain words, for their own eyes.

use powerdown_domain::{EmailAddress, Name, TenantId};

use crate::{
    Refusal, UseCaseError,
    ports::{AccountStore, Vault},
    record::{Membership, Session, Tenant},
};

/// The person and the company of a session.
#[derive(Debug)]
pub struct Profile {
    /// The person's address, opened for this moment.
    pub email: EmailAddress,
    /// The company.
    pub tenant: Tenant,
    /// Their place in it.
    pub membership: Membership,
    /// Everywhere they belong, with the company's name; oldest company first.
    pub places: Vec<(Membership, Name)>,
}

/// Reads the person and the company of a session.
///
/// # Errors
/// [`Refusal::NoSession`] when either is gone.
pub async fn profile(
    accounts: &dyn AccountStore,
    vault: &dyn Vault,
    session: &Session,
) -> Result<Profile, UseCaseError> {
    let user = accounts.user(session.user).await?.ok_or(Refusal::NoSession)?;
    let tenant = accounts.tenant(session.tenant).await?.ok_or(Refusal::NoSession)?;
    let membership = accounts.membership(session.tenant, session.user).await?.ok_or(Refusal::NoSession)?;
    let email = user.email.open(vault, TenantId::SYSTEM, &user.id.to_string()).await?;
    // By an index that may lag behind: their place here is known already.
    let mut places = vec![(membership.clone(), tenant.name.clone())];
    for place in accounts.memberships(session.user).await? {
        if place.tenant != tenant.id
            && let Some(other) = accounts.tenant(place.tenant).await?
        {
            places.push((place, other.name));
        }
    }
    places.sort_by_key(|(place, _)| place.tenant);
    Ok(Profile { email, tenant, membership, places })
}
