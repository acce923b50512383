//! The admin. Its first jobs: remove expired sessions, and check that every entry that makes an
//! e-mail address or an account unique has its owner.

use powerdown_engine::{
    ports::{Clock, SessionStore, StoreError, UpkeepStore},
    upkeep::{UpkeepReport, sweep},
};
use powerdown_lambda_support::metrics::{Metrics, Unit};

/// What the admin needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Admin<'a> {
    pub upkeep: &'a dyn UpkeepStore,
    pub sessions: &'a dyn SessionStore,
    pub clock: &'a dyn Clock,
    /// The stage, a dimension of the metrics.
    pub stage: &'a str,
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
    Metrics::of(admin.stage, "maintenance", admin.clock.now())
        .with("SessionsRemoved", report.sessions_removed as u64, Unit::Count)
        .with("UniqueEntriesOrphaned", report.unique_orphaned as u64, Unit::Count)
        .emit();
    Ok(report)
}
