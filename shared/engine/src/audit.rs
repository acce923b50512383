//! The audit trail: appending to it, reading it, and proving that nobody has rewritten it.

mod anchor;
mod denied;
mod read;
mod verify;

use jiff::Timestamp;
use powerdown_domain::TenantId;

use crate::{
    ports::{AuditStore, StoreError},
    record::{Actor, AuditEntry, AuditOutcome, Writer},
};

pub use anchor::{Anchor, AnchorDesk, AnchorError, AnchorReport, Anchors, anchor_all};
pub use denied::{DENIED_WINDOW, DeniedAttempt, deny};
pub use read::{Place, Span, list, month_of};
pub use verify::{Broken, Fault, LOOKED_AT, Verification, verify};

/// What is to be written down.
#[derive(Debug, Clone)]
pub struct AuditNote {
    /// Whose trail.
    pub tenant: TenantId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done, such as `schedule.create`.
    pub action: &'static str,
    /// To what; ids as shown.
    pub subjects: Vec<String>,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// A sentence for people; never a secret.
    pub detail: String,
}

/// How often an entry is tried again because another one came first. A writer is one function at a
/// time; only people of one tenant meet at the portal's chain.
const ATTEMPTS: u32 = 16;

/// Appends a note to a writer's chain.
///
/// # Errors
/// The store's; [`StoreError::Conflict`] only if others came first sixteen times in a row.
pub async fn record(store: &dyn AuditStore, writer: &Writer, note: AuditNote) -> Result<(), StoreError> {
    let mut attempt = 1;
    loop {
        let head = store.audit_head(note.tenant, writer).await?;
        let mut entry = AuditEntry {
            tenant: note.tenant,
            number: head.number + 1,
            // Clocks differ; a chain goes forward, so that its months are in the order of its numbers.
            at: head.at.map_or(note.at, |last| last.max(note.at)),
            actor: note.actor.clone(),
            action: note.action.to_owned(),
            subjects: note.subjects.clone(),
            outcome: note.outcome,
            detail: note.detail.clone(),
            previous: head.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.computed_hash(writer);
        match store.append_audit(writer, &entry, &head).await {
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => attempt += 1,
            outcome => return outcome,
        }
    }
}
