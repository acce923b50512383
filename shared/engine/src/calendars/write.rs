//! Creating, changing and deleting calendars.

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{
    CalendarId, Name, TenantId,
    schedule::{
        CalendarDocument, CalendarEntry, CalendarUse, Calendars, Schedule, ScheduleDocument, ScheduleError,
        Wish,
    },
};

use super::uses::{all, including, users};
use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    error::changed_is_refused,
    news,
    ports::{
        AuditStore, CalendarStore, Clock, DomainEvent, Entropy, EventBus, Ids, ScheduleStore, StoreError,
    },
    record::{Actor, AuditOutcome, CalendarRecord, ScheduleRecord, Writer},
    schedules::look_at,
};

/// What writing calendars needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct CalendarDesk<'a> {
    pub calendars: &'a dyn CalendarStore,
    pub schedules: &'a dyn ScheduleStore,
    pub audit: &'a dyn AuditStore,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
    pub zones: &'a TimeZoneDatabase,
}

/// A calendar as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDraft {
    /// What to call it.
    pub name: Name,
    /// Its days and hours.
    pub document: CalendarDocument,
}

impl CalendarDraft {
    /// The most calendars a tenant may have.
    pub const MAX_CALENDARS: usize = 200;
    /// The largest document, in bytes of JSON: it is stored as one item.
    pub const MAX_BYTES: usize = 300_000;
}

