//! Noticing that somebody started or stopped a machine by hand, where that is not to last.

use jiff::Timestamp;
use powerdown_domain::{
    machine::{Machine, MachineState, Retry},
    reconcile::Followed,
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
