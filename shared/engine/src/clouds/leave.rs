//! Machines that leave the inventory: those of a cloud that was taken away, or of its regions that are
//! no longer looked at.
//!
//! The work is its own place to go on from: a machine that has left is no longer listed, so that a run
//! which died, came twice or met another one finds what is left. What a machine lived through until
//! then is in the ledger before the machine is deleted.

use futures::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{
    CloudId, IntervalSource, MachineId, TenantId,
    machine::{Machine, MachineState, Sighting},
};

use crate::{
    UseCaseError,
    ports::{Clock, CloudStore, Job, JobQueue, LedgerStore, MachineStore, Part, StoreError},
    record::Leaving,
    timekeeping::by_month,
};

/// What leaving needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Leaver<'a> {
    pub clouds: &'a dyn CloudStore,
    pub machines: &'a dyn MachineStore,
    pub ledger: &'a dyn LedgerStore,
    pub jobs: &'a dyn JobQueue,
    pub clock: &'a dyn Clock,
}

/// How many machines leave in one run.
const PAGE: u32 = 200;
/// How many leave at once.
const AT_ONCE: usize = 16;
/// How often a machine is read again because somebody else changed it meanwhile.
const ATTEMPTS: u32 = 8;
/// For how long a listing that began before may still store machines: longer than a function runs.
/// Only then is the last look taken.
pub const LAST_LOOK: SignedDuration = SignedDuration::from_mins(20);

/// Has a page of machines leave, and asks for the next one. Returns how many left.
///
/// # Errors
/// Those of our own parts; the tick asks again.
pub async fn leave(leaver: Leaver<'_>, tenant: TenantId, cloud: CloudId) -> Result<usize, UseCaseError> {
    let Some(leaving) = leaver.clouds.leaving(tenant, cloud).await? else { return Ok(0) };
    let now = leaver.clock.now();
    for region in &leaving.regions {
        let page = leaver.machines.machines_in(tenant, cloud, region, Part::first(PAGE)).await?;
        if page.items.is_empty() {
            continue;
        }
        let count = page.items.len();
        let leave = page.items.into_iter().map(|machine| part_with(leaver, tenant, machine, now));
        stream::iter(leave).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        leaver.jobs.send(&[Job::LeaveCloud { v: Job::VERSION, tenant, cloud }]).await?;
        return Ok(count);
    }
    let end = leaving.since + LAST_LOOK;
    let outcome = if now < end {
        leaver.clouds.update_leaving(&Leaving { due_at: end, ..leaving }).await
    } else {
        leaver.clouds.end_leaving(&leaving).await
    };
    match outcome {
        // Somebody took more away meanwhile; what is stored now is due by itself.
        Err(StoreError::Conflict(_)) => Ok(0),
        outcome => Ok(outcome.map(|()| 0)?),
    }
}

/// Records what a machine lived through until now, and deletes it.
async fn part_with(
    leaver: Leaver<'_>,
    tenant: TenantId,
    machine: Machine,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id: MachineId = machine.id.clone();
    let mut current = Some(machine);
    for _ in 0..ATTEMPTS {
        let Some(mut machine) = current else { return Ok(()) };
        let end =
            Sighting { state: MachineState::Terminated, at: now, source: IntervalSource::Poll, facts: None };
        machine.observe(end);
        let outcome = if machine.closed.is_empty() {
            leaver.machines.delete_machine(tenant, &machine).await
        } else {
            leaver.ledger.record(tenant, &machine, &by_month(&machine.closed)).await
        };
        match outcome {
            Ok(()) | Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
        current = leaver.machines.machine(tenant, &id).await?;
    }
    // Whoever keeps changing it is done by the next run.
    Ok(())
}
