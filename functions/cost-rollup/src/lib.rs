//! The timekeeper. Its first job: put what machines have lived through into the ledger, from which
//! costs, savings and availability are computed.

use powerdown_engine::{
    ports::{LedgerStore, MachineStore, StoreError},
    timekeeping::{LedgerReport, record_intervals},
};
use powerdown_lambda_support::metrics::counter;

/// What the timekeeper needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Timekeeper<'a> {
    pub ledger: &'a dyn LedgerStore,
    pub machines: &'a dyn MachineStore,
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
        failed = report.failed,
        "intervals recorded"
    );
    counter!("MachinesRecorded").increment(report.machines as u64);
    counter!("MachinesNotRecorded").increment(report.failed as u64);
    counter!("IntervalsRecorded").increment(report.intervals as u64);
    Ok(report)
}
