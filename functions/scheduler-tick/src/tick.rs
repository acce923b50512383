//! The minute's tick.

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use jiff::Timestamp;
use powerdown_engine::{
    ports::{Clock, StoreError},
    scheduling::{self, TickDesk, TickReport},
};
use powerdown_lambda_support::metrics::counter;

/// Finds what is due at the event's own time, so that a tick delivered late or twice looks at the
/// minute it was meant for. An event without a time (a manual invocation) means now.
///
/// # Errors
/// The index of due things could not be read; Lambda delivers the event again.
pub async fn handle(
    desk: TickDesk<'_>,
    clock: &dyn Clock,
    event: &EventBridgeEvent,
) -> Result<TickReport, StoreError> {
    let now = event
        .time
        .and_then(|time| Timestamp::from_second(time.timestamp()).ok())
        .unwrap_or_else(|| clock.now());
    let report = scheduling::tick(desk, now).await?;
    counter!("OrdersSent").increment(report.orders as u64);
    counter!("DueFailed").increment(report.failed as u64);
    tracing::info!(
        at = %now,
        schedules = report.schedules,
        machines = report.machines,
        clouds = report.clouds,
        orders = report.orders,
        failed = report.failed,
        "tick"
    );
    Ok(report)
}
