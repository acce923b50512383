//! Schedules, the calendars that they use, and what is due.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{CalendarId, CloudId, MachineId, ScheduleId, TenantId, machine::Machine};

use super::{Page, Part, StoreError};
use crate::record::{CalendarRecord, ScheduleRecord, Target};

/// Something that must be looked at, found in the index of due things.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// A schedule's edge.
    Schedule(TenantId, ScheduleId),
    /// A machine's own attempt.
    Machine(TenantId, MachineId),
    /// A cloud's inventory.
    Cloud(TenantId, CloudId),
    /// What must leave a cloud's inventory.
    Leaving(TenantId, CloudId),
}

/// When a machine must be looked at by itself: at its next attempt, or when its override ends,
/// whichever comes first. Where a store puts it in the index of due things.
pub fn machine_is_due_at(machine: &Machine) -> Option<Timestamp> {
    let attempt = machine.retry.map(|retry| retry.at);
    let end = machine.overridden.as_ref().map(|set| set.until);
    attempt.into_iter().chain(end).min()
}

/// Calendars.
#[async_trait]
pub trait CalendarStore: Send + Sync {
    /// Stores a new calendar (`version` 1).
    async fn create_calendar(&self, calendar: &CalendarRecord) -> Result<(), StoreError>;

    /// A calendar.
    async fn calendar(&self, tenant: TenantId, id: CalendarId) -> Result<Option<CalendarRecord>, StoreError>;

    /// All calendars of a tenant, oldest first.
    async fn calendars(&self, tenant: TenantId) -> Result<Vec<CalendarRecord>, StoreError>;

    /// A page of a tenant's calendars in order of age.
    async fn page_of_calendars(
        &self,
        tenant: TenantId,
        part: Part<'_, CalendarId>,
    ) -> Result<Page<CalendarRecord, CalendarId>, StoreError>;

    /// Several calendars, in no particular order; unknown ones are left out.
    async fn calendars_by_id(
        &self,
        tenant: TenantId,
        ids: &[CalendarId],
    ) -> Result<Vec<CalendarRecord>, StoreError>;

    /// Replaces a calendar whose stored version is `calendar.version - 1`.
    async fn update_calendar(&self, calendar: &CalendarRecord) -> Result<(), StoreError>;

    /// Deletes a calendar of this version.
    async fn delete_calendar(&self, tenant: TenantId, id: CalendarId, version: u64)
    -> Result<(), StoreError>;
}

/// Schedules, where they reach, and what is due.
#[async_trait]
pub trait ScheduleStore: Send + Sync {
    /// Stores a new schedule (`version` 1).
    async fn create_schedule(&self, schedule: &ScheduleRecord) -> Result<(), StoreError>;

    /// A schedule.
    async fn schedule(&self, tenant: TenantId, id: ScheduleId) -> Result<Option<ScheduleRecord>, StoreError>;

    /// All schedules of a tenant, oldest first.
    async fn schedules(&self, tenant: TenantId) -> Result<Vec<ScheduleRecord>, StoreError>;

    /// A page of a tenant's schedules in order of age.
    async fn page_of_schedules(
        &self,
        tenant: TenantId,
        part: Part<'_, ScheduleId>,
    ) -> Result<Page<ScheduleRecord, ScheduleId>, StoreError>;

    /// Several schedules, in no particular order; unknown ones are left out.
    async fn schedules_by_id(
        &self,
        tenant: TenantId,
        ids: &[ScheduleId],
    ) -> Result<Vec<ScheduleRecord>, StoreError>;

    /// Replaces a schedule whose stored version is `schedule.version - 1`.
    async fn update_schedule(&self, schedule: &ScheduleRecord) -> Result<(), StoreError>;

    /// Deletes a schedule of this version.
    async fn delete_schedule(&self, tenant: TenantId, id: ScheduleId, version: u64)
    -> Result<(), StoreError>;

    /// Moves the next edge from `schedule.next_edge` to `next`, if version and edge are still those.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody changed or moved it: nothing is to be done then.
    async fn advance_edge(
        &self,
        schedule: &ScheduleRecord,
        next: Option<Timestamp>,
    ) -> Result<(), StoreError>;

    /// Takes an override that has ended off a schedule, if its version is still `version`; the version
    /// stays what it is.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody changed it, or took the override off before.
    async fn end_override(&self, tenant: TenantId, id: ScheduleId, version: u64) -> Result<(), StoreError>;

    /// Where a schedule reaches, in order of cloud and region; entries without machines are left out.
    async fn targets(&self, tenant: TenantId, id: ScheduleId) -> Result<Vec<Target>, StoreError>;

    /// How many shards the index of due things has.
    fn due_shards(&self) -> u32;

    /// A page of what one shard holds that is due at `until` or before, earliest first, at most
    /// `limit`; `after` is a position in the index. The index may lag behind: what it names must be
    /// read again before acting on it.
    async fn due(
        &self,
        shard: u32,
        until: Timestamp,
        after: Option<String>,
        limit: u32,
    ) -> Result<Page<Due, String>, StoreError>;
}
