//! Metrics by log: CloudWatch reads them out of lines in its embedded metric format, so that no call
//! is made and nothing is lost when a function is frozen.
//!
//! Handlers count with [`counter!`](metrics::counter); `main` starts the collector and flushes it
//! after every invocation. In a test nobody collects, and counting does nothing.

use metrics_cloudwatch_embedded::{Builder, Collector};

pub use ::metrics::counter;

/// Where the metrics are found in CloudWatch.
const NAMESPACE: &str = "PowerDown";

/// The collector of this process. Copies are the same collector.
#[derive(Clone, Copy)]
pub struct Metrics(&'static Collector);

/// The collector of this process is already there: it was started twice.
#[derive(Debug, thiserror::Error)]
#[error("the metrics could not be started")]
pub struct MetricsError(#[source] Box<dyn std::error::Error + Send + Sync>);

impl Metrics {
    /// Starts collecting, under the dimensions `stage` and `handler`. Call once, in `main`.
    ///
    /// # Errors
    /// When a collector was started before.
    pub fn start(stage: &'static str, handler: &'static str) -> Result<Self, MetricsError> {
        Builder::new()
            .cloudwatch_namespace(NAMESPACE)
            .with_dimension("stage", stage)
            .with_dimension("handler", handler)
            .init()
            .map(Self)
            .map_err(MetricsError)
    }

    /// Writes what was counted since the last flush to standard output, one line in CloudWatch's
    /// format, and nothing if nothing was. A line that cannot be written is lost: metrics never fail
    /// the work they measure.
    pub fn flush(self) {
        if let Err(error) = self.0.flush(std::io::stdout().lock()) {
            tracing::warn!(%error, "metrics were lost");
        }
    }
}
