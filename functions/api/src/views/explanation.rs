//! Why a machine is as it is, on the wire.

use jiff::Timestamp;
use powerdown_domain::{
    Name, ScheduleId,
    machine::{LastAction, Machine, MachineState},
    reconcile::{Action, Decision, Plan},
    schedule::{Explanation, Wish},
};
use powerdown_engine::record::ScheduleRecord;
use serde::Serialize;
use utoipa::ToSchema;

use super::{OverrideView, mirrors, schedule::EdgeView};

/// Why a machine runs, or does not.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplanationView {
    /// The instant asked about.
    pub at: Timestamp,
    /// The machine's newest known state.
    #[schema(value_type = mirrors::MachineState)]
    pub state: MachineState,
    /// What is wished at `at`, overrides counted.
    #[schema(value_type = mirrors::Wish)]
    pub wish: Wish,
    /// Whether the state is what is wished at `at`.
    pub agrees: bool,
    /// What is wished, why, and what happens next, in a sentence or two.
    #[schema(
        example = "On, by an override on this machine until Fri 2026-11-27 20:00 +01:00: release weekend. Next: off at Fri 2026-11-27 20:00 +01:00, as nothing else is scheduled."
    )]
    pub sentence: String,
    /// When the wish changes next after `at`; absent if it never does.
    #[schema(required = true)]
    pub next_edge: Option<EdgeView>,
    /// The schedule it follows.
    #[schema(required = true)]
    pub schedule: Option<ScheduleName>,
    /// The override that decides at `at`: the machine's own, or else its schedule's.
    #[schema(required = true)]
    pub r#override: Option<OverrideView>,
    /// What PowerDown would do if it looked at the machine now.
    #[schema(value_type = Option<mirrors::Action>, required = true)]
    pub action: Option<Action>,
    /// Why it would do that, or nothing.
    #[schema(example = "already as the schedule wants it")]
    pub reason: String,
    /// What PowerDown last tried on it.
    #[schema(value_type = Option<mirrors::LastAction>, required = true)]
    pub last_action: Option<LastAction>,
}

/// A schedule by its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduleName {
    /// Its id.
    #[schema(value_type = String)]
    pub id: ScheduleId,
    /// What its owner calls it.
    #[schema(value_type = String)]
    pub name: Name,
}

impl ScheduleName {
    /// The name of a schedule.
    pub fn of(record: &ScheduleRecord) -> Self {
        Self { id: record.id, name: record.name.clone() }
    }
}

/// What an explanation's view needs besides the machine.
pub struct ExplanationFacts {
    /// What is wished, and why.
    pub explanation: Explanation,
    /// What would be done now.
    pub plan: Plan,
    /// The schedule it follows.
    pub schedule: Option<ScheduleName>,
    /// The override that decides, if one does.
    pub overridden: Option<OverrideView>,
}

impl ExplanationView {
    /// Puts it all together.
    pub fn of(machine: &Machine, facts: ExplanationFacts) -> Self {
        let ExplanationFacts { explanation, plan, schedule, overridden } = facts;
        let (action, reason) = match plan.decision {
            Decision::Act(action) => {
                (Some(action), format!("it will be told to {action} when it is next looked at"))
            }
            Decision::Leave(_) if is_torn(machine) && overridden.is_none() => (None, TORN.to_owned()),
            Decision::Leave(reason) | Decision::LookAgain(reason) => (None, reason.to_string()),
        };
        Self {
            at: explanation.at,
            state: machine.state,
            wish: explanation.wish,
            agrees: agrees(machine.state, explanation.wish),
            sentence: explanation.sentence,
            next_edge: explanation.next.map(EdgeView::from),
            schedule,
            r#override: overridden,
            action,
            reason,
            last_action: machine.last_action.clone(),
        }
    }
}

const TORN: &str =
    "schedules claim it with equal priority, so that none counts; give one of them a higher priority";

/// Whether a machine follows no schedule because several claim it alike.
fn is_torn(machine: &Machine) -> bool {
    machine.assignment.schedule().is_none() && !machine.assignment.tie.is_empty()
}

/// Whether a state is what is wished, or on the way there.
fn agrees(state: MachineState, wish: Wish) -> bool {
    let on = matches!(state, MachineState::Running | MachineState::Pending);
    match wish {
        Wish::On => on,
        Wish::Off => !on,
        Wish::HandsOff => true,
    }
}
