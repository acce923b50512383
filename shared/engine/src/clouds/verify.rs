//! The scheduler's half: enter every region, list one page, and report what happened.

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{CloudId, Region, TenantId};

use super::{EnterError, Entrance, Errand};
use crate::{
    UseCaseError,
    ports::{
        Clock, CloudError, CloudErrorClass, CloudStore, DomainEvent, EventBus, Job, JobQueue, ScheduleStore,
        StoreError,
    },
    record::{Cloud, Health, HealthStatus},
    schedules::look_at,
};

/// How long an inventory stays fresh before the tick asks for the next one.
pub const SCAN_INTERVAL: SignedDuration = SignedDuration::from_hours(1);

/// What verifying needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Verifier<'a> {
    pub clouds: &'a dyn CloudStore,
    pub schedules: &'a dyn ScheduleStore,
    pub entrance: Entrance<'a>,
    pub jobs: &'a dyn JobQueue,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
}

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every region answered; inventories are on their way.
    Healthy,
    /// Refused, with the reason that is now shown.
    Failed(String),
    /// The cloud is gone.
    Gone,
}

/// Enters each region of a cloud and lists one page there, stores what it found, and when all is well
/// asks for the inventories. Schedules that reach into a cloud which was out of reach until then are
/// looked at by the next tick: edges may have passed meanwhile.
///
/// # Errors
/// A passing fault (AWS unavailable, throttled, the store): the job is to be delivered again; the
/// stored health stays as it was.
pub async fn verify(verifier: Verifier<'_>, tenant: TenantId, id: CloudId) -> Result<Verified, VerifyError> {
    let Some(cloud) = verifier.clouds.cloud(tenant, id).await? else { return Ok(Verified::Gone) };
    for region in &cloud.regions {
        match try_region(verifier.entrance, &cloud, region).await {
            Ok(()) => {}
            Err(EnterError::Cloud(error)) if is_passing(error.class) => return Err(error.into()),
            Err(EnterError::Ours(error)) => return Err(error.into()),
            Err(EnterError::Cloud(error)) => {
                let reason = plain_words(&error, region);
                mark_failed(verifier.clouds, verifier.bus, &cloud, reason.clone(), verifier.clock.now())
                    .await?;
                return Ok(Verified::Failed(reason));
            }
        }
    }
    let now = verifier.clock.now();
    change(verifier.clouds, &cloud, |cloud| {
        cloud.health = Health { status: HealthStatus::Healthy, reason: None, checked_at: Some(now) };
        cloud.next_scan_at = Some(now + SCAN_INTERVAL);
    })
    .await?;
    if cloud.health.status != HealthStatus::Healthy {
        catch_up(verifier.schedules, &cloud, now).await?;
    }
    let scans: Vec<Job> = cloud
        .regions
        .iter()
        .map(|region| Job::ScanRegion { v: Job::VERSION, tenant, cloud: id, region: region.clone() })
        .collect();
    verifier.jobs.send(&scans).await.map_err(UseCaseError::from)?;
    announce(verifier.bus, &cloud).await?;
    Ok(Verified::Healthy)
}

/// Makes every schedule due that machines of this cloud follow.
async fn catch_up(schedules: &dyn ScheduleStore, cloud: &Cloud, now: Timestamp) -> Result<(), StoreError> {
    for schedule in schedules.schedules(cloud.tenant).await? {
        let targets = schedules.targets(cloud.tenant, schedule.id).await?;
        if targets.iter().any(|target| target.cloud == cloud.id) {
            look_at(schedules, cloud.tenant, schedule.id, now).await?;
        }
    }
    Ok(())
}

/// Why verifying did not finish.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// AWS had a passing fault.
    #[error("AWS did not answer")]
    Cloud(#[from] CloudError),
    /// One of our own parts failed.
    #[error(transparent)]
    Ours(#[from] UseCaseError),
}

impl From<StoreError> for VerifyError {
    fn from(error: StoreError) -> Self {
        Self::Ours(error.into())
    }
}

/// Stores that a cloud cannot be entered, and why. From then on nothing is done there until it is
/// verified again, which the tick asks for every [`SCAN_INTERVAL`].
///
/// # Errors
/// The store's or the bus's.
pub async fn mark_failed(
    clouds: &dyn CloudStore,
    bus: &dyn EventBus,
    cloud: &Cloud,
    reason: String,
    now: Timestamp,
) -> Result<(), UseCaseError> {
    change(clouds, cloud, |cloud| {
        cloud.health =
            Health { status: HealthStatus::Failed, reason: Some(reason.clone()), checked_at: Some(now) };
        cloud.next_scan_at = Some(now + SCAN_INTERVAL);
    })
    .await?;
    announce(bus, cloud).await
}

/// Changes a cloud, reading it again when somebody else was faster. A cloud that is gone stays gone.
pub(crate) async fn change(
    clouds: &dyn CloudStore,
    cloud: &Cloud,
    apply: impl Fn(&mut Cloud) + Send + Sync,
) -> Result<(), StoreError> {
    let mut current = cloud.clone();
    for _ in 0..8 {
        apply(&mut current);
        match clouds.update_cloud(&current).await {
            Err(StoreError::Conflict(_)) => match clouds.cloud(cloud.tenant, cloud.id).await? {
                Some(newer) => current = newer,
                None => return Ok(()),
            },
            outcome => return outcome,
        }
    }
    Err(StoreError::Conflict("cloud"))
}

async fn announce(bus: &dyn EventBus, cloud: &Cloud) -> Result<(), UseCaseError> {
    let event =
        DomainEvent::CloudsChanged { v: DomainEvent::VERSION, tenant: cloud.tenant, clouds: vec![cloud.id] };
    Ok(bus.publish(&[event]).await?)
}

async fn try_region(entrance: Entrance<'_>, cloud: &Cloud, region: &Region) -> Result<(), EnterError> {
    entrance.enter(cloud, region, Errand::Verification).await?.list_instances(None).await?;
    Ok(())
}

pub(crate) fn is_passing(class: CloudErrorClass) -> bool {
    matches!(class, CloudErrorClass::Throttled | CloudErrorClass::Unavailable)
}

/// What the owner can do, then AWS's own words.
pub(crate) fn plain_words(error: &CloudError, region: &Region) -> String {
    let what = match error.class {
        CloudErrorClass::Denied => {
            "AWS refused access: check the role, its trust policy with the external id, and its permissions"
        }
        CloudErrorClass::BadRegion => "the region is not enabled in this account, or does not exist",
        _ => "AWS answered with an error",
    };
    format!("{region}: {what}. AWS says: {} ({})", error.message, error.code)
}
