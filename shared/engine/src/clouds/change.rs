//! Changing what a cloud is called, where it is looked at and how it is entered; and taking it away.
//!
//! A cloud that is taken away is gone at once, and its account is free. Its machines, and those of
//! regions that are no longer looked at, leave the inventory afterwards ([`super::leave`]): what is
//! left to do is stored in the same transaction, so that nothing is forgotten halfway.

use powerdown_domain::{CloudId, Name, Region, TenantId};

use super::connect::{AccessRequest, CloudDesk, check_regions, note, seal_access, tell};
use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    error::changed_is_refused,
    ports::{Job, StoreError},
    record::{Access, Actor, AuditOutcome, Cloud, Health, Leaving, Writer},
};

/// A cloud as its owner wants it from now on. Its account stays what it is.
#[derive(Debug)]
pub struct ChangeCloud {
    /// What to call it.
    pub name: Name,
    /// The regions to look at: 1 to 40, without repetition.
    pub regions: Vec<Region>,
    /// How to enter it; as before when absent.
    pub access: Option<AccessRequest>,
}

/// Changes a cloud whose current version is `version`. A role keeps the external id that its account
/// knows already. Where a region or another way of access is new, the scheduler is asked to verify.
///
/// # Errors
/// As for [`super::connect`]; [`Refusal::NotFound`]; [`Refusal::Changed`] when the version is no longer
/// `version`; [`Refusal::Conflict`] for a region whose machines are still leaving.
pub async fn update(
    desk: CloudDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    id: CloudId,
    version: u64,
    request: ChangeCloud,
) -> Result<Cloud, UseCaseError> {
    check_regions(&request.regions)?;
    let current = desk.clouds.cloud(tenant, id).await?.ok_or(Refusal::NotFound("cloud"))?;
    if current.rev != version {
        return Err(Refusal::Changed.into());
    }
    let ChangeCloud { name, regions, access } = request;
    let leaving = leaving(desk, &current, &regions).await?;
    let (grown, entered_anew) =
        (regions.iter().any(|region| !current.regions.contains(region)), access.is_some());
    let mut cloud = Cloud { name, regions, ..current.clone() };
    if let Some(access) = access {
        cloud.access = new_access(desk, &current, access).await?;
        cloud.health = Health::UNVERIFIED;
        cloud.next_scan_at = None;
    }
    changed_is_refused(match &leaving {
        Some(leaving) => desk.clouds.shrink_cloud(&cloud, leaving).await,
        None => desk.clouds.update_cloud(&cloud).await,
    })?;
    let what = [
        (cloud.name != current.name).then_some("name"),
        (cloud.regions != current.regions).then_some("regions"),
        entered_anew.then_some("access"),
    ];
    let what: Vec<&str> = what.into_iter().flatten().collect();
    let said = if what.is_empty() { "nothing".to_owned() } else { what.join(", ") };
    write_down(desk, actor, &cloud, "cloud.update", format!("changed: {said}")).await?;
    tell(desk.bus, &cloud).await;
    if grown || entered_anew {
        desk.jobs.send(&[Job::VerifyCloud { v: Job::VERSION, tenant, cloud: id }]).await?;
    }
    Ok(Cloud { rev: current.rev + 1, ..cloud })
}

/// Takes a cloud away. Its ledger and its audit trail stay.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Changed`] when the version is no longer `version` (`None`: any).
pub async fn delete(
    desk: CloudDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    id: CloudId,
    version: Option<u64>,
) -> Result<(), UseCaseError> {
    let current = desk.clouds.cloud(tenant, id).await?.ok_or(Refusal::NotFound("cloud"))?;
    if version.is_some_and(|version| version != current.rev) {
        return Err(Refusal::Changed.into());
    }
    let mut leaving = stored_or_new(desk, &current).await?;
    leaving.add(&current.regions);
    changed_is_refused(desk.clouds.delete_cloud(&current, &leaving).await)?;
    write_down(desk, actor, &current, "cloud.disconnect", format!("account {}", current.account)).await?;
    tell(desk.bus, &current).await;
    Ok(())
}

/// What leaves when a cloud has these regions alone; `None` when nothing does.
async fn leaving(
    desk: CloudDesk<'_>,
    current: &Cloud,
    regions: &[Region],
) -> Result<Option<Leaving>, UseCaseError> {
    let mut leaving = stored_or_new(desk, current).await?;
    if let Some(region) = regions.iter().find(|region| leaving.regions.contains(region)) {
        let message = format!(
            "{region} was taken away a moment ago, and its machines are still leaving; add it again in half an hour"
        );
        return Err(Refusal::Conflict(message).into());
    }
    let removed: Vec<Region> =
        current.regions.iter().filter(|region| !regions.contains(region)).cloned().collect();
    leaving.add(&removed);
    Ok((!removed.is_empty()).then_some(leaving))
}

async fn stored_or_new(desk: CloudDesk<'_>, cloud: &Cloud) -> Result<Leaving, StoreError> {
    let now = desk.clock.now();
    let stored = desk.clouds.leaving(cloud.tenant, cloud.id).await?;
    let new = Leaving {
        tenant: cloud.tenant,
        cloud: cloud.id,
        regions: Vec::new(),
        since: now,
        due_at: now,
        rev: 0,
    };
    Ok(stored.map_or(new, |stored| Leaving { since: now, due_at: now, ..stored }))
}

async fn new_access(
    desk: CloudDesk<'_>,
    current: &Cloud,
    access: AccessRequest,
) -> Result<Access, UseCaseError> {
    let id = current.id.to_string();
    let sealed = seal_access(desk, current.tenant, &id, &current.account, access).await?;
    Ok(match (sealed, &current.access) {
        // Sealed to this very cloud: it stays as it is, and closed.
        (Access::Role { arn, .. }, Access::Role { external_id, .. }) => {
            Access::Role { arn, external_id: external_id.clone() }
        }
        (sealed, _) => sealed,
    })
}

async fn write_down(
    desk: CloudDesk<'_>,
    actor: &Actor,
    cloud: &Cloud,
    action: &'static str,
    detail: String,
) -> Result<(), UseCaseError> {
    let note = note(desk, cloud.tenant, actor.clone(), action, cloud.id.to_string(), AuditOutcome::Done);
    Ok(audit::record(desk.audit, &Writer::Portal, AuditNote { detail, ..note }).await?)
}
