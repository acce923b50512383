//! The timekeeper's first job: put what machines have lived through into the ledger.
//!
//! Observations close intervals and leave them on the machine; a sparse index names the machines that
//! have any. The timekeeper alone writes the ledger, so that it has one owner.

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use powerdown_domain::{Interval, MachineId, TenantId, machine::MachineState};

use crate::ports::{LedgerStore, MachineStore, StoreError};

/// What a run of the timekeeper did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct LedgerReport {
    /// Machines whose intervals were recorded.
    pub machines: usize,
    /// Intervals recorded.
    pub intervals: usize,
    /// Seconds of running time among them.
    pub running_seconds: i64,
    /// Machines whose intervals could not be recorded; they wait for the next run.
    pub failed: usize,
}

const PAGE: u32 = 100;

/// Records all closed intervals that are not yet in the ledger. A machine that somebody else changes
/// at the same moment is left for the next run; one that fails keeps no other waiting.
///
/// # Errors
/// Only when the index itself cannot be read; what was recorded by then stays recorded, and nothing
/// is recorded twice.
pub async fn record_intervals(
    ledger: &dyn LedgerStore,
    machines: &dyn MachineStore,
) -> Result<LedgerReport, StoreError> {
    let mut report = LedgerReport::default();
    for shard in 0..ledger.outbox_shards() {
        loop {
            let waiting = ledger.unrecorded(shard, PAGE).await?;
            let mut recorded = 0;
            for (tenant, id) in &waiting {
                match record_one(ledger, machines, *tenant, id, &mut report).await {
                    Ok(done) => recorded += usize::from(done),
                    Err(error) => {
                        report.failed += 1;
                        tracing::error!(%tenant, machine = %id, error = &error as &dyn std::error::Error, "intervals could not be recorded");
                    }
                }
            }
            // A page without progress holds only what the index has not caught up with.
            if recorded == 0 || waiting.len() < PAGE as usize {
                break;
            }
        }
    }
    Ok(report)
}

/// Records what one machine lived through; `false` when there was nothing, or somebody was faster.
async fn record_one(
    ledger: &dyn LedgerStore,
    machines: &dyn MachineStore,
    tenant: TenantId,
    id: &MachineId,
    report: &mut LedgerReport,
) -> Result<bool, StoreError> {
    let Some(machine) = machines.machine(tenant, id).await? else { return Ok(false) };
    if machine.closed.is_empty() {
        return Ok(false);
    }
    match ledger.record(tenant, &machine, &by_month(&machine.closed)).await {
        Ok(()) => {}
        Err(StoreError::Conflict(_)) => return Ok(false),
        Err(error) => return Err(error),
    }
    report.machines += 1;
    report.intervals += machine.closed.len();
    report.running_seconds += running_seconds(&machine.closed);
    Ok(true)
}

fn running_seconds(intervals: &[Interval]) -> i64 {
    intervals
        .iter()
        .filter(|interval| interval.state == MachineState::Running)
        .map(|interval| interval.to.as_second() - interval.from.as_second())
        .sum()
}

/// Splits intervals at the starts of months (UTC), and gathers them by month.
pub fn by_month(intervals: &[Interval]) -> Vec<(Date, Vec<Interval>)> {
    let mut months: Vec<(Date, Vec<Interval>)> = Vec::new();
    for interval in intervals {
        let mut rest = interval.clone();
        loop {
            let month = month_of(rest.from);
            let boundary = next_month(month).filter(|boundary| *boundary < rest.to);
            let part = Interval { to: boundary.unwrap_or(rest.to), ..rest.clone() };
            match months.iter_mut().find(|(known, _)| *known == month) {
                Some((_, parts)) => parts.push(part),
                None => months.push((month, vec![part])),
            }
            match boundary {
                Some(boundary) => rest.from = boundary,
                None => break,
            }
        }
    }
    months
}

/// The first day of the month an instant lies in, UTC.
pub fn month_of(at: Timestamp) -> Date {
    Offset::UTC.to_datetime(at).date().first_of_month()
}

fn next_month(month: Date) -> Option<Timestamp> {
    let next = month.last_of_month().tomorrow().ok()?;
    TimeZone::UTC.to_timestamp(next.at(0, 0, 0, 0)).ok()
}
