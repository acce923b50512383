//! What counts for a machine: the schedule that it follows, and the overrides on both.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{
    ScheduleId, TenantId,
    machine::Machine,
    reconcile::{Plan, decide},
    schedule::{Behaviour, Effective, ManualChange, NewMachines, Overrides, Schedule},
};

use super::{CompileError, compiled};
use crate::{
    ports::{CalendarStore, ScheduleStore, StoreError},
    record::ScheduleRecord,
};

/// What finding out what counts needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct StandingDesk<'a> {
    pub schedules: &'a dyn ScheduleStore,
    pub calendars: &'a dyn CalendarStore,
    pub zones: &'a TimeZoneDatabase,
}

/// A schedule as the machines that follow it meet it; empty for those that follow none.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// As stored.
    pub record: Option<ScheduleRecord>,
    /// `None` when there is no schedule, or when it no longer compiles: it then wishes nothing, and
    /// overrides alone count.
    pub schedule: Option<Schedule>,
}

impl Standing {
    /// Reads and compiles a schedule, if any.
    ///
    /// # Errors
    /// The store's. A document that no longer compiles is none; it is logged.
    pub async fn of(
        desk: StandingDesk<'_>,
        tenant: TenantId,
        id: Option<ScheduleId>,
    ) -> Result<Self, StoreError> {
        let record = match id {
            Some(id) => desk.schedules.schedule(tenant, id).await?,
            None => None,
        };
        let Some(record) = record else { return Ok(Self::default()) };
        Self::of_record(desk.calendars, desk.zones, record).await
    }

    /// Compiles a schedule that was read.
    ///
    /// # Errors
    /// As for [`Standing::of`].
    pub async fn of_record(
        calendars: &dyn CalendarStore,
        zones: &TimeZoneDatabase,
        record: ScheduleRecord,
    ) -> Result<Self, StoreError> {
        let schedule = match compiled(calendars, record.tenant, &record.document, zones).await {
            Ok(schedule) => Some(schedule),
            Err(CompileError::Store(error)) => return Err(error),
            Err(CompileError::Document(error)) => {
                tracing::error!(tenant = %record.tenant, schedule = %record.id, %error, "a stored schedule no longer compiles; it is left alone");
                None
            }
        };
        Ok(Self { record: Some(record), schedule })
    }

    /// What counts for the schedule as a whole.
    pub fn effective(&self) -> Effective<'_> {
        let set = self.record.as_ref().and_then(|record| record.overridden.as_ref());
        Effective {
            schedule: self.schedule.as_ref(),
            overrides: Overrides { schedule: set, ..Overrides::default() },
        }
    }

    /// What counts for one machine that follows it.
    pub fn effective_for<'a>(&'a self, machine: &'a Machine) -> Effective<'a> {
        let mut effective: Effective<'a> = self.effective();
        effective.overrides.machine = machine.overridden.as_ref();
        effective
    }

    /// How the machine is treated at an instant: as its schedule says, except that an override is
    /// carried out at once and kept, whoever does what by hand meanwhile.
    pub fn behaviour_for(&self, machine: &Machine, at: Timestamp) -> Behaviour {
        let own = self.schedule.as_ref().map(|schedule| schedule.behaviour().clone()).unwrap_or_default();
        if self.effective_for(machine).overrides.deciding(at).is_none() {
            return own;
        }
        Behaviour {
            manual_start: ManualChange::Enforce,
            manual_stop: ManualChange::Enforce,
            retain_running: false,
            new_machines: NewMachines::Act,
            ..own
        }
    }

    /// What would be done with a machine that follows it, if an order looked at it at this instant.
    pub fn plan(&self, machine: &Machine, at: Timestamp) -> Plan {
        let wish = self.effective_for(machine).acting_wish_at(at);
        decide(wish, &self.behaviour_for(machine, at), machine)
    }
}
