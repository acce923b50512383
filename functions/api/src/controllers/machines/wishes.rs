//! What schedules want now, each asked once for a whole page of machines.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{
    ScheduleId,
    machine::Machine,
    schedule::{Schedule, Wish},
};
use powerdown_engine::record::ScheduleRecord;

use crate::views::MachineView;

/// The wish of each schedule at one instant.
pub(crate) struct Wishes(BTreeMap<ScheduleId, Wish>);

impl Wishes {
    /// Asks all `schedules`. One whose zone has left the database wishes nothing, as in the scheduler.
    pub(crate) fn of(schedules: &[ScheduleRecord], zones: &TimeZoneDatabase, now: Timestamp) -> Self {
        let wish = |record: &ScheduleRecord| {
            Schedule::compile(&record.document, zones)
                .map_or(Wish::HandsOff, |schedule| schedule.wish_at(now))
        };
        Self(schedules.iter().map(|record| (record.id, wish(record))).collect())
    }

    /// Shows a machine with what its schedule wants of it.
    pub(crate) fn show(&self, machine: Machine) -> MachineView {
        let wish = machine.assignment.schedule().and_then(|id| self.0.get(&id).copied());
        MachineView::of(machine, wish)
    }
}
