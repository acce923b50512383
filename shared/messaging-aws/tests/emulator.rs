//! Sending over the network, when there is an emulator, and reading back what arrived.

use aws_sdk_sqs::{
    config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider},
    types::{Message, MessageSystemAttributeName, QueueAttributeName},
};
use aws_types::SdkConfig;
use powerdown_domain::{CloudId, EmailAddress, TenantId};
use powerdown_engine::ports::{
    Delivery, DomainEvent, EventBus, Job, JobQueue, Mail, Mailer, Order, OrderQueue, OrderScope, SocketPush,
};
use powerdown_messaging_aws::{ApiGatewaySockets, EventBridgeBus, SesMailer, SqsJobs, SqsOrders};
use powerdown_testkit::emulator;

fn config() -> Option<SdkConfig> {
    let endpoint = emulator::endpoint(emulator::AWS)?;
    let credentials = Credentials::new("111111111111", "test", None, None, "test");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(SharedCredentialsProvider::new(credentials));
    Some(config.build())
}

struct TestQueue {
    client: aws_sdk_sqs::Client,
    url: String,
}

impl TestQueue {
    async fn create(config: &SdkConfig, name: &str) -> Self {
        let client = aws_sdk_sqs::Client::new(config);
        let mut request = client.create_queue().queue_name(name);
        if name.ends_with(".fifo") {
            request = request.attributes(QueueAttributeName::FifoQueue, "true");
        }
        let url = request.send().await.unwrap().queue_url.unwrap();
        client.purge_queue().queue_url(&url).send().await.unwrap();
        Self { client, url }
    }

    async fn receive(&self) -> Vec<Message> {
        let request = self
            .client
            .receive_message()
            .queue_url(&self.url)
            .max_number_of_messages(10)
            .wait_time_seconds(1)
            .message_system_attribute_names(MessageSystemAttributeName::All);
        request.send().await.unwrap().messages.unwrap_or_default()
    }

    /// Receives and deletes until nothing is left.
    async fn drain(&self) -> Vec<Message> {
        let mut all = Vec::new();
        loop {
            let messages = self.receive().await;
            if messages.is_empty() {
                return all;
            }
            for message in messages {
                let receipt = message.receipt_handle.as_ref().unwrap();
                let request = self.client.delete_message().queue_url(&self.url).receipt_handle(receipt);
                request.send().await.unwrap();
                all.push(message);
            }
        }
    }

    async fn delete(self) {
        self.client.delete_queue().queue_url(self.url).send().await.unwrap();
    }
}

fn order(number: i64, region: &str) -> Order {
    Order {
        v: Order::VERSION,
        tenant: TenantId::from_parts(1, 1),
        cloud: CloudId::from_parts(1, 2),
        region: region.parse().unwrap(),
        scope: OrderScope::Machine {
            instance: "i-0123456789abcdef0".parse().unwrap(),
            due: jiff::Timestamp::from_second(number).unwrap(),
        },
    }
}

#[tokio::test]
async fn orders_arrive_once_in_their_groups() {
    let Some(config) = config() else { return };
    let queue = TestQueue::create(&config, "powerdown-test-orders.fifo").await;
    let orders = SqsOrders::new(queue.client.clone(), &queue.url);
    // Fresh deduplication ids, should the queue remember those of an earlier run.
    let base = jiff::Timestamp::UNIX_EPOCH.as_second() + i64::from(std::process::id()) * 1000;
    let sent: Vec<Order> =
        (0..23).map(|n| order(base + n, ["us-east-1", "eu-west-1"][n as usize % 2])).collect();
    orders.send(&sent).await.unwrap();
    orders.send(&sent[5..8]).await.unwrap();

    let received = queue.drain().await;
    let mut bodies: Vec<Order> = Vec::new();
    for message in &received {
        let order: Order = serde_json::from_str(message.body().unwrap()).unwrap();
        let attributes = message.attributes().unwrap();
        assert_eq!(attributes[&MessageSystemAttributeName::MessageGroupId], order.group());
        assert_eq!(attributes[&MessageSystemAttributeName::MessageDeduplicationId], order.deduplication());
        bodies.push(order);
    }
    assert_eq!(bodies.len(), sent.len(), "repetitions were dropped, nothing was lost");
    for region in ["us-east-1", "eu-west-1"] {
        let of = |orders: &[Order]| -> Vec<Order> {
            orders.iter().filter(|order| order.region.as_str() == region).cloned().collect()
        };
        assert_eq!(of(&bodies), of(&sent), "in order within {region}");
    }
    queue.delete().await;
}

