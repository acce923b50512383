//! One region's complete listing, compared with what is stored: new, changed, gone.

use std::collections::{BTreeSet, HashMap, HashSet};

use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use powerdown_domain::{
    CloudId, InstanceId, IntervalSource, MachineId, Region, ScheduleId, TenantId,
    machine::{Machine, MachineState, Observed, Sighting},
};

use super::{by_hand, change_machine, matched, publish_changes, reassign};
use crate::{
    UseCaseError,
    clouds::{EnterError, Entrance, Errand, mark_failed},
    ports::{
        Clock, CloudError, CloudStore, Entropy, EventBus, Ids, ListedInstance, MachineChange, MachineStore,
        Part, RegionSession, ScheduleStore, StoreError,
    },
    record::{Cloud, ScheduleRecord},
    schedules::look_at,
};

/// What a scan needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Scanner<'a> {
    pub clouds: &'a dyn CloudStore,
    pub machines: &'a dyn MachineStore,
    pub schedules: &'a dyn ScheduleStore,
    pub entrance: Entrance<'a>,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
}

/// What a scan found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScanReport {
    /// Instances that EC2 listed.
    pub listed: usize,
    /// Machines that were stored as new or changed.
    pub changed: usize,
    /// Machines that EC2 no longer lists.
    pub gone: usize,
}

/// Why a scan did not finish. Delivered again, it begins anew; what it stored stays.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// AWS had a fault.
    #[error("the region could not be listed")]
    Cloud(#[from] CloudError),
    /// One of our own parts failed.
    #[error(transparent)]
    Ours(#[from] UseCaseError),
}

impl From<StoreError> for ScanError {
    fn from(error: StoreError) -> Self {
        Self::Ours(error.into())
    }
}

/// How many machines are written at once.
const CONCURRENT_WRITES: usize = 16;
/// How many machines are read in one call.
const READ_BATCH: usize = 100;

/// Lists all instances of one region and brings the inventory up to date. A role that lost its
/// permission marks the cloud failed and ends the scan without an error.
///
/// # Errors
/// AWS's passing faults, and those of our own parts.
pub async fn scan(
    scanner: Scanner<'_>,
    tenant: TenantId,
    id: CloudId,
    region: &Region,
) -> Result<ScanReport, ScanError> {
    let Some(cloud) = scanner.clouds.cloud(tenant, id).await? else { return Ok(ScanReport::default()) };
    if !cloud.regions.contains(region) {
        return Ok(ScanReport::default());
    }
    let session = match scanner.entrance.enter(&cloud, region, Errand::Inventory).await {
        Ok(session) => session,
        Err(EnterError::Ours(error)) => return Err(error.into()),
        Err(EnterError::Cloud(error)) => return refused(scanner, &cloud, region, error).await,
    };
    let schedules = scanner.schedules.schedules(tenant).await?;
    let begun = scanner.clock.now();
    let mut walk = Walk { scanner, tenant, id, region, schedules: &schedules, disturbed: BTreeSet::new() };
    let (mut report, seen) = match walk.take_in(&*session).await {
        Err(ScanError::Cloud(error)) => return refused(scanner, &cloud, region, error).await,
        outcome => outcome?,
    };
    report.gone = walk.mark_gone(begun, &seen).await?;
    for schedule in &walk.disturbed {
        look_at(scanner.schedules, tenant, *schedule, scanner.clock.now()).await?;
    }
    crate::clouds::change(scanner.clouds, &cloud, |cloud| cloud.machines_seen_at = Some(begun)).await?;
    Ok(report)
}

async fn refused(
    scanner: Scanner<'_>,
    cloud: &Cloud,
    region: &Region,
    error: CloudError,
) -> Result<ScanReport, ScanError> {
    if crate::clouds::is_passing(error.class) {
        return Err(error.into());
    }
    let reason = crate::clouds::plain_words(&error, region);
    mark_failed(scanner.clouds, scanner.bus, cloud, reason, scanner.clock.now()).await?;
    Ok(ScanReport::default())
}

struct Walk<'a> {
    scanner: Scanner<'a>,
    tenant: TenantId,
    id: CloudId,
    region: &'a Region,
    schedules: &'a [ScheduleRecord],
    /// Schedules that gained a machine and must be looked at.
    disturbed: BTreeSet<ScheduleId>,
}

