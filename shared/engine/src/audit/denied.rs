//! Denied attempts: each is counted, and few are written down, so that nobody fills the trail by asking
//! in vain.

use jiff::SignedDuration;
use powerdown_domain::TenantId;

use super::{AuditNote, record};
use crate::{
    limits::Allowance,
    ports::{AuditStore, BucketKey, Clock, RateStore, StoreError},
    record::{Actor, AuditOutcome, SourceHash, Writer},
};

/// How long denied attempts of one actor at one operation are counted together.
pub const DENIED_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// Which of them are written down; behind the last one there is no counting.
const WRITTEN: [u32; 5] = [1, 10, 100, 1_000, 10_000];

/// What somebody was not allowed to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeniedAttempt {
    /// In which company.
    pub tenant: TenantId,
    /// Who tried.
    pub actor: Actor,
    /// What: the method and the route, never the path that was asked for.
    pub operation: String,
    /// Why not, in our words.
    pub reason: String,
}

/// Counts a denied attempt, and writes down the first, the 10th, the 100th and so on that one actor made
/// at one operation within [`DENIED_WINDOW`], windows being those of the clock.
///
/// # Errors
/// The store's.
pub async fn deny(
    rates: &dyn RateStore,
    audit: &dyn AuditStore,
    clock: &dyn Clock,
    attempt: DeniedAttempt,
) -> Result<(), StoreError> {
    let Some(count) = counted(rates, clock, &attempt).await?.filter(|count| WRITTEN.contains(count)) else {
        return Ok(());
    };
    let DeniedAttempt { tenant, actor, operation, reason } = attempt;
    let note = AuditNote {
        tenant,
        at: clock.now(),
        actor,
        action: "operation.call",
        subjects: vec![operation],
        outcome: AuditOutcome::Denied,
        detail: told(&reason, count),
    };
    record(audit, &Writer::Portal, note).await
}

/// The how many-th attempt of its window it is; `None` behind the last that counts.
///
/// A bucket counts what is taken out of it, as long as nothing comes back: one of this window's own,
/// whose tokens take a window each to return.
async fn counted(
    rates: &dyn RateStore,
    clock: &dyn Clock,
    attempt: &DeniedAttempt,
) -> Result<Option<u32>, StoreError> {
    let (now, [.., most]) = (clock.now(), WRITTEN);
    let window = now.as_second().div_euclid(DENIED_WINDOW.as_secs());
    let DeniedAttempt { tenant, actor, operation, reason: _ } = attempt;
    let bucket =
        BucketKey::new(&format!("denied-{window}"), &SourceHash(format!("{tenant}-{actor}-{operation}")));
    let draw = rates.draw(&bucket, Allowance { burst: most, refill: DENIED_WINDOW }, now).await?;
    Ok(draw.granted.then(|| most - draw.remaining))
}

fn told(reason: &str, count: u32) -> String {
    let minutes = DENIED_WINDOW.as_mins();
    match count {
        1 => reason.to_owned(),
        _ if WRITTEN.last() == Some(&count) => {
            format!("{reason}; {count} times within {minutes} minutes, and more were not counted")
        }
        _ => format!("{reason}; {count} times within {minutes} minutes"),
    }
}
