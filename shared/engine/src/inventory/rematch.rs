//! Matching all machines of a region again after a schedule's selectors changed, a page at a time.

use std::collections::BTreeSet;

use powerdown_domain::{CloudId, InstanceId, Region, ScheduleId, TenantId};

use super::{change_machine, matched, publish_changes, reassign};
use crate::{
    UseCaseError,
    ports::{Clock, EventBus, Job, JobQueue, MachineStore, Part, ScheduleStore},
    schedules::look_at,
};

/// What re-matching needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Rematcher<'a> {
    pub machines: &'a dyn MachineStore,
    pub schedules: &'a dyn ScheduleStore,
    pub jobs: &'a dyn JobQueue,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
}

const PAGE: u32 = 200;

/// Re-matches one page of a region's machines and asks for the next page. Returns how many changed.
///
/// # Errors
/// Those of our own parts; delivered again, the page is matched again, to the same end.
pub async fn rematch(
    rematcher: Rematcher<'_>,
    tenant: TenantId,
    cloud: CloudId,
    region: &Region,
    after: Option<&InstanceId>,
) -> Result<usize, UseCaseError> {
    let schedules = rematcher.schedules.schedules(tenant).await?;
    let page = rematcher.machines.machines_in(tenant, cloud, region, Part::after(after, PAGE)).await?;
    let mut changes = Vec::new();
    let mut disturbed: BTreeSet<ScheduleId> = BTreeSet::new();
    for machine in page.items {
        let mut newly_followed = None;
        let change = change_machine(rematcher.machines, tenant, machine, |machine| {
            let assignment = matched(machine, &schedules);
            let changed = assignment != machine.assignment;
            newly_followed = reassign(machine, assignment);
            changed
        })
        .await?;
        changes.extend(change);
        disturbed.extend(newly_followed);
    }
    let changed = changes.len();
    publish_changes(rematcher.bus, tenant, changes).await?;
    for schedule in disturbed {
        look_at(rematcher.schedules, tenant, schedule, rematcher.clock.now()).await?;
    }
    if let Some(next) = page.next {
        let job = Job::Rematch { v: Job::VERSION, tenant, cloud, region: region.clone(), after: Some(next) };
        rematcher.jobs.send(&[job]).await?;
    }
    Ok(changed)
}
