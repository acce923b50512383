//! The admin. Its first jobs: remove expired sessions, and check that every entry that makes an
//! e-mail address or an account unique has its owner.

use powerdown_engine::{
    ports::{Clock, SessionStore, StoreError, UpkeepStore},
    upkeep::{UpkeepReport, sweep},
};
use powerdown_lambda_support::metrics::counter;

/// What the admin needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Admin<'a> {
    pub upkeep: &'a dyn UpkeepStore,
    pub sessions: &'a dyn SessionStore,
    pub clock: &'a dyn Clock,
}

/// Walks the table once and reports what it found, in the log and as metrics.
///
/// # Errors
/// The store's; the next run begins anew.
pub async fn handle(admin: Admin<'_>) -> Result<UpkeepReport, StoreError> {
    let report = sweep(admin.upkeep, admin.sessions, admin.clock.now()).await?;
    tracing::info!(
        sessions_removed = report.sessions_removed,
        unique_checked = report.unique_checked,
        unique_orphaned = report.unique_orphaned,
        "upkeep done"
    );
    counter!("SessionsRemoved").increment(report.sessions_removed as u64);
    counter!("UniqueEntriesOrphaned").increment(report.unique_orphaned as u64);
    Ok(report)
}
