//! Orders from the FIFO queue. A group is one cloud and region: its orders come one after another.

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use powerdown_engine::{
    ports::Order,
    scheduling::{self, OrderDesk},
};
use powerdown_lambda_support::{faults, metrics::counter};
use tracing::Instrument;

use crate::messages::{Failures, read};

/// Carries out the orders of a batch in order. After an unexpected failure the rest of that order's
/// group is returned unhandled, so that nothing overtakes it.
pub async fn handle(desk: OrderDesk<'_>, event: &SqsEvent) -> SqsBatchResponse {
    let mut failures = Failures::default();
    for message in &event.records {
        if failures.holds_back(message) || !carry_out(desk, message).await {
            failures.add(message);
        }
    }
    failures.response()
}

async fn carry_out(desk: OrderDesk<'_>, message: &SqsMessage) -> bool {
    let order: Order = match read(message, Order::VERSION) {
        Ok(order) => order,
        Err(error) => {
            tracing::error!(message = ?message.message_id, error = faults::chain(&error), "an order cannot be read");
            return false;
        }
    };
    let span =
        tracing::info_span!("order", tenant = %order.tenant, cloud = %order.cloud, region = %order.region);
    async {
        match scheduling::execute(desk, &order).await {
            Ok(report) => {
                counter!("MachinesStarted").increment(report.started as u64);
                counter!("MachinesStopped").increment(report.stopped as u64);
                counter!("ActionsFailed").increment(report.failed as u64);
                tracing::info!(
                    looked_at = report.looked_at,
                    started = report.started,
                    stopped = report.stopped,
                    failed = report.failed,
                    waiting = report.waiting,
                    "order carried out"
                );
                true
            }
            Err(error) => {
                tracing::error!(error = faults::chain(&error), "an order failed; it will be delivered again");
                false
            }
        }
    }
    .instrument(span)
    .await
}
