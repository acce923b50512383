//! Telling browsers and subscribers which machines changed.

use powerdown_domain::{TenantId, machine::Machine};

use crate::ports::{DomainEvent, EventBus, MachineChange, MessageError};

/// A machine's news, as of its stored version `rev`.
pub(crate) fn news_of(machine: &Machine, rev: u64) -> MachineChange {
    MachineChange {
        id: machine.id.clone(),
        rev,
        state: machine.state,
        last_action: machine.last_action.clone(),
    }
}

/// Publishes changes in events of at most [`DomainEvent::MAX_CHANGES`].
///
/// # Errors
/// The bus's; the changes are stored all the same, and a browser that misses one notices the gap.
pub async fn publish_changes(
    bus: &dyn EventBus,
    tenant: TenantId,
    changes: Vec<MachineChange>,
) -> Result<(), MessageError> {
    let events: Vec<DomainEvent> = changes
        .chunks(DomainEvent::MAX_CHANGES)
        .map(|changes| DomainEvent::MachinesChanged {
            v: DomainEvent::VERSION,
            tenant,
            changes: changes.to_vec(),
        })
        .collect();
    if events.is_empty() { Ok(()) } else { bus.publish(&events).await }
}
