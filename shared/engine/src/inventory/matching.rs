//! Matching one machine with the selectors of all schedules of its tenant.

use powerdown_domain::{
    assignment::{Match, match_selectors},
    machine::{Assignment, Machine},
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
