//! Who is logged in, in plain words, for their own eyes.

use powerdown_domain::{EmailAddress, TenantId};

use crate::{
    Refusal, UseCaseError,
    ports::{AccountStore, Vault},
    record::{Session, Tenant},
};

/// The person and the company of a session.
#[derive(Debug)]
pub struct Profile {
    /// The person's address, opened for this moment.
    pub email: EmailAddress,
    /// The company.
    pub tenant: Tenant,
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
    let email = user.email.open(vault, TenantId::SYSTEM, &user.id.to_string()).await?;
    Ok(Profile { email, tenant })
}
