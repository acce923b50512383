//! Reading queue messages, and telling SQS which of them to deliver again.

use std::collections::BTreeSet;

use aws_lambda_events::event::sqs::{BatchItemFailure, SqsBatchResponse, SqsMessage};
use serde::de::DeserializeOwned;

/// Why a message is not understood. It ends in the dead-letter queue, where a person finds it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    /// The body is not what this queue carries.
    #[error("the message is malformed")]
    Malformed(#[from] serde_json::Error),
    /// Written by a newer version during a deployment; a newer instance will read it.
    #[error("the message has format version {0}, newer than this function knows")]
    Newer(u64),
}

/// Reads a message of at most format version `known`.
pub(crate) fn read<T: DeserializeOwned>(message: &SqsMessage, known: u8) -> Result<T, Unreadable> {
    let body: serde_json::Value = serde_json::from_str(message.body.as_deref().unwrap_or_default())?;
    match body.get("v").and_then(serde_json::Value::as_u64) {
        Some(version) if version > u64::from(known) => Err(Unreadable::Newer(version)),
        _ => Ok(serde_json::from_value(body)?),
    }
}

/// Collects what is to be delivered again.
#[derive(Default)]
pub(crate) struct Failures {
    ids: Vec<String>,
    groups: BTreeSet<String>,
}

impl Failures {
    /// Whether an earlier message of the same FIFO group failed; this one must then not overtake it.
    pub(crate) fn holds_back(&self, message: &SqsMessage) -> bool {
        group(message).is_some_and(|group| self.groups.contains(group))
    }

    /// This message is to be delivered again, and nothing behind it in its group is to be handled.
    pub(crate) fn add(&mut self, message: &SqsMessage) {
        self.ids.push(message.message_id.clone().unwrap_or_default());
        self.groups.extend(group(message).map(str::to_owned));
    }

    /// SQS's form of it.
    pub(crate) fn response(self) -> SqsBatchResponse {
        let mut response = SqsBatchResponse::default();
        for id in self.ids {
            let mut failure = BatchItemFailure::default();
            failure.item_identifier = id;
            response.batch_item_failures.push(failure);
        }
        response
    }
}

fn group(message: &SqsMessage) -> Option<&str> {
    message.attributes.get("MessageGroupId").map(String::as_str)
}

#[cfg(test)]
mod tests {
    use powerdown_engine::ports::Job;
    use serde_json::json;

    use super::*;

    fn message(id: &str, group: Option<&str>, body: &serde_json::Value) -> SqsMessage {
        let mut message = SqsMessage::default();
        message.message_id = Some(id.to_owned());
        message.body = Some(body.to_string());
        message.attributes.extend(group.map(|group| ("MessageGroupId".to_owned(), group.to_owned())));
        message
    }

    #[test]
    fn a_newer_format_is_refused_rather_than_read_in_part() {
        let job = json!({
            "type": "verify-cloud", "v": 2,
            "tenant": "ten_00000000000000000000000001", "cloud": "cld_00000000000000000000000001",
        });
        let newer = read::<Job>(&message("1", None, &job), Job::VERSION).unwrap_err();
        assert!(matches!(newer, Unreadable::Newer(2)), "{newer:?}");
        let mut current = job;
        current["v"] = json!(1);
        assert!(read::<Job>(&message("1", None, &current), Job::VERSION).is_ok());
        current["colour"] = json!("red");
        assert!(matches!(
            read::<Job>(&message("1", None, &current), Job::VERSION),
            Err(Unreadable::Malformed(_))
        ));
    }

    #[test]
    fn a_failure_holds_back_its_own_group_alone() {
        let body = json!({});
        let mut failures = Failures::default();
        failures.add(&message("1", Some("a"), &body));
        assert!(failures.holds_back(&message("2", Some("a"), &body)));
        assert!(!failures.holds_back(&message("3", Some("b"), &body)));
        assert!(!failures.holds_back(&message("4", None, &body)));
        let ids: Vec<String> = failures
            .response()
            .batch_item_failures
            .into_iter()
            .map(|failure| failure.item_identifier)
            .collect();
        assert_eq!(ids, ["1"]);
    }
}
