//! Creating, changing and deleting schedules.

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{Name, ScheduleId, TenantId, assignment::Selector, schedule::ScheduleDocument};

use super::{compiled, ties::refuse_ties};
use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    error::changed_is_refused,
    news,
    ports::{
        AuditStore, CalendarStore, Clock, CloudStore, DomainEvent, Entropy, EventBus, Ids, Job, JobQueue,
        MachineStore, ScheduleStore, StoreError,
    },
    record::{Actor, AuditOutcome, ScheduleRecord, Writer},
};

/// What writing schedules needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct ScheduleDesk<'a> {
    pub schedules: &'a dyn ScheduleStore,
    pub calendars: &'a dyn CalendarStore,
    pub machines: &'a dyn MachineStore,
    pub clouds: &'a dyn CloudStore,
    pub audit: &'a dyn AuditStore,
    pub jobs: &'a dyn JobQueue,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
    pub zones: &'a TimeZoneDatabase,
}

/// A schedule as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleDraft {
    /// What to call it.
    pub name: Name,
    /// When machines should run.
    pub document: ScheduleDocument,
    /// Which machines follow it, besides those assigned by id: at most [`ScheduleDraft::MAX_SELECTORS`].
    pub selectors: Vec<Selector>,
}

impl ScheduleDraft {
    /// The most selectors a schedule may have.
    pub const MAX_SELECTORS: usize = 50;
    /// The most schedules a tenant may have: all are read to match one machine.
    pub const MAX_SCHEDULES: usize = 500;

    /// The largest document with its selectors, in bytes of JSON: it is stored as one item.
    pub const MAX_BYTES: usize = 300_000;

    async fn check(&self, desk: ScheduleDesk<'_>, tenant: TenantId) -> Result<(), UseCaseError> {
        compiled(desk.calendars, tenant, &self.document, desk.zones).await?;
        let bytes =
            serde_json::to_vec(&(&self.document, &self.selectors)).map_or(usize::MAX, |json| json.len());
        if bytes > Self::MAX_BYTES {
            let message = format!(
                "a schedule may take at most {} bytes, this one takes {bytes}; shorten the names, or split it",
                Self::MAX_BYTES
            );
            return Err(Refusal::invalid("document", message).into());
        }
        if self.selectors.len() > Self::MAX_SELECTORS {
            return Err(Refusal::invalid(
                "selectors",
                format!("a schedule may have at most {} selectors", Self::MAX_SELECTORS),
            )
            .into());
        }
        for (index, selector) in self.selectors.iter().enumerate() {
            selector.check().map_err(|invalid| Refusal::invalid(format!("selectors[{index}]"), invalid))?;
        }
        Ok(())
    }
}

