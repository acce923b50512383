//! What EC2 tells us about instances of customers' accounts, through their EventBridge and ours.

use jiff::Timestamp;
use powerdown_domain::{
    AwsAccountId, InstanceId, IntervalSource, MachineId, Region, TenantId,
    machine::{Machine, MachineState, Observed, Sighting},
};

use super::{by_hand, change_machine, publish_changes};
use crate::{
    UseCaseError,
    audit::{self, AuditNote},
    ports::{AuditStore, CloudStore, EventBus, Job, JobQueue, MachineStore, ScheduleStore, StoreError},
    record::{Actor, AuditOutcome, ScheduleRecord, Writer},
};

/// One event of EC2 about one instance, already parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloudEvent {
    /// The account it came from, as EventBridge vouches for it.
    pub account: AwsAccountId,
    /// The region it came from.
    pub region: Region,
    /// The instance.
    pub instance: InstanceId,
    /// The event's own time.
    pub at: Timestamp,
    /// What happened.
    pub kind: CloudEventKind,
}

/// What happened to the instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloudEventKind {
    /// It is in this state now.
    State(MachineState),
    /// EC2 will take the spot machine back in two minutes.
    InterruptionWarning,
    /// EC2 thinks the spot machine may be taken back.
    RebalanceRecommendation,
}

/// What taking in events needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct EventDesk<'a> {
    pub clouds: &'a dyn CloudStore,
    pub machines: &'a dyn MachineStore,
    pub schedules: &'a dyn ScheduleStore,
    pub jobs: &'a dyn JobQueue,
    pub bus: &'a dyn EventBus,
    pub audit: &'a dyn AuditStore,
}

/// What an event did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventOutcome {
    /// No tenant has connected the account, or not this region: dropped.
    NotOurs,
    /// The machine is new; its region is being listed.
    Discovered,
    /// Stored and announced.
    Changed,
    /// Late, repeated, or nothing new.
    NothingNew,
    /// A spot notice, written to the audit trail.
    Noted,
}

/// Takes in one event.
///
/// # Errors
/// Those of our own parts; delivered again, the event does no harm.
pub async fn apply_event(desk: EventDesk<'_>, event: CloudEvent) -> Result<EventOutcome, UseCaseError> {
    let Some((tenant, cloud)) = desk.clouds.owner_of_account(&event.account).await? else {
        return Ok(EventOutcome::NotOurs);
    };
    if desk.clouds.cloud(tenant, cloud).await?.is_none_or(|cloud| !cloud.regions.contains(&event.region)) {
        return Ok(EventOutcome::NotOurs);
    }
    let id = MachineId { cloud, region: event.region.clone(), instance: event.instance };
    let state = match event.kind {
        CloudEventKind::State(state) => state,
        CloudEventKind::InterruptionWarning | CloudEventKind::RebalanceRecommendation => {
            let (action, detail) = match event.kind {
                CloudEventKind::InterruptionWarning => {
                    ("machine.spot-interruption", "EC2 takes it back in two minutes")
                }
                _ => ("machine.spot-rebalance", "EC2 recommends to replace it"),
            };
            let note = AuditNote {
                tenant,
                at: event.at,
                actor: Actor::System,
                action,
                subjects: vec![id.to_string()],
                outcome: AuditOutcome::Done,
                detail: detail.to_owned(),
            };
            audit::record(desk.audit, &Writer::Scheduler(cloud, event.region), note).await?;
            return Ok(EventOutcome::Noted);
        }
    };
    let Some(machine) = desk.machines.machine(tenant, &id).await? else {
        if matches!(state, MachineState::Terminated | MachineState::ShuttingDown) {
            return Ok(EventOutcome::NothingNew);
        }
        // The event names the instance only; a listing knows its type, zone and tags.
        desk.jobs.send(&[Job::ScanRegion { v: Job::VERSION, tenant, cloud, region: event.region }]).await?;
        return Ok(EventOutcome::Discovered);
    };
    let sighting = Sighting { state, at: event.at, source: IntervalSource::Event, facts: None };
    let schedule = schedule_to_ask(desk, tenant, &machine, &sighting).await?;
    let change = change_machine(desk.machines, tenant, machine, |machine| {
        let before = machine.state;
        let observed = machine.observe(sighting.clone());
        if observed == Observed::Changed {
            by_hand::note_failed_start(machine, before, sighting.at);
            by_hand::undo(machine, schedule.as_ref(), sighting.at);
        }
        observed == Observed::Changed
    })
    .await?;
    let Some(change) = change else { return Ok(EventOutcome::NothingNew) };
    publish_changes(desk.bus, tenant, vec![change]).await?;
    Ok(EventOutcome::Changed)
}

/// The schedule of a machine that, with this news, turns out to have been touched by hand; of no other
/// machine is it read.
async fn schedule_to_ask(
    desk: EventDesk<'_>,
    tenant: TenantId,
    machine: &Machine,
    news: &Sighting,
) -> Result<Option<ScheduleRecord>, StoreError> {
    let mut then = machine.clone();
    then.observe(news.clone());
    match (by_hand::done(&then), machine.assignment.schedule()) {
        (Some(_), Some(schedule)) => desk.schedules.schedule(tenant, schedule).await,
        _ => Ok(None),
    }
}
