//! Asking for an export, and getting at it.

use jiff::SignedDuration;

use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    ports::{
        AuditStore, Clock, CloudStore, Entropy, ExportStore, Ids, Job, JobQueue, Link, ObjectError,
        ObjectStore, Part, ScheduleStore,
    },
    record::{AuditOutcome, Export, ExportFormat, ExportOf, ExportProgress, ExportState, Principal, Writer},
};

/// For how long an export is there.
pub const LIFE: SignedDuration = SignedDuration::from_hours(24);
/// For how long a link to it works.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// After this long without getting any further, an export has failed.
pub const STALLED: SignedDuration = SignedDuration::from_hours(2);
/// How many exports one person may have under way.
pub const MAX_UNFINISHED: usize = 5;

/// What asking for exports needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct ExportDesk<'a> {
    pub exports: &'a dyn ExportStore,
    pub clouds: &'a dyn CloudStore,
    pub schedules: &'a dyn ScheduleStore,
    pub audit: &'a dyn AuditStore,
    pub jobs: &'a dyn JobQueue,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
}

/// Asks for an export.
///
/// # Errors
/// [`Refusal::NotFound`] for a cloud or schedule that is none of theirs, [`Refusal::Conflict`] with
/// too many under way.
pub async fn create(
    desk: ExportDesk<'_>,
    person: &Principal,
    of: ExportOf,
    format: ExportFormat,
) -> Result<Export, UseCaseError> {
    let (tenant, now) = (person.tenant(), desk.clock.now());
    if let ExportOf::Machines { cloud, schedule, .. } = &of {
        if let Some(cloud) = *cloud {
            let there = person.reach().enters(cloud) && desk.clouds.cloud(tenant, cloud).await?.is_some();
            there.then_some(()).ok_or(Refusal::NotFound("cloud"))?;
        }
        if let Some(schedule) = *schedule {
            desk.schedules.schedule(tenant, schedule).await?.ok_or(Refusal::NotFound("schedule"))?;
        }
    }
    let theirs = desk.exports.exports(tenant, person.user(), Part::first(200)).await?.items;
    let unfinished = theirs
        .iter()
        .filter(|export| matches!(shown_state(export, now), ExportState::Waiting | ExportState::Running));
    if unfinished.count() >= MAX_UNFINISHED {
        let rule = format!("{MAX_UNFINISHED} of your exports are under way; wait for one of them");
        return Err(Refusal::Conflict(rule).into());
    }
    let export = Export {
        id: Ids::new(desk.clock, desk.entropy).export(),
        tenant,
        user: person.user(),
        reach: person.reach().clone(),
        of,
        format,
        state: ExportState::Waiting,
        rows: 0,
        bytes: 0,
        progress: ExportProgress::default(),
        restarts: 0,
        leased_until: None,
        created_at: now,
        updated_at: now,
        expires_at: now + LIFE,
        rev: 0,
    };
    // First the trail: nothing leaves the company that it does not know of.
    let note = AuditNote {
        tenant,
        at: now,
        actor: person.actor(),
        action: "export.create",
        subjects: vec![export.id.to_string()],
        outcome: AuditOutcome::Done,
        detail: format!("{} as {}", export.of.name(), export.format.extension()),
    };
    audit::record(desk.audit, &Writer::Portal, note).await?;
    desk.exports.create_export(&export).await?;
    desk.jobs.send(&[Job::Export { v: Job::VERSION, tenant, user: export.user, export: export.id }]).await?;
    Ok(Export { rev: 1, ..export })
}

/// An export's state as its owner is told: one that stopped getting further has failed.
pub fn shown_state(export: &Export, now: jiff::Timestamp) -> ExportState {
    if !export.is_over() && now >= export.updated_at + STALLED { ExportState::Failed } else { export.state }
}

/// A link to a file that is ready.
///
/// # Errors
/// The object store's.
pub async fn link(objects: &dyn ObjectStore, export: &Export) -> Result<Option<Link>, ObjectError> {
    match export.object() {
        Some(key) if export.state == ExportState::Ready => objects.link(&key, LINK_LIFE).await.map(Some),
        _ => Ok(None),
    }
}
