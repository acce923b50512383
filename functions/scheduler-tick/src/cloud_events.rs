//! EC2's events of customers' accounts, forwarded by the rule of `onboarding/` onto our bus.
//!
//! `account` is set by EventBridge to the sender's account, and our bus takes nothing but `aws.ec2`
//! events, which no customer can make up: the account may be trusted.

use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use jiff::Timestamp;
use powerdown_domain::{InstanceId, machine::MachineState};
use powerdown_engine::{
    UseCaseError,
    inventory::{CloudEvent, CloudEventKind, EventDesk, EventOutcome, apply_event},
};

/// Why an event is not one we asked for. It is logged and dropped: delivered again, it would be the same.
#[derive(Debug, thiserror::Error)]
pub enum NotAnEvent {
    /// A part of the envelope is missing.
    #[error("the event has no {0}")]
    Missing(&'static str),
    /// A part does not read.
    #[error("the event's {0} is malformed")]
    Malformed(&'static str),
    /// A detail-type that our rule does not ask for.
    #[error("the event is of another kind: {0}")]
    OtherKind(String),
}

/// Takes in one event.
///
/// # Errors
/// Those of our own parts; EventBridge delivers the event again.
pub async fn handle(desk: EventDesk<'_>, event: &EventBridgeEvent) -> Result<EventOutcome, UseCaseError> {
    let event = match parse(event) {
        Ok(event) => event,
        Err(error) => {
            tracing::warn!(%error, "an event was dropped");
            return Ok(EventOutcome::NotOurs);
        }
    };
    let (account, instance, kind) = (event.account.clone(), event.instance.clone(), event.kind);
    let outcome = apply_event(desk, event).await?;
    tracing::info!(%account, %instance, ?kind, ?outcome, "cloud event");
    Ok(outcome)
}

/// Reads EC2's three kinds of events (EC2 User Guide, "Automate Amazon EC2 using EventBridge").
///
/// # Errors
/// Says which part is missing or malformed.
pub fn parse(event: &EventBridgeEvent) -> Result<CloudEvent, NotAnEvent> {
    let account = event.account.as_deref().ok_or(NotAnEvent::Missing("account"))?;
    let region = event.region.as_deref().ok_or(NotAnEvent::Missing("region"))?;
    let time = event.time.ok_or(NotAnEvent::Missing("time"))?;
    let detail = |name: &'static str| {
        event.detail.get(name).and_then(serde_json::Value::as_str).ok_or(NotAnEvent::Missing(name))
    };
    let kind = match event.detail_type.as_str() {
        "EC2 Instance State-change Notification" => {
            let state = MachineState::from_ec2(detail("state")?).ok_or(NotAnEvent::Malformed("state"))?;
            CloudEventKind::State(state)
        }
        "EC2 Spot Instance Interruption Warning" => CloudEventKind::InterruptionWarning,
        "EC2 Instance Rebalance Recommendation" => CloudEventKind::RebalanceRecommendation,
        other => return Err(NotAnEvent::OtherKind(other.to_owned())),
    };
    Ok(CloudEvent {
        account: account.parse().map_err(|_| NotAnEvent::Malformed("account"))?,
        region: region.parse().map_err(|_| NotAnEvent::Malformed("region"))?,
        instance: detail("instance-id")?
            .parse::<InstanceId>()
            .map_err(|_| NotAnEvent::Malformed("instance-id"))?,
        at: Timestamp::from_second(time.timestamp()).map_err(|_| NotAnEvent::Malformed("time"))?,
        kind,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(kind: &str, detail: serde_json::Value) -> EventBridgeEvent {
        serde_json::from_value(json!({
            "version": "0", "id": "7bf73129-1428-4cd3-a780-95db273d1602",
            "detail-type": kind, "source": "aws.ec2",
            "account": "123456789012", "time": "2026-03-02T18:00:07Z", "region": "eu-west-1",
            "resources": ["arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0"],
            "detail": detail,
        }))
        .unwrap()
    }

    #[test]
    fn a_state_change_is_read_with_its_own_time() {
        let detail = json!({"instance-id": "i-0123456789abcdef0", "state": "stopped"});
        let read = parse(&event("EC2 Instance State-change Notification", detail)).unwrap();
        assert_eq!(read.kind, CloudEventKind::State(MachineState::Stopped));
        assert_eq!(read.at, "2026-03-02T18:00:07Z".parse().unwrap());
        assert_eq!((read.account.as_str(), read.region.as_str()), ("123456789012", "eu-west-1"));
    }

    #[test]
    fn spot_notices_are_read() {
        let detail = json!({"instance-id": "i-0123456789abcdef0", "instance-action": "stop"});
        let warning = parse(&event("EC2 Spot Instance Interruption Warning", detail.clone())).unwrap();
        assert_eq!(warning.kind, CloudEventKind::InterruptionWarning);
        let rebalance = parse(&event("EC2 Instance Rebalance Recommendation", detail)).unwrap();
        assert_eq!(rebalance.kind, CloudEventKind::RebalanceRecommendation);
    }

    #[test]
    fn what_is_not_such_an_event_says_why() {
        let state = "EC2 Instance State-change Notification";
        let refused = |kind: &str, detail| parse(&event(kind, detail)).unwrap_err().to_string();
        assert_eq!(refused(state, json!({"instance-id": "i-0123456789abcdef0"})), "the event has no state");
        assert_eq!(
            refused(state, json!({"instance-id": "i-0123456789abcdef0", "state": "melted"})),
            "the event's state is malformed"
        );
        assert_eq!(
            refused(state, json!({"instance-id": "web", "state": "stopped"})),
            "the event's instance-id is malformed"
        );
        assert!(refused("EC2 Fleet Error", json!({})).contains("another kind"));
    }
}