#[tokio::test]
async fn jobs_arrive() {
    let Some(config) = config() else { return };
    let queue = TestQueue::create(&config, "powerdown-test-jobs").await;
    let tenant = TenantId::from_parts(1, 1);
    let job = |n| Job::VerifyCloud { v: Job::VERSION, tenant, cloud: CloudId::from_parts(1, n) };
    let sent: Vec<Job> = (0..12).map(job).collect();
    SqsJobs::new(queue.client.clone(), &queue.url).send(&sent).await.unwrap();
    let mut received: Vec<String> =
        queue.drain().await.into_iter().map(|message| message.body.unwrap()).collect();
    let mut expected: Vec<String> = sent.iter().map(|job| serde_json::to_string(job).unwrap()).collect();
    received.sort();
    expected.sort();
    assert_eq!(received, expected);
    queue.delete().await;
}

#[tokio::test]
async fn a_missing_queue_is_an_error_with_its_reason() {
    let Some(config) = config() else { return };
    let client = aws_sdk_sqs::Client::new(&config);
    let queue = SqsOrders::new(client, "http://127.0.0.1/111111111111/powerdown-test-nowhere.fifo");
    let error = queue.send(&[order(1, "us-east-1")]).await.unwrap_err();
    assert_eq!(error.to_string(), "orders could not be sent");
    queue.send(&[]).await.unwrap();
}

/// What a rule on our source hands on.
#[derive(serde::Deserialize)]
struct Envelope {
    source: String,
    #[serde(rename = "detail-type")]
    detail_type: String,
    detail: DomainEvent,
}

#[tokio::test]
async fn events_reach_the_rules_of_the_bus() {
    let Some(config) = config() else { return };
    let queue = TestQueue::create(&config, "powerdown-test-events").await;
    let client = aws_sdk_eventbridge::Client::new(&config);
    let bus = "powerdown-test-bus";
    // A bus that is left from an earlier run serves as well.
    let _ = client.create_event_bus().name(bus).send().await;
    let pattern = r#"{"source":["powerdown"]}"#;
    client.put_rule().event_bus_name(bus).name("all").event_pattern(pattern).send().await.unwrap();
    let arn = format!("arn:aws:sqs:us-east-1:111111111111:{}", queue.url.rsplit('/').next().unwrap());
    let target = aws_sdk_eventbridge::types::Target::builder().id("queue").arn(arn).build().unwrap();
    client.put_targets().event_bus_name(bus).rule("all").targets(target).send().await.unwrap();

    let tenant = TenantId::from_parts(1, 1);
    let event = |n| DomainEvent::CloudsChanged {
        v: DomainEvent::VERSION,
        tenant,
        clouds: vec![CloudId::from_parts(1, n)],
    };
    let sent: Vec<DomainEvent> = (0..11).map(event).collect();
    EventBridgeBus::new(client.clone(), bus).publish(&sent).await.unwrap();

    let mut received = Vec::new();
    for message in queue.drain().await {
        let envelope: Envelope = serde_json::from_str(message.body().unwrap()).unwrap();
        assert_eq!((envelope.source.as_str(), envelope.detail_type.as_str()), ("powerdown", "CloudsChanged"));
        received.push(envelope.detail);
    }
    assert_eq!(received.len(), sent.len());
    assert!(sent.iter().all(|event| received.contains(event)));
    queue.delete().await;
}

#[tokio::test]
async fn a_mail_is_handed_over() {
    let Some(config) = config() else { return };
    let client = aws_sdk_sesv2::Client::new(&config);
    let from = "no-reply@powerdown.example";
    let _ = client.create_email_identity().email_identity(from).send().await;
    let to = EmailAddress::try_from("ada@example.com".to_owned()).unwrap();
    let mail =
        Mail { to: &to, subject: "Prüfen Sie Ihre Adresse", text: "https://localhost/verify?token=1\n" };
    SesMailer::new(client, from).send(mail).await.unwrap();
}

#[tokio::test]
async fn a_connection_that_never_was_is_gone() {
    let Some(config) = config() else { return };
    let endpoint = config.endpoint_url().unwrap();
    let sockets = ApiGatewaySockets::new(&config, &format!("{endpoint}/_aws/execute-api/aaaa0009/live"));
    assert_eq!(sockets.post("L0SM9cOFvHcCIhw=", "news").await.unwrap(), Delivery::Gone);
}
