//! The walk that seals again, under the newest key, what lies under an older one.

use jiff::Timestamp;
use powerdown_domain::TenantId;

use crate::{
    UseCaseError,
    ports::{AccountStore, Clock, CloudStore, SealedRecord, StoreError, UpkeepStore, Vault, VaultError},
    record::{Access, Cloud, Progress, SecondFactor, User},
};

/// The mark of this walk.
pub(super) const WORK: &str = "reseal";

/// What sealing again needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct ResealDesk<'a> {
    pub upkeep: &'a dyn UpkeepStore,
    pub accounts: &'a dyn AccountStore,
    pub clouds: &'a dyn CloudStore,
    pub vault: &'a dyn Vault,
    pub clock: &'a dyn Clock,
}

/// What one run of the walk did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct ResealReport {
    /// Records that were sealed again.
    pub resealed: usize,
    /// Records that somebody changed at the same moment, and which that one sealed.
    pub overtaken: usize,
    /// Records that could not be opened. They stay as they are and are logged.
    pub unopened: usize,
    /// Whether the walk has more to see; the next run goes on from here.
    pub goes_on: bool,
}

/// Goes on with the walk, if one is due, until it ends or the clock shows `until`.
///
/// # Errors
/// The store's, or the vault's when the key service does not answer. What was done stays done; the
/// next run goes on behind the last whole page.
pub async fn reseal(desk: ResealDesk<'_>, until: Timestamp) -> Result<ResealReport, UseCaseError> {
    let mut report = ResealReport::default();
    let Some(mut progress) = desk.upkeep.progress(WORK).await? else { return Ok(report) };
    report.goes_on = true;
    if desk.clock.now() < progress.at {
        return Ok(report);
    }
    while desk.clock.now() < until {
        let page = desk.upkeep.sealed_records(progress.position.clone()).await?;
        for record in page.items {
            match one(desk, record).await {
                Ok(true) => report.resealed += 1,
                Ok(false) => {}
                Err(UseCaseError::Store(StoreError::Conflict(_))) => report.overtaken += 1,
                Err(UseCaseError::Vault(VaultError::DoesNotOpen)) => report.unopened += 1,
                Err(error) => return Err(error),
            }
        }
        let Some(position) = page.next else {
            desk.upkeep.delete_progress(WORK).await?;
            report.goes_on = false;
            break;
        };
        progress = Progress { position: Some(position), ..progress };
        desk.upkeep.put_progress(WORK, &progress).await?;
    }
    Ok(report)
}

/// Whether the record was sealed again.
async fn one(desk: ResealDesk<'_>, record: SealedRecord) -> Result<bool, UseCaseError> {
    match record {
        SealedRecord::User(user) => return person(desk, user).await,
        SealedRecord::Cloud(cloud) => {
            let Access::Role { arn, external_id } = &cloud.access else { return Ok(false) };
            let id = cloud.id.to_string();
            let again = external_id.reseal(desk.vault, cloud.tenant, &id).await.inspect_err(|_| {
                tracing::error!(tenant = %cloud.tenant, cloud = id, "an external id could not be sealed again");
            })?;
            let Some(external_id) = again else { return Ok(false) };
            let access = Access::Role { arn: arn.clone(), external_id };
            desk.clouds.update_cloud(&Cloud { access, ..cloud }).await?;
        }
    }
    Ok(true)
}

/// Address and seed of the second factor. Codes and passwords are hashes, which lie under no data key.
async fn person(desk: ResealDesk<'_>, user: User) -> Result<bool, UseCaseError> {
    let id = user.id.to_string();
    let failed = |_: &VaultError| tracing::error!(user = id, "a person's record could not be sealed again");
    let email = user.email.reseal(desk.vault, TenantId::SYSTEM, &id).await.inspect_err(failed)?;
    let seed = match &user.second_factor {
        Some(factor) => factor.seed.reseal(desk.vault, TenantId::SYSTEM, &id).await.inspect_err(failed)?,
        None => None,
    };
    if email.is_none() && seed.is_none() {
        return Ok(false);
    }
    let second_factor = user.second_factor.map(|factor| match seed {
        Some(seed) => SecondFactor { seed, ..factor },
        None => factor,
    });
    let email = email.unwrap_or(user.email);
    desk.accounts.update_user(&User { email, second_factor, ..user }).await?;
    Ok(true)
}