/// Stores a new schedule and asks for its selectors to be matched.
///
/// # Errors
/// [`Refusal::Invalid`] with the field at fault; [`Refusal::Conflict`] naming the machines that a
/// selector of equal priority claims already.
pub async fn create(
    desk: ScheduleDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    draft: ScheduleDraft,
) -> Result<ScheduleRecord, UseCaseError> {
    draft.check(desk, tenant).await?;
    let existing = desk.schedules.schedules(tenant).await?;
    if existing.len() >= ScheduleDraft::MAX_SCHEDULES {
        let message = format!(
            "a company may have at most {} schedules; delete one first",
            ScheduleDraft::MAX_SCHEDULES
        );
        return Err(Refusal::Conflict(message).into());
    }
    let id = Ids::new(desk.clock, desk.entropy).schedule();
    refuse_ties(desk, tenant, id, &draft.selectors, &existing).await?;
    let now = desk.clock.now();
    let schedule = ScheduleRecord {
        id,
        tenant,
        name: draft.name,
        document: draft.document,
        selectors: draft.selectors,
        overridden: None,
        next_edge: Some(now),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    desk.schedules.create_schedule(&schedule).await?;
    note(desk, actor, &schedule, "schedule.create").await?;
    tell(desk.bus, &schedule, Some(schedule.version)).await;
    if !schedule.selectors.is_empty() {
        request_rematch(desk, tenant).await?;
    }
    Ok(schedule)
}

/// Replaces a schedule whose current version is `version`. It takes effect with the next tick.
///
/// # Errors
/// As for [`create`]; [`Refusal::NotFound`]; [`Refusal::Changed`] when the version is no longer `version`.
pub async fn update(
    desk: ScheduleDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    id: ScheduleId,
    version: u64,
    draft: ScheduleDraft,
) -> Result<ScheduleRecord, UseCaseError> {
    draft.check(desk, tenant).await?;
    let existing = desk.schedules.schedules(tenant).await?;
    let current = existing.iter().find(|schedule| schedule.id == id).ok_or(Refusal::NotFound("schedule"))?;
    if current.version != version {
        return Err(Refusal::Changed.into());
    }
    refuse_ties(desk, tenant, id, &draft.selectors, &existing).await?;
    let rematch = current.selectors != draft.selectors;
    let now = desk.clock.now();
    let schedule = ScheduleRecord {
        name: draft.name,
        document: draft.document,
        selectors: draft.selectors,
        next_edge: Some(now),
        updated_at: now,
        version: version + 1,
        ..current.clone()
    };
    changed_is_refused(desk.schedules.update_schedule(&schedule).await)?;
    note(desk, actor, &schedule, "schedule.update").await?;
    tell(desk.bus, &schedule, Some(schedule.version)).await;
    if rematch {
        request_rematch(desk, tenant).await?;
    }
    Ok(schedule)
}

/// Deletes a schedule. Its machines are left as they are, and matched again.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Changed`] when the version is no longer `version` (`None`: any).
pub async fn delete(
    desk: ScheduleDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    id: ScheduleId,
    version: Option<u64>,
) -> Result<(), UseCaseError> {
    let current = desk.schedules.schedule(tenant, id).await?.ok_or(Refusal::NotFound("schedule"))?;
    if version.is_some_and(|version| version != current.version) {
        return Err(Refusal::Changed.into());
    }
    changed_is_refused(desk.schedules.delete_schedule(tenant, id, current.version).await)?;
    note(desk, actor, &current, "schedule.delete").await?;
    tell(desk.bus, &current, None).await;
    request_rematch(desk, tenant).await
}

/// Tells that a schedule has this version now, or is gone.
pub(crate) async fn tell(bus: &dyn EventBus, schedule: &ScheduleRecord, version: Option<u64>) {
    let (tenant, schedule) = (schedule.tenant, schedule.id);
    news::tell(bus, DomainEvent::ScheduleChanged { v: DomainEvent::VERSION, tenant, schedule, version })
        .await;
}

async fn request_rematch(desk: ScheduleDesk<'_>, tenant: TenantId) -> Result<(), UseCaseError> {
    let clouds = desk.clouds.clouds(tenant).await?;
    let jobs: Vec<Job> = clouds
        .iter()
        .flat_map(|cloud| cloud.regions.iter().map(|region| (cloud.id, region.clone())))
        .map(|(cloud, region)| Job::Rematch { v: Job::VERSION, tenant, cloud, region, after: None })
        .collect();
    if jobs.is_empty() { Ok(()) } else { Ok(desk.jobs.send(&jobs).await?) }
}

async fn note(
    desk: ScheduleDesk<'_>,
    actor: &Actor,
    schedule: &ScheduleRecord,
    action: &'static str,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant: schedule.tenant,
        at: desk.clock.now(),
        actor: actor.clone(),
        action,
        subjects: vec![schedule.id.to_string()],
        outcome: AuditOutcome::Done,
        detail: format!("version {}: {}", schedule.version, schedule.name),
    };
    audit::record(desk.audit, &Writer::Portal, note).await
}
