//! One action on many machines. Each succeeds or fails by itself, and one entry in the audit trail
//! tells of all that changed.

use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, stream};
use powerdown_domain::{
    MachineId, ScheduleId,
    machine::{Assignment, Machine, MachineState, Retry},
    schedule::Override,
};

use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    inventory::{change_machine, matched, reassign},
    overrides::{OverrideDraft, told},
    ports::{AuditStore, Clock, MachineStore, ScheduleStore, StoreError},
    record::{AuditOutcome, Principal, ScheduleRecord, Writer},
    schedules::look_at,
};

/// What acting on many machines needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct BulkDesk<'a> {
    pub schedules: &'a dyn ScheduleStore,
    pub machines: &'a dyn MachineStore,
    pub audit: &'a dyn AuditStore,
    pub clock: &'a dyn Clock,
}

/// What is to be done with each machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkAction {
    /// Keep it on, off or as it is for a while.
    SetOverride(OverrideDraft),
    /// End its own override.
    ClearOverride,
    /// Have it follow a schedule, whatever the selectors say.
    Assign(ScheduleId),
    /// Have it follow what selectors say, whichever schedule it was assigned to.
    Release,
}

/// What became of one machine.
#[derive(Debug)]
pub enum BulkOutcome {
    /// As asked.
    Done,
    /// It was so already.
    Unchanged,
    /// Not this one, and why.
    Refused(Refusal),
    /// Our own fault; this machine may be tried again.
    Failed(StoreError),
}

/// The most machines of one request.
pub const MAX_MACHINES: usize = 100;
/// How many machines are written at once.
const AT_ONCE: usize = 16;

/// An action that was looked at once, before any machine is.
enum Prepared {
    Override(Override),
    NoOverride,
    ById(Option<ScheduleId>, Vec<ScheduleRecord>),
}

/// Acts on each of these machines, which [`check`] let pass; answers in their order.
///
/// # Errors
/// What is wrong with the request as a whole: [`Refusal::Invalid`] for an end that no override may
/// have, [`Refusal::NotFound`] for the schedule. Then nothing was done.
pub async fn act(
    desk: BulkDesk<'_>,
    by: &Principal,
    ids: &[MachineId],
    action: BulkAction,
) -> Result<Vec<BulkOutcome>, UseCaseError> {
    let name = name_of(&action);
    let prepared = prepare(desk, by, action).await?;
    let found = desk.machines.machines(by.tenant(), ids).await?;
    let mut found: BTreeMap<MachineId, Machine> = found
        .into_iter()
        .filter(|machine| by.covers(machine))
        .map(|machine| (machine.id.clone(), machine))
        .collect();
    let machines: Vec<Option<Machine>> = ids.iter().map(|id| found.remove(id)).collect();
    let acts = machines.into_iter().map(|machine| act_on(desk, by, &prepared, machine));
    let acted: Vec<(BulkOutcome, Option<ScheduleId>)> = stream::iter(acts).buffered(AT_ONCE).collect().await;
    let (outcomes, followed): (Vec<BulkOutcome>, Vec<Option<ScheduleId>>) = acted.into_iter().unzip();
    let done = ids.iter().zip(&outcomes).filter(|(_, outcome)| matches!(outcome, BulkOutcome::Done));
    let subjects: Vec<String> = done.map(|(id, _)| id.to_string()).collect();
    if !subjects.is_empty() {
        let note = AuditNote {
            tenant: by.tenant(),
            at: desk.clock.now(),
            actor: by.actor(),
            action: name,
            detail: format!("{} machines at once{}", subjects.len(), detail_of(&prepared)),
            subjects,
            outcome: AuditOutcome::Done,
        };
        audit::record(desk.audit, &Writer::Portal, note).await?;
    }
    for schedule in followed.into_iter().flatten().collect::<BTreeSet<ScheduleId>>() {
        look_at(desk.schedules, by.tenant(), schedule, desk.clock.now()).await?;
    }
    Ok(outcomes)
}