/// Stores a new calendar.
///
/// # Errors
/// [`Refusal::Invalid`] with the field at fault, such as `document.entries[3]`.
pub async fn create(
    desk: CalendarDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    draft: CalendarDraft,
) -> Result<CalendarRecord, UseCaseError> {
    let existing = desk.calendars.calendars(tenant).await?;
    if existing.len() >= CalendarDraft::MAX_CALENDARS {
        let message = format!(
            "a company may have at most {} calendars; delete one first",
            CalendarDraft::MAX_CALENDARS
        );
        return Err(Refusal::Conflict(message).into());
    }
    let id = Ids::new(desk.clock, desk.entropy).calendar();
    check(desk, id, &draft.document, &existing)?;
    let now = desk.clock.now();
    let calendar = CalendarRecord {
        id,
        tenant,
        name: draft.name,
        document: draft.document,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    desk.calendars.create_calendar(&calendar).await?;
    note(desk, actor, &calendar, "calendar.create").await?;
    tell(desk, &calendar, Some(calendar.version)).await;
    Ok(calendar)
}

/// Replaces a calendar whose current version is `version`. Every schedule that uses it is looked at by
/// the next tick.
///
/// # Errors
/// As for [`create`]; [`Refusal::NotFound`]; [`Refusal::Changed`] when the version is no longer
/// `version`; [`Refusal::Conflict`] naming a schedule that could not use it any more.
pub async fn update(
    desk: CalendarDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    id: CalendarId,
    version: u64,
    draft: CalendarDraft,
) -> Result<CalendarRecord, UseCaseError> {
    let existing = desk.calendars.calendars(tenant).await?;
    let current = existing.iter().find(|calendar| calendar.id == id).ok_or(Refusal::NotFound("calendar"))?;
    if current.version != version {
        return Err(Refusal::Changed.into());
    }
    let calendars = check(desk, id, &draft.document, &existing)?;
    let schedules = desk.schedules.schedules(tenant).await?;
    let reached = including(id, &existing);
    for schedule in users(&reached, &schedules) {
        still_compiles(desk, schedule, &calendars)?;
    }
    let calendar = CalendarRecord {
        name: draft.name,
        document: draft.document,
        updated_at: desk.clock.now(),
        version: version + 1,
        ..current.clone()
    };
    changed_is_refused(desk.calendars.update_calendar(&calendar).await)?;
    note(desk, actor, &calendar, "calendar.update").await?;
    for schedule in users(&reached, &schedules) {
        look_at(desk.schedules, tenant, schedule.id, desk.clock.now()).await?;
    }
    tell(desk, &calendar, Some(calendar.version)).await;
    Ok(calendar)
}

/// Deletes a calendar that nothing uses.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Changed`] when the version is no longer `version` (`None`: any);
/// [`Refusal::Conflict`] naming the schedules and calendars that use it.
pub async fn delete(
    desk: CalendarDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    id: CalendarId,
    version: Option<u64>,
) -> Result<(), UseCaseError> {
    let existing = desk.calendars.calendars(tenant).await?;
    let current = existing.iter().find(|calendar| calendar.id == id).ok_or(Refusal::NotFound("calendar"))?;
    if version.is_some_and(|version| version != current.version) {
        return Err(Refusal::Changed.into());
    }
    refuse_use(id, &existing, &desk.schedules.schedules(tenant).await?)?;
    changed_is_refused(desk.calendars.delete_calendar(tenant, id, current.version).await)?;
    note(desk, actor, current, "calendar.delete").await?;
    tell(desk, current, None).await;
    Ok(())
}

/// Refuses a document that no schedule could use; gives all calendars, this one as it is to be.
fn check(
    desk: CalendarDesk<'_>,
    id: CalendarId,
    document: &CalendarDocument,
    existing: &[CalendarRecord],
) -> Result<Calendars, UseCaseError> {
    let limits = [
        ("document.entries", document.entries.len(), CalendarDocument::MAX_ENTRIES),
        ("document.includes", document.includes.len(), CalendarDocument::MAX_INCLUDES),
    ];
    if let Some((field, count, most)) = limits.into_iter().find(|(_, count, most)| count > most) {
        let message = format!("a calendar may have at most {most} of them, this one has {count}");
        return Err(Refusal::invalid(field, message).into());
    }
    let bytes = serde_json::to_vec(document).map_or(usize::MAX, |json| json.len());
    if bytes > CalendarDraft::MAX_BYTES {
        let message = format!(
            "a calendar may take at most {} bytes, this one takes {bytes}; shorten the names, or split it and include the parts",
            CalendarDraft::MAX_BYTES
        );
        return Err(Refusal::invalid("document.entries", message).into());
    }
    let mut calendars = all(existing);
    calendars.insert(id, document.clone());
    match usable(desk, id, &calendars) {
        Ok(()) => Ok(calendars),
        Err(error) => Err(Refusal::invalid(field_of(desk, id, document, &error), &error).into()),
    }
}

/// Whether a schedule could use a calendar.
fn usable(desk: CalendarDesk<'_>, id: CalendarId, calendars: &Calendars) -> Result<(), ScheduleError> {
    let probe = ScheduleDocument {
        otherwise: Some(Wish::Off),
        calendars: vec![CalendarUse { calendar: id, wish: Wish::On }],
        ..ScheduleDocument::in_zone("UTC")
    };
    Schedule::compile(&probe, calendars, desk.zones).map(drop)
}

/// The field at fault: of entries, the first that cannot be used by itself.
fn field_of(
    desk: CalendarDesk<'_>,
    id: CalendarId,
    document: &CalendarDocument,
    error: &ScheduleError,
) -> String {
    let alone = |entry: &CalendarEntry| {
        let document = CalendarDocument { entries: vec![entry.clone()], includes: Vec::new() };
        usable(desk, id, &[(id, document)].into_iter().collect())
    };
    let at_fault = || document.entries.iter().position(|entry| alone(entry).is_err());
    match error {
        ScheduleError::MissingCalendar { .. } | ScheduleError::CalendarLoop { .. } => {
            "document.includes".to_owned()
        }
        _ => at_fault().map_or("document.entries".to_owned(), |index| format!("document.entries[{index}]")),
    }
}

fn still_compiles(
    desk: CalendarDesk<'_>,
    schedule: &ScheduleRecord,
    calendars: &Calendars,
) -> Result<(), Refusal> {
    match Schedule::compile(&schedule.document, calendars, desk.zones) {
        Ok(_) => Ok(()),
        Err(error) => Err(Refusal::Conflict(format!(
            "schedule \"{}\" could not use it any more: {error}",
            schedule.name
        ))),
    }
}

fn refuse_use(
    id: CalendarId,
    calendars: &[CalendarRecord],
    schedules: &[ScheduleRecord],
) -> Result<(), Refusal> {
    let direct = [id].into();
    let by_schedules = users(&direct, schedules).map(|schedule| format!("schedule \"{}\"", schedule.name));
    let by_calendars = calendars
        .iter()
        .filter(|calendar| calendar.document.includes.contains(&id))
        .map(|calendar| format!("calendar \"{}\"", calendar.name));
    let mut names: Vec<String> = by_schedules.chain(by_calendars).collect();
    if names.is_empty() {
        return Ok(());
    }
    let more = match names.len().saturating_sub(MAX_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    names.truncate(MAX_NAMED);
    let names = names.join(", ");
    Err(Refusal::Conflict(format!("it is used by {names}{more}; take it out there first")))
}

/// How many users a refusal names.
const MAX_NAMED: usize = 10;

async fn tell(desk: CalendarDesk<'_>, calendar: &CalendarRecord, version: Option<u64>) {
    let (tenant, calendar) = (calendar.tenant, calendar.id);
    news::tell(desk.bus, DomainEvent::CalendarChanged { v: DomainEvent::VERSION, tenant, calendar, version })
        .await;
}

async fn note(
    desk: CalendarDesk<'_>,
    actor: &Actor,
    calendar: &CalendarRecord,
    action: &'static str,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant: calendar.tenant,
        at: desk.clock.now(),
        actor: actor.clone(),
        action,
        subjects: vec![calendar.id.to_string()],
        outcome: AuditOutcome::Done,
        detail: format!("version {}: {}", calendar.version, calendar.name),
    };
    audit::record(desk.audit, &Writer::Portal, note).await
}
