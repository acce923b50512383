//! Assigning machines to a schedule by their ids, which beats every selector.

use std::collections::BTreeSet;

use powerdown_domain::{MachineId, ScheduleId, machine::Assignment};

use super::{ScheduleDesk, look_at};
use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    inventory::{change_machine, matched, reassign},
    record::{AuditOutcome, Principal, ScheduleRecord, Writer},
};

/// Which machines to assign to a schedule, and which to release from it: at most
/// [`AssignmentRequest::MAX`] together.
#[derive(Debug, Clone, Default)]
pub struct AssignmentRequest {
    /// Machines that are to follow the schedule.
    pub assign: Vec<MachineId>,
    /// Machines that are no longer assigned to it by id; a selector may still pick them.
    pub release: Vec<MachineId>,
}

impl AssignmentRequest {
    /// The most machines in one request.
    pub const MAX: usize = 100;
}

/// What became of one machine of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentOutcome {
    /// It follows the schedule now.
    Assigned,
    /// It is no longer assigned to the schedule by id.
    Released,
    /// It was as asked already.
    Unchanged,
    /// There is no such machine, or not for whoever asks.
    NotFound,
}

/// Assigns and releases machines. Each machine succeeds or fails by itself.
///
/// # Errors
/// [`Refusal::NotFound`] for the schedule, [`Refusal::Invalid`] for an empty or too long list or a
/// machine named twice.
pub async fn assign(
    desk: ScheduleDesk<'_>,
    by: &Principal,
    id: ScheduleId,
    request: AssignmentRequest,
) -> Result<Vec<(MachineId, AssignmentOutcome)>, UseCaseError> {
    check(&request)?;
    let tenant = by.tenant();
    let schedules = desk.schedules.schedules(tenant).await?;
    if !schedules.iter().any(|schedule| schedule.id == id) {
        return Err(Refusal::NotFound("schedule").into());
    }
    let mut outcomes = Vec::with_capacity(request.assign.len() + request.release.len());
    let mut disturbed = BTreeSet::new();
    let wanted = |wanted| move |machine| (machine, wanted);
    let assigned = request.assign.into_iter().map(wanted(AssignmentOutcome::Assigned));
    let released = request.release.into_iter().map(wanted(AssignmentOutcome::Released));
    for (machine, wanted) in assigned.chain(released) {
        let (outcome, newly_followed) = set_by_id(desk, by, &schedules, &machine, id, wanted).await?;
        outcomes.push((machine, outcome));
        disturbed.extend(newly_followed);
    }
    let changed = |outcome| matches!(outcome, AssignmentOutcome::Assigned | AssignmentOutcome::Released);
    let subjects: Vec<String> = std::iter::once(id.to_string())
        .chain(
            outcomes.iter().filter(|(_, outcome)| changed(*outcome)).map(|(machine, _)| machine.to_string()),
        )
        .collect();
    if subjects.len() > 1 {
        let note = AuditNote {
            tenant,
            at: desk.clock.now(),
            actor: by.actor(),
            action: "schedule.assign",
            detail: format!("{} machines assigned or released", subjects.len() - 1),
            subjects,
            outcome: AuditOutcome::Done,
        };
        audit::record(desk.audit, &Writer::Portal, note).await?;
    }
    for schedule in disturbed {
        look_at(desk.schedules, tenant, schedule, desk.clock.now()).await?;
    }
    Ok(outcomes)
}

fn check(request: &AssignmentRequest) -> Result<(), Refusal> {
    let named: Vec<&MachineId> = request.assign.iter().chain(&request.release).collect();
    if named.is_empty() || named.len() > AssignmentRequest::MAX {
        return Err(Refusal::invalid("assign", format!("name 1 to {} machines", AssignmentRequest::MAX)));
    }
    match named.iter().enumerate().find(|(index, machine)| named[..*index].contains(machine)) {
        Some((_, machine)) => Err(Refusal::invalid("assign", format!("{machine} is named twice"))),
        None => Ok(()),
    }
}

/// Changes one machine; says which schedule it newly follows.
async fn set_by_id(
    desk: ScheduleDesk<'_>,
    by: &Principal,
    schedules: &[ScheduleRecord],
    machine: &MachineId,
    schedule: ScheduleId,
    wanted: AssignmentOutcome,
) -> Result<(AssignmentOutcome, Option<ScheduleId>), UseCaseError> {
    let tenant = by.tenant();
    let found = desk.machines.machine(tenant, machine).await?;
    let Some(machine) = found.filter(|machine| by.covers(machine)) else {
        return Ok((AssignmentOutcome::NotFound, None));
    };
    let mut newly_followed = None;
    let change = change_machine(desk.machines, tenant, machine, |machine| {
        let before = machine.assignment.clone();
        let by_id = match wanted {
            AssignmentOutcome::Assigned => Some(schedule),
            _ => before.by_id.filter(|id| *id != schedule),
        };
        let by_selector = matched(machine, schedules);
        newly_followed = reassign(machine, Assignment { by_id, ..by_selector });
        machine.assignment != before
    })
    .await?;
    Ok(if change.is_some() { (wanted, newly_followed) } else { (AssignmentOutcome::Unchanged, None) })
}
