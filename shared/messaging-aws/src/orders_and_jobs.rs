//! The two queues: orders in order per account and region, jobs in any order.

use async_trait::async_trait;
use aws_sdk_sqs::{Client, types::SendMessageBatchRequestEntry};
use powerdown_engine::ports::{Job, JobQueue, MessageError, Order, OrderQueue};

use crate::batch::{BoxError, Entry, Rejected, Sink, send_all};

/// The FIFO queue of orders. A group is one cloud and region; SQS drops what carries the
/// deduplication id of an order of the last five minutes.
pub struct SqsOrders(Queue);

/// The standard queue of jobs.
pub struct SqsJobs(Queue);

impl SqsOrders {
    /// The queue at this URL; its name must end in `.fifo`.
    pub fn new(client: Client, queue_url: impl Into<String>) -> Self {
        Self(Queue { client, url: queue_url.into() })
    }
}

impl SqsJobs {
    /// The queue at this URL.
    pub fn new(client: Client, queue_url: impl Into<String>) -> Self {
        Self(Queue { client, url: queue_url.into() })
    }
}

struct Queue {
    client: Client,
    url: String,
}

#[derive(Debug, Clone)]
struct Message {
    body: String,
    /// Group and deduplication id, in a FIFO queue.
    fifo: Option<(String, String)>,
}

impl Message {
    fn entry(self) -> Entry<Self> {
        Entry { bytes: self.body.len(), entry: self }
    }
}

#[async_trait]
impl Sink for Queue {
    type Entry = Message;

    async fn put(&self, messages: &[Message]) -> Result<Vec<Rejected>, BoxError> {
        let mut request = self.client.send_message_batch().queue_url(&self.url);
        for (index, message) in messages.iter().enumerate() {
            let (group, deduplication) = message.fifo.clone().unzip();
            let entry = SendMessageBatchRequestEntry::builder()
                .id(index.to_string())
                .message_body(&message.body)
                .set_message_group_id(group)
                .set_message_deduplication_id(deduplication)
                .build()?;
            request = request.entries(entry);
        }
        let answer = request.send().await?;
        let rejected = answer.failed.into_iter().map(|failed| {
            let index = failed.id.parse()?;
            let reason = format!("{} {}", failed.code, failed.message.unwrap_or_default());
            Ok(Rejected { index, permanent: failed.sender_fault, reason })
        });
        rejected.collect()
    }
}

#[async_trait]
impl OrderQueue for SqsOrders {
    async fn send(&self, orders: &[Order]) -> Result<(), MessageError> {
        let messages = orders.iter().map(|order| {
            let body = serde_json::to_string(order)?;
            Ok(Message { body, fifo: Some((order.group(), order.deduplication())) }.entry())
        });
        let messages = messages.collect::<Result<_, serde_json::Error>>();
        let messages = messages.map_err(|error| MessageError { what: "orders", source: error.into() })?;
        send_all("orders", &self.0, messages).await
    }
}

#[async_trait]
impl JobQueue for SqsJobs {
    async fn send(&self, jobs: &[Job]) -> Result<(), MessageError> {
        let messages =
            jobs.iter().map(|job| Ok(Message { body: serde_json::to_string(job)?, fifo: None }.entry()));
        let messages = messages.collect::<Result<_, serde_json::Error>>();
        let messages = messages.map_err(|error| MessageError { what: "jobs", source: error.into() })?;
        send_all("jobs", &self.0, messages).await
    }
}
