//! Writing schedules and assigning machines to them: the portal's half of scheduling.
//!
//! A change takes effect by one item: the schedule's next edge is set to the present, and the next
//! tick looks at all its machines, however many there are.

mod assign;
mod compile;
mod standing;
mod ties;
mod write;

pub use assign::{AssignmentOutcome, AssignmentRequest, assign};
pub use compile::{CompileError, compiled};
pub use standing::{Standing, StandingDesk};
pub(crate) use write::tell;
pub use write::{ScheduleDesk, ScheduleDraft, create, delete, update};

use jiff::Timestamp;
use powerdown_domain::{ScheduleId, TenantId};

use crate::ports::{ScheduleStore, StoreError};

/// Makes a schedule due at `now`, so that the next tick looks at all its machines. One that is due
/// already, or gone, is left alone.
///
/// # Errors
/// The store's.
pub async fn look_at(
    store: &dyn ScheduleStore,
    tenant: TenantId,
    id: ScheduleId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for _ in 0..8 {
        let Some(schedule) = store.schedule(tenant, id).await? else { return Ok(()) };
        if schedule.next_edge.is_some_and(|due| due <= now) {
            return Ok(());
        }
        match store.advance_edge(&schedule, Some(now)).await {
            Err(StoreError::Conflict(_)) => continue,
            outcome => return outcome,
        }
    }
    Err(StoreError::Conflict("schedule"))
}