impl Walk<'_> {
    async fn take_in(
        &mut self,
        session: &dyn RegionSession,
    ) -> Result<(ScanReport, HashSet<InstanceId>), ScanError> {
        let mut report = ScanReport::default();
        let mut seen = HashSet::new();
        let mut page = None;
        loop {
            let asked_at = self.scanner.clock.now();
            let listing = session.list_instances(page).await?;
            report.listed += listing.instances.len();
            seen.extend(listing.instances.iter().map(|instance| instance.id.clone()));
            for batch in listing.instances.chunks(READ_BATCH) {
                report.changed += self.take_in_batch(batch, asked_at).await?;
            }
            match listing.next {
                Some(next) => page = Some(next),
                None => return Ok((report, seen)),
            }
        }
    }

    async fn take_in_batch(
        &mut self,
        batch: &[ListedInstance],
        asked_at: Timestamp,
    ) -> Result<usize, ScanError> {
        let ids: Vec<MachineId> = batch.iter().map(|instance| self.machine_id(&instance.id)).collect();
        let known: HashMap<InstanceId, Machine> = self
            .scanner
            .machines
            .machines(self.tenant, &ids)
            .await?
            .into_iter()
            .map(|machine| (machine.id.instance.clone(), machine))
            .collect();
        let stored: Vec<(Option<MachineChange>, Option<ScheduleId>)> = stream::iter(batch)
            .map(|instance| self.take_in_one(instance, known.get(&instance.id), asked_at))
            .buffer_unordered(CONCURRENT_WRITES)
            .try_collect()
            .await?;
        let mut changes = Vec::new();
        for (change, newly_followed) in stored {
            changes.extend(change);
            self.disturbed.extend(newly_followed);
        }
        let changed = changes.len();
        publish_changes(self.scanner.bus, self.tenant, changes).await.map_err(UseCaseError::from)?;
        Ok(changed)
    }

    /// Stores what is new about one instance; says which schedule it newly follows.
    async fn take_in_one(
        &self,
        instance: &ListedInstance,
        known: Option<&Machine>,
        asked_at: Timestamp,
    ) -> Result<(Option<MachineChange>, Option<ScheduleId>), StoreError> {
        let machine = match known {
            Some(machine) => machine.clone(),
            None if instance.state == MachineState::Terminated => return Ok((None, None)),
            None => Machine::discovered(
                self.machine_id(&instance.id),
                Ids::new(self.scanner.clock, self.scanner.entropy).lineage(),
                instance.state,
                asked_at,
                instance.facts.clone(),
            ),
        };
        let mut newly_followed = None;
        let change = change_machine(self.scanner.machines, self.tenant, machine, |machine| {
            let is_new = machine.rev == 0;
            let observed = machine.observe(Sighting {
                state: instance.state,
                at: asked_at,
                source: IntervalSource::Poll,
                facts: Some(instance.facts.clone()),
            });
            let assignment = matched(machine, self.schedules);
            let reassigned = assignment != machine.assignment;
            newly_followed = reassign(machine, assignment);
            if observed == Observed::Changed {
                let follows = machine.assignment.schedule();
                let schedule = self.schedules.iter().find(|schedule| Some(schedule.id) == follows);
                by_hand::undo(machine, schedule, asked_at);
            }
            is_new || reassigned || observed == Observed::Changed
        })
        .await?;
        Ok((change, newly_followed))
    }

    /// Marks machines that EC2 no longer lists as terminated.
    async fn mark_gone(&self, begun: Timestamp, seen: &HashSet<InstanceId>) -> Result<usize, ScanError> {
        let mut gone = 0;
        let mut after: Option<InstanceId> = None;
        loop {
            let page = self
                .scanner
                .machines
                .machines_in(self.tenant, self.id, self.region, Part::after(after.as_ref(), 200))
                .await?;
            let mut changes = Vec::new();
            for machine in page.items {
                let missing =
                    !seen.contains(&machine.id.instance) && machine.state != MachineState::Terminated;
                if !missing {
                    continue;
                }
                let sighting = Sighting {
                    state: MachineState::Terminated,
                    at: begun,
                    source: IntervalSource::Poll,
                    facts: None,
                };
                changes.extend(
                    change_machine(self.scanner.machines, self.tenant, machine, |machine| {
                        machine.observe(sighting.clone()) == Observed::Changed
                    })
                    .await?,
                );
            }
            gone += changes.len();
            publish_changes(self.scanner.bus, self.tenant, changes).await.map_err(UseCaseError::from)?;
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(gone),
            }
        }
    }

    fn machine_id(&self, instance: &InstanceId) -> MachineId {
        MachineId { cloud: self.id, region: self.region.clone(), instance: instance.clone() }
    }
}
