//! Noticing that somebody started or stopped a machine by hand, where that is not to last; and telling
//! it from a start that came to nothing.

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{
    machine::{LastAction, Machine, MachineState, Outcome, Retry},
    reconcile::{Action, Followed},
    schedule::{ManualChange, Wish},
};

use crate::record::ScheduleRecord;

/// What somebody did by hand with a machine that was brought to something else; `None` while it is on
/// its way, and for one that is as it was left.
pub(super) fn done(machine: &Machine) -> Option<Touch> {
    match (machine.followed, machine.state) {
        (Followed::On | Followed::Retained, MachineState::Stopped) => Some(Touch::Stopped),
        (Followed::Off, MachineState::Running) => Some(Touch::Started),
        _ => None,
    }
}

/// What was done by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    Started,
    Stopped,
}

/// Makes a machine due at once if what was done with it by hand is to be undone, by its schedule's
/// behaviour or since an override counts. The order that then looks decides.
pub(super) fn undo(machine: &mut Machine, schedule: Option<&ScheduleRecord>, at: Timestamp) {
    let Some(done) = done(machine) else { return };
    let enforced = schedule.is_some_and(|schedule| {
        let behaviour = &schedule.document.behaviour;
        let meaning = match done {
            Touch::Started => behaviour.manual_start,
            Touch::Stopped => behaviour.manual_stop,
        };
        meaning == ManualChange::Enforce
    });
    let overrides = [machine.overridden.as_ref(), schedule.and_then(|schedule| schedule.overridden.as_ref())];
    let kept = overrides.into_iter().flatten().any(|set| set.counts_at(at) && set.keep != Wish::HandsOff);
    if (enforced || kept) && machine.retry.is_none_or(|retry| retry.at > at) {
        machine.retry = Some(Retry { at, attempt: 0 });
    }
}

/// How long a start that came to nothing is left before the next one.
const AFTER_FAILED_START: SignedDuration = SignedDuration::from_mins(15);

/// Records that a start which EC2 had accepted ended in `stopped`, as with a volume whose key may not be
/// used. A machine that was `pending` until then cannot have been stopped by hand: EC2 refuses that.
pub(super) fn note_failed_start(machine: &mut Machine, before: MachineState, at: Timestamp) {
    let started = machine
        .last_action
        .as_ref()
        .is_some_and(|last| last.action == Action::Start && last.outcome == Outcome::Accepted);
    let fell_back = before == MachineState::Pending && machine.state == MachineState::Stopped;
    if !started || !fell_back || machine.followed != Followed::On {
        return;
    }
    let reason = "EC2 accepted the start, but the machine went back to stopped; the EC2 console tells why, under state transition reason";
    machine.last_action =
        Some(LastAction { action: Action::Start, outcome: Outcome::Failed, reason: reason.to_owned(), at });
    machine.followed = Followed::Off;
    machine.retry = Some(Retry { at: at + AFTER_FAILED_START, attempt: 1 });
}
