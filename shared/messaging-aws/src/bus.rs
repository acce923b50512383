//! Our event bus.

use async_trait::async_trait;
use aws_sdk_eventbridge::{Client, types::PutEventsRequestEntry};
use powerdown_engine::ports::{DomainEvent, EventBus, MessageError};

use crate::batch::{BoxError, Entry, Rejected, Sink, send_all};

/// The `source` of all events PowerDown publishes; rules match on it.
const SOURCE: &str = "powerdown";

/// EventBridge. The detail is the event's JSON; the detail-type its name.
pub struct EventBridgeBus(Bus);

struct Bus {
    client: Client,
    name: String,
}

impl EventBridgeBus {
    /// The bus of this name or ARN.
    pub fn new(client: Client, bus: impl Into<String>) -> Self {
        Self(Bus { client, name: bus.into() })
    }
}

#[derive(Debug, Clone)]
struct Event {
    detail_type: &'static str,
    detail: String,
}

impl Event {
    fn of(event: &DomainEvent) -> Result<Entry<Self>, serde_json::Error> {
        let (detail_type, detail) = (event.detail_type(), serde_json::to_string(event)?);
        // EventBridge User Guide, "Calculating PutEvents event entry size": the bytes of source,
        // detail-type and detail; time and resources are not set.
        let bytes = SOURCE.len() + detail_type.len() + detail.len();
        Ok(Entry { entry: Self { detail_type, detail }, bytes })
    }
}

#[async_trait]
impl Sink for Bus {
    type Entry = Event;

    async fn put(&self, events: &[Event]) -> Result<Vec<Rejected>, BoxError> {
        let entries = events.iter().map(|event| {
            PutEventsRequestEntry::builder()
                .event_bus_name(&self.name)
                .source(SOURCE)
                .detail_type(event.detail_type)
                .detail(&event.detail)
                .build()
        });
        let answer = self.client.put_events().set_entries(Some(entries.collect())).send().await?;
        let results = answer.entries.unwrap_or_default();
        let rejected: Vec<Rejected> = results
            .into_iter()
            .enumerate()
            .filter_map(|(index, result)| {
                let code = result.error_code?;
                let reason = format!("{code} {}", result.error_message.unwrap_or_default());
                Some(Rejected { index, permanent: is_permanent(&code), reason })
            })
            .collect();
        if rejected.is_empty() && answer.failed_entry_count > 0 {
            return Err(format!("{} entries failed without a name", answer.failed_entry_count).into());
        }
        Ok(rejected)
    }
}

/// EventBridge API Reference, PutEventsResultEntry: all codes but these may pass.
fn is_permanent(code: &str) -> bool {
    matches!(
        code,
        "MalformedDetail" | "NotAuthorizedForSource" | "NotAuthorizedForDetailType" | "InvalidArgument"
    )
}

#[async_trait]
impl EventBus for EventBridgeBus {
    async fn publish(&self, events: &[DomainEvent]) -> Result<(), MessageError> {
        let entries = events.iter().map(Event::of).collect::<Result<_, _>>();
        let entries = entries.map_err(|error| MessageError { what: "events", source: error.into() })?;
        send_all("events", &self.0, entries).await
    }
}

#[cfg(test)]
mod tests {
    use powerdown_domain::{
        CloudId, MachineId, TenantId,
        machine::{LastAction, MachineState, Outcome},
        reconcile::Action,
    };
    use powerdown_engine::ports::{CloudError, DomainEvent, MachineChange};

    use super::Event;
    use crate::batch::MAX_BYTES;

    #[test]
    fn the_largest_event_fits() {
        let change = MachineChange {
            id: MachineId {
                cloud: CloudId::from_parts(u64::MAX >> 16, u128::MAX),
                region: "ap-southeast-1".parse().unwrap(),
                instance: "i-0123456789abcdef0".parse().unwrap(),
            },
            rev: u64::MAX,
            state: MachineState::ShuttingDown,
            last_action: Some(LastAction {
                action: Action::Start,
                outcome: Outcome::Failed,
                // As long as the reason gets to be, of characters that JSON writes twice as long.
                reason: "\"".repeat(CloudError::MAX_MESSAGE + 160),
                at: "2026-03-02T08:00:00.123456789Z".parse().unwrap(),
            }),
        };
        let event = DomainEvent::MachinesChanged {
            v: DomainEvent::VERSION,
            tenant: TenantId::from_parts(u64::MAX >> 16, u128::MAX),
            changes: vec![change; DomainEvent::MAX_CHANGES],
        };
        let entry = Event::of(&event).unwrap();
        assert!(entry.bytes <= MAX_BYTES, "{} bytes", entry.bytes);
        assert_eq!(entry.entry.detail_type, "MachinesChanged");
    }
}
