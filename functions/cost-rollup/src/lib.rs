//! The timekeeper. Its first job: put what machines have lived through into the ledger, from which
//! costs, savings and availability are computed.

use powerdown_engine::{
    ports::{Clock, LedgerStore, MachineStore, StoreError},
    timekeeping::{LedgerReport, record_intervals},
};
use powerdown_lambda_support::metrics::{Metrics, Unit};

/// What the timekeeper needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Timekeeper<'a> {
    pub ledger: &'a dyn LedgerStore,
    pub machines: &'a dyn MachineStore,
    pub clock: &'a dyn Clock,
    /// The stage, a dimension of the metrics.
    pub stage: &'a str,
}

/// Records all closed intervals and reports what it did, in the log and as metrics.
///
/// # Errors
/// The store's; the next run goes on where this one ended.
pub async fn handle(timekeeper: Timekeeper<'_>) -> Result<LedgerReport, StoreError> {
    let report = record_intervals(timekeeper.ledger, timekeeper.machines).await?;
    tracing::info!(
        machines = report.machines,
        intervals = report.intervals,
        running_seconds = report.running_seconds,
        "intervals recorded"
    );
    Metrics::of(timekeeper.stage, "cost-rollup", timekeeper.clock.now())
        .with("MachinesRecorded", report.machines as u64, Unit::Count)
        .with("IntervalsRecorded", report.intervals as u64, Unit::Count)
        .emit();
    Ok(report)
}
