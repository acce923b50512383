//! Matching one machine with the selectors of all schedules of its tenant.

use powerdown_domain::{
    ScheduleId,
    assignment::{Match, match_selectors},
    machine::{Assignment, Machine},
    reconcile::Followed,
};

use crate::record::ScheduleRecord;

/// The assignment a machine should have now. An id whose schedule no longer exists is dropped.
pub fn matched(machine: &Machine, schedules: &[ScheduleRecord]) -> Assignment {
    let selectors = schedules.iter().map(|schedule| (schedule.id, schedule.selectors.as_slice()));
    let (by_selector, tie) = match match_selectors(machine.id.cloud, &machine.facts, selectors) {
        Match::None => (None, Vec::new()),
        Match::One(schedule) => (Some(schedule), Vec::new()),
        Match::Tie(schedules) => (None, schedules),
    };
    let by_id = machine.assignment.by_id.filter(|id| schedules.iter().any(|schedule| schedule.id == *id));
    Assignment { by_id, by_selector, tie }
}

/// Gives a machine its assignment; says which schedule it newly follows. What the one before had
/// brought it to is forgotten.
pub(crate) fn reassign(machine: &mut Machine, assignment: Assignment) -> Option<ScheduleId> {
    let before = std::mem::replace(&mut machine.assignment, assignment).schedule();
    let follows = machine.assignment.schedule();
    if follows == before {
        return None;
    }
    machine.followed = Followed::Unknown;
    follows
}
