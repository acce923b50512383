//! Overrides: a person keeps a machine, or all machines of a schedule, on, off or as they are until
//! an instant.
//!
//! An override takes effect with the next tick and ends by itself: at its end it is as if it had never
//! been, and the order that notices takes it off and writes so to the audit trail.

use jiff::Timestamp;
use powerdown_domain::{
    MachineId, ScheduleId, TenantId, UserId,
    machine::{Machine, MachineState, Retry},
    schedule::{Override, OverrideReason, Wish},
};

use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    inventory::change_machine,
    ports::{AuditStore, Clock, EventBus, MachineStore, ScheduleStore, StoreError},
    record::{AuditOutcome, Principal, ScheduleRecord, Writer},
    schedules,
};

/// What setting overrides needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct OverrideDesk<'a> {
    pub schedules: &'a dyn ScheduleStore,
    pub machines: &'a dyn MachineStore,
    pub audit: &'a dyn AuditStore,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
}

/// An override as a person writes it; it counts from the moment it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideDraft {
    /// On: keep on. Off: keep off. Hands off: leave it as it is.
    pub keep: Wish,
    /// The first instant at which it no longer counts: in the future, within a year.
    pub until: Timestamp,
    /// Why.
    pub reason: OverrideReason,
}

impl OverrideDraft {
    pub(crate) fn set(self, by: UserId, now: Timestamp) -> Result<Override, Refusal> {
        let Self { keep, until, reason } = self;
        let set = Override { keep, until, reason, set_by: by, set_at: now };
        set.check().map_err(|invalid| Refusal::invalid("until", invalid))?;
        Ok(set)
    }
}

/// How often a schedule is read again because somebody else changed it meanwhile.
const ATTEMPTS: u32 = 8;

/// Sets an override on a machine, in the place of the one it has, if any. It also works on a machine
/// that follows no schedule. Returns the machine as it is stored now.
///
/// # Errors
/// [`Refusal::Invalid`] for an end that is not in the future or too far away, [`Refusal::NotFound`],
/// [`Refusal::Conflict`] for a machine that is terminated.
pub async fn set_on_machine(
    desk: OverrideDesk<'_>,
    by: &Principal,
    id: &MachineId,
    draft: OverrideDraft,
) -> Result<Machine, UseCaseError> {
    let set = draft.set(by.user(), desk.clock.now())?;
    let machine = by.found(desk.machines.machine(by.tenant(), id).await?)?;
    if matches!(machine.state, MachineState::Terminated | MachineState::ShuttingDown) {
        return Err(Refusal::Conflict("the machine is terminated".to_owned()).into());
    }
    let machine = put(desk, by.tenant(), machine, Some(&set)).await?;
    note(desk, by, "machine.override", id.to_string(), told(&set)).await?;
    Ok(machine)
}

/// Ends a machine's override now. Without one there is nothing to do.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn clear_on_machine(
    desk: OverrideDesk<'_>,
    by: &Principal,
    id: &MachineId,
) -> Result<(), UseCaseError> {
    let machine = by.found(desk.machines.machine(by.tenant(), id).await?)?;
    let Some(set) = machine.overridden.clone() else { return Ok(()) };
    put(desk, by.tenant(), machine, None).await?;
    Ok(note(desk, by, "machine.override-end", id.to_string(), removed(&set)).await?)
}

/// Sets an override on a schedule, and so on all machines that follow it, in the place of the one it
/// has, if any. Returns the schedule as it is stored now, a version further.
///
/// # Errors
/// As for [`set_on_machine`].
pub async fn set_on_schedule(
    desk: OverrideDesk<'_>,
    by: &Principal,
    id: ScheduleId,
    draft: OverrideDraft,
) -> Result<ScheduleRecord, UseCaseError> {
    let set = draft.set(by.user(), desk.clock.now())?;
    let (schedule, _) = replace(desk, by.tenant(), id, Some(&set)).await?;
    note(desk, by, "schedule.override", id.to_string(), told(&set)).await?;
    schedules::tell(desk.bus, &schedule, Some(schedule.version)).await;
    Ok(schedule)
}

/// Ends a schedule's override now. Without one there is nothing to do.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn clear_on_schedule(
    desk: OverrideDesk<'_>,
    by: &Principal,
    id: ScheduleId,
) -> Result<(), UseCaseError> {
    let (schedule, before) = replace(desk, by.tenant(), id, None).await?;
    let Some(set) = before else { return Ok(()) };
    note(desk, by, "schedule.override-end", id.to_string(), removed(&set)).await?;
    schedules::tell(desk.bus, &schedule, Some(schedule.version)).await;
    Ok(())
}

/// Stores a machine with this override, due at once.
async fn put(
    desk: OverrideDesk<'_>,
    tenant: TenantId,
    machine: Machine,
    set: Option<&Override>,
) -> Result<Machine, StoreError> {
    let now = desk.clock.now();
    let mut stored = machine.clone();
    let change = change_machine(desk.machines, tenant, machine, |machine| {
        machine.overridden = set.cloned();
        machine.retry = Some(Retry { at: now, attempt: 0 });
        stored = machine.clone();
        true
    })
    .await?;
    Ok(Machine { rev: change.map_or(stored.rev, |change| change.rev), ..stored })
}

/// Stores a schedule with this override, due at once; says which one it had. Nothing is written when
/// none takes the place of none.
async fn replace(
    desk: OverrideDesk<'_>,
    tenant: TenantId,
    id: ScheduleId,
    set: Option<&Override>,
) -> Result<(ScheduleRecord, Option<Override>), UseCaseError> {
    for _ in 0..ATTEMPTS {
        let schedule = desk.schedules.schedule(tenant, id).await?.ok_or(Refusal::NotFound("schedule"))?;
        if schedule.overridden.is_none() && set.is_none() {
            return Ok((schedule, None));
        }
        let now = desk.clock.now();
        let changed = ScheduleRecord {
            overridden: set.cloned(),
            next_edge: Some(now),
            updated_at: now,
            version: schedule.version + 1,
            ..schedule.clone()
        };
        match desk.schedules.update_schedule(&changed).await {
            Ok(()) => return Ok((changed, schedule.overridden)),
            Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Refusal::Changed.into())
}

async fn note(
    desk: OverrideDesk<'_>,
    by: &Principal,
    action: &'static str,
    subject: String,
    detail: String,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant: by.tenant(),
        at: desk.clock.now(),
        actor: by.actor(),
        action,
        subjects: vec![subject],
        outcome: AuditOutcome::Done,
        detail,
    };
    audit::record(desk.audit, &Writer::Portal, note).await
}

/// An override in words: `kept on until …: release weekend`.
pub(crate) fn told(set: &Override) -> String {
    format!("{} until {}: {}", kept(set.keep), set.until, set.reason.as_str())
}

fn removed(set: &Override) -> String {
    format!("removed before its end: {}, set by {}", told(set), set.set_by)
}

/// What the audit trail says of an override that has ended by itself.
pub(crate) fn ended(set: &Override) -> String {
    format!("ended by itself: {}, set by {}", told(set), set.set_by)
}

fn kept(wish: Wish) -> &'static str {
    match wish {
        Wish::On => "kept on",
        Wish::Off => "kept off",
        Wish::HandsOff => "left as it is",
    }
}
