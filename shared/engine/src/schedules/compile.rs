//! Compiling a schedule with the calendars that it uses.

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{
    CalendarId, TenantId,
    schedule::{Calendars, Schedule, ScheduleDocument, ScheduleError},
};

use crate::{
    Refusal, UseCaseError,
    ports::{CalendarStore, StoreError},
};

/// Why a document could not be compiled.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// Its calendars could not be read.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// It is no schedule.
    #[error(transparent)]
    Document(#[from] ScheduleError),
}

/// A document at fault is refused with the path of the field in a request: `document.windows[2]`.
impl From<CompileError> for UseCaseError {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Store(error) => error.into(),
            CompileError::Document(error) => {
                Refusal::invalid(format!("document.{}", error.field()), &error).into()
            }
        }
    }
}

/// Compiles a document. Calendars are read only if it uses any: those, and all that they include.
///
/// # Errors
/// [`CompileError::Document`] with the field at fault; a calendar that is not there is one.
pub async fn compiled(
    calendars: &dyn CalendarStore,
    tenant: TenantId,
    document: &ScheduleDocument,
    zones: &TimeZoneDatabase,
) -> Result<Schedule, CompileError> {
    let used = document.calendars.iter().map(|used| used.calendar);
    let calendars = with_included(calendars, tenant, used).await?;
    Ok(Schedule::compile(document, &calendars, zones)?)
}

/// These calendars and all that they include, a call a level of inclusion; unknown ones are left out.
async fn with_included(
    store: &dyn CalendarStore,
    tenant: TenantId,
    wanted: impl IntoIterator<Item = CalendarId>,
) -> Result<Calendars, StoreError> {
    let mut calendars = Calendars::default();
    let mut missing = calendars.missing(wanted);
    while !missing.is_empty() {
        let found = store.calendars_by_id(tenant, &missing).await?;
        if found.is_empty() {
            break;
        }
        let unknown: Vec<CalendarId> =
            missing.into_iter().filter(|id| !found.iter().any(|calendar| calendar.id == *id)).collect();
        found.into_iter().for_each(|calendar| calendars.insert(calendar.id, calendar.document));
        missing = calendars.missing([]);
        missing.retain(|id| !unknown.contains(id));
    }
    Ok(calendars)
}
