//! Sending any number of entries in calls of ten, and again what was refused.

use async_trait::async_trait;
use powerdown_engine::ports::MessageError;

pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The most entries in one call (SQS SendMessageBatch, EventBridge PutEvents).
const MAX_ENTRIES: usize = 10;
/// The most bytes in one entry and in all entries of one call: 256 KiB, the limit of both services
/// before they raised it in some regions.
pub(crate) const MAX_BYTES: usize = 256 * 1024;
/// How often an entry is sent before the send fails.
const ATTEMPTS: usize = 3;

/// An entry of a batch and its size, counted as the service counts it.
#[derive(Debug, Clone)]
pub(crate) struct Entry<E> {
    pub(crate) entry: E,
    pub(crate) bytes: usize,
}

/// An entry that a call did not take.
#[derive(Debug, Clone)]
pub(crate) struct Rejected {
    /// Its place in the call.
    pub(crate) index: usize,
    /// Whether sending it again is useless.
    pub(crate) permanent: bool,
    /// The service's reason.
    pub(crate) reason: String,
}

/// A service that takes entries in batches.
#[async_trait]
pub(crate) trait Sink: Sync {
    type Entry: Clone + Send + Sync;

    /// Makes one call; tells which entries it did not take.
    async fn put(&self, entries: &[Self::Entry]) -> Result<Vec<Rejected>, BoxError>;
}

#[derive(Debug, thiserror::Error)]
enum SendError {
    #[error("one of them has {0} bytes, more than {MAX_BYTES}")]
    TooLarge(usize),
    #[error("{count} were refused: {reason}")]
    Rejected { count: usize, reason: String },
}

/// Sends all entries, or fails; `what` names them in the error.
pub(crate) async fn send_all<S: Sink>(
    what: &'static str,
    sink: &S,
    entries: Vec<Entry<S::Entry>>,
) -> Result<(), MessageError> {
    let failed = |source: BoxError| MessageError { what, source };
    if let Some(large) = entries.iter().find(|entry| entry.bytes > MAX_BYTES) {
        return Err(failed(SendError::TooLarge(large.bytes).into()));
    }
    for call in calls(entries) {
        send_call(sink, call).await.map_err(failed)?;
    }
    Ok(())
}

/// Cuts entries into calls that respect both limits, in order.
fn calls<E>(entries: Vec<Entry<E>>) -> Vec<Vec<E>> {
    let mut calls: Vec<Vec<E>> = Vec::new();
    let mut bytes = 0;
    for entry in entries {
        match calls.last_mut().filter(|call| call.len() < MAX_ENTRIES && bytes + entry.bytes <= MAX_BYTES) {
            Some(call) => {
                bytes += entry.bytes;
                call.push(entry.entry);
            }
            None => {
                bytes = entry.bytes;
                calls.push(vec![entry.entry]);
            }
        }
    }
    calls
}

async fn send_call<S: Sink>(sink: &S, mut call: Vec<S::Entry>) -> Result<(), BoxError> {
    for attempt in 1.. {
        let rejected = sink.put(&call).await?;
        let Some(first) = rejected.first() else { break };
        let reason = first.reason.clone();
        tracing::warn!(attempt, count = rejected.len(), reason, "some entries of a batch were refused");
        if attempt == ATTEMPTS || rejected.iter().any(|rejected| rejected.permanent) {
            return Err(SendError::Rejected { count: rejected.len(), reason }.into());
        }
        call = rejected.iter().filter_map(|rejected| call.get(rejected.index).cloned()).collect();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{collections::VecDeque, sync::Mutex};

    use super::*;

    /// Takes what its script says, call by call; then everything.
    #[derive(Default)]
    struct Scripted {
        script: Mutex<VecDeque<Vec<Rejected>>>,
        calls: Mutex<Vec<Vec<u32>>>,
    }

    #[async_trait]
    impl Sink for Scripted {
        type Entry = u32;

        async fn put(&self, entries: &[u32]) -> Result<Vec<Rejected>, BoxError> {
            self.calls.lock().unwrap().push(entries.to_vec());
            Ok(self.script.lock().unwrap().pop_front().unwrap_or_default())
        }
    }

    impl Scripted {
        fn refusing(script: impl IntoIterator<Item = Vec<Rejected>>) -> Self {
            Self { script: Mutex::new(script.into_iter().collect()), ..Self::default() }
        }

        fn calls(&self) -> Vec<Vec<u32>> {
            self.calls.lock().unwrap().clone()
        }
    }

    fn entries(range: std::ops::Range<u32>, bytes: usize) -> Vec<Entry<u32>> {
        range.map(|entry| Entry { entry, bytes }).collect()
    }

    fn rejected(index: usize, permanent: bool) -> Rejected {
        Rejected { index, permanent, reason: "InternalError".to_owned() }
    }

    #[tokio::test]
    async fn entries_go_out_in_tens_and_within_the_size_of_a_call() {
        let sink = Scripted::default();
        send_all("orders", &sink, entries(0..23, 100)).await.unwrap();
        assert_eq!(sink.calls().iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 3]);

        let sink = Scripted::default();
        send_all("events", &sink, entries(0..5, MAX_BYTES / 2)).await.unwrap();
        assert_eq!(sink.calls(), [vec![0, 1], vec![2, 3], vec![4]]);

        let sink = Scripted::default();
        send_all("events", &sink, Vec::new()).await.unwrap();
        assert!(sink.calls().is_empty());
    }

    #[tokio::test]
    async fn only_what_was_refused_is_sent_again() {
        let sink =
            Scripted::refusing([vec![rejected(1, false), rejected(3, false)], vec![rejected(1, false)]]);
        send_all("orders", &sink, entries(0..5, 100)).await.unwrap();
        assert_eq!(sink.calls(), [vec![0, 1, 2, 3, 4], vec![1, 3], vec![3]]);
    }

    #[tokio::test]
    async fn refusals_that_last_end_in_an_error() {
        let sink = Scripted::refusing(vec![vec![rejected(0, false)]; 3]);
        let error = send_all("orders", &sink, entries(0..12, 100)).await.unwrap_err();
        assert_eq!(error.to_string(), "orders could not be sent");
        assert_eq!(error.source.to_string(), "1 were refused: InternalError");
        assert_eq!(sink.calls().len(), 3);

        let sink = Scripted::refusing([vec![rejected(0, true)]]);
        send_all("orders", &sink, entries(0..1, 100)).await.unwrap_err();
        assert_eq!(sink.calls().len(), 1, "what the service will never take is not sent again");
    }

    #[tokio::test]
    async fn an_entry_beyond_the_limit_is_refused_before_anything_is_sent() {
        let sink = Scripted::default();
        let mut all = entries(0..1, 100);
        all.extend(entries(1..2, MAX_BYTES + 1));
        send_all("events", &sink, all).await.unwrap_err();
        assert!(sink.calls().is_empty());
    }
}
