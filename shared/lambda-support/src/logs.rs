//! Logs: one JSON object a line on standard output, which Lambda carries to CloudWatch.
//!
//! Fields of the current spans (request id, tenant id) stand in every line. Nothing secret is ever
//! a field: secrets are types that print as "redacted".

use tracing_subscriber::EnvFilter;

use crate::Settings;

/// What is logged when `RUST_LOG` says nothing.
const DEFAULT_FILTER: &str = "info";
/// The runtime repeats the error an invocation ends with; it is logged already, with its sources.
const REPETITION: &str = "lambda_runtime::layers::panic=off";

/// Starts logging; also panics go through the log. Call once, first thing in `main`.
///
/// The filter is `RUST_LOG`, in the syntax of `tracing_subscriber::EnvFilter`, such as
/// `info,powerdown_api=debug`; a filter that cannot be read counts as `info`, and says so.
pub fn start(settings: &Settings) {
    let wanted = settings.optional("RUST_LOG").unwrap_or(DEFAULT_FILTER);
    let (filter, refused) = match EnvFilter::try_new(format!("{wanted},{REPETITION}")) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new(format!("{DEFAULT_FILTER},{REPETITION}")), Some(error)),
    };
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(true)
        .with_target(true)
        .with_env_filter(filter)
        .init();
    if let Some(error) = refused {
        tracing::warn!(%error, "RUST_LOG cannot be read; logging at info");
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let words = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, "panicked: {words}");
    }));
}
