//! Trying again, and what DynamoDB's errors mean to the port.

use std::{sync::atomic::Ordering, time::Duration};

use aws_sdk_dynamodb::{Error, types::CancellationReason};
use aws_smithy_types::error::operation::BuildError;
use powerdown_engine::ports::StoreError;

use crate::{
    DynamoStore,
    item::{Entity, Item, format_of, refuse_newer},
};

/// How often a call is sent at most when it meets another transaction, or gets part of an answer.
/// Throttling of single calls is retried by the SDK below this.
pub(crate) const ATTEMPTS: u32 = 7;

impl DynamoStore {
    /// Sends again what met somebody else's transaction, a bounded number of times.
    pub(crate) async fn retried<T, E, Sent>(&self, send: impl Fn() -> Sent + Send) -> Result<T, Error>
    where
        Sent: Future<Output = Result<T, E>> + Send,
        E: Into<Error>,
    {
        let mut attempt = 1;
        loop {
            let error = match send().await {
                Ok(answer) => return Ok(answer),
                Err(error) => error.into(),
            };
            if attempt == ATTEMPTS || !met_another(&error) {
                return Err(error);
            }
            tracing::debug!(attempt, "a write met another transaction; sending it again");
            self.pause(attempt).await;
            attempt += 1;
        }
    }

    /// 10 ms, doubled with each attempt, and spread over half as much again by a counter, so that
    /// those who met do not meet again.
    pub(crate) async fn pause(&self, attempt: u32) {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % 8;
        let base = Duration::from_millis(10) * 2_u32.pow(attempt - 1);
        tokio::time::sleep(base + base * turn / 16).await;
    }
}

fn met_another(error: &Error) -> bool {
    match error {
        Error::TransactionConflictException(_) | Error::TransactionInProgressException(_) => true,
        Error::TransactionCanceledException(canceled) => {
            let reasons = canceled.cancellation_reasons().iter().filter_map(CancellationReason::code);
            let failed: Vec<&str> = reasons.filter(|code| *code != "None").collect();
            let passing =
                ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"].as_slice();
            !failed.is_empty() && failed.iter().all(|code| passing.contains(code))
        }
        _ => false,
    }
}

/// What a refused write means: the condition did not hold, or the item in its way is newer than we.
pub(crate) fn refused(doing: &'static str, entities: &[Entity], error: Error) -> StoreError {
    let in_the_way = |entity: &Entity, item: Option<&Item>| {
        let found = item.and_then(format_of).unwrap_or(0);
        refuse_newer(*entity, found).err().unwrap_or(StoreError::Conflict(entity.name))
    };
    match (&error, entities) {
        (Error::ConditionalCheckFailedException(failed), [entity]) => in_the_way(entity, failed.item()),
        (Error::TransactionCanceledException(canceled), entities) => {
            let mut reasons = canceled.cancellation_reasons().iter().zip(entities);
            let failed = reasons.find(|(reason, _)| reason.code() == Some("ConditionalCheckFailed"));
            match failed {
                Some((reason, entity)) => in_the_way(entity, reason.item()),
                None => unavailable(doing, error),
            }
        }
        _ => unavailable(doing, error),
    }
}

/// A call that was not answered, or refused for a reason of DynamoDB's own.
pub(crate) fn unavailable(doing: &'static str, error: Error) -> StoreError {
    StoreError::Unavailable { doing, source: Box::new(error) }
}

/// A call that could not even be put together.
pub(crate) fn unbuilt(doing: &'static str, error: BuildError) -> StoreError {
    StoreError::Unavailable { doing, source: Box::new(error) }
}