/// Refuses a list of machines, by whatever names, that no request may have.
///
/// # Errors
/// [`Refusal::Invalid`] for an empty or too long list, or a machine that is named twice.
pub fn check(ids: &[String]) -> Result<(), Refusal> {
    if ids.is_empty() || ids.len() > MAX_MACHINES {
        return Err(Refusal::invalid("machines", format!("name 1 to {MAX_MACHINES} machines")));
    }
    let mut seen = BTreeSet::new();
    match ids.iter().find(|id| !seen.insert(*id)) {
        Some(id) => {
            let shown: String = id.chars().take(100).collect();
            Err(Refusal::invalid("machines", format!("{shown} is named twice")))
        }
        None => Ok(()),
    }
}

fn name_of(action: &BulkAction) -> &'static str {
    match action {
        BulkAction::SetOverride(_) => "machine.override",
        BulkAction::ClearOverride => "machine.override-end",
        BulkAction::Assign(_) | BulkAction::Release => "schedule.assign",
    }
}

fn detail_of(prepared: &Prepared) -> String {
    match prepared {
        Prepared::Override(set) => format!(" {}", told(set)),
        Prepared::NoOverride => ": removed before their ends".to_owned(),
        Prepared::ById(Some(schedule), _) => format!(" assigned to {schedule}"),
        Prepared::ById(None, _) => " released".to_owned(),
    }
}

async fn prepare(desk: BulkDesk<'_>, by: &Principal, action: BulkAction) -> Result<Prepared, UseCaseError> {
    let by_id = match action {
        BulkAction::SetOverride(draft) => {
            return Ok(Prepared::Override(draft.set(by.user(), desk.clock.now()).map_err(of_action)?));
        }
        BulkAction::ClearOverride => return Ok(Prepared::NoOverride),
        BulkAction::Assign(schedule) => Some(schedule),
        BulkAction::Release => None,
    };
    let schedules = desk.schedules.schedules(by.tenant()).await?;
    match by_id {
        Some(id) if !schedules.iter().any(|schedule| schedule.id == id) => {
            Err(Refusal::NotFound("schedule").into())
        }
        by_id => Ok(Prepared::ById(by_id, schedules)),
    }
}

/// A field of the action, by its path in the request.
fn of_action(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Invalid { field, message } => Refusal::invalid(format!("action.{field}"), message),
        refusal => refusal,
    }
}

/// Changes one machine; says which schedule it newly follows.
async fn act_on(
    desk: BulkDesk<'_>,
    by: &Principal,
    prepared: &Prepared,
    machine: Option<Machine>,
) -> (BulkOutcome, Option<ScheduleId>) {
    let Some(machine) = machine else {
        return (BulkOutcome::Refused(Refusal::NotFound("machine")), None);
    };
    let gone = matches!(machine.state, MachineState::Terminated | MachineState::ShuttingDown);
    if gone && matches!(prepared, Prepared::Override(_)) {
        let refusal = Refusal::Conflict("the machine is terminated".to_owned());
        return (BulkOutcome::Refused(refusal), None);
    }
    let now = desk.clock.now();
    let mut newly_followed = None;
    let change = change_machine(desk.machines, by.tenant(), machine, |machine| match prepared {
        Prepared::ById(by_id, schedules) => {
            let before = machine.assignment.clone();
            let by_selector = matched(machine, schedules);
            newly_followed = reassign(machine, Assignment { by_id: *by_id, ..by_selector });
            machine.assignment != before
        }
        Prepared::NoOverride if machine.overridden.is_none() => false,
        Prepared::Override(_) | Prepared::NoOverride => {
            machine.overridden = match prepared {
                Prepared::Override(set) => Some(set.clone()),
                _ => None,
            };
            machine.retry = Some(Retry { at: now, attempt: 0 });
            true
        }
    })
    .await;
    match change {
        Ok(Some(_)) => (BulkOutcome::Done, newly_followed),
        Ok(None) => (BulkOutcome::Unchanged, None),
        Err(StoreError::Conflict(_)) => (BulkOutcome::Refused(Refusal::Changed), None),
        Err(error) => (BulkOutcome::Failed(error), None),
    }
}
