//! The audit trail: appending to it, reading it, and proving that nobody has rewritten it.

mod anchor;
mod denied;
mod read;
mod verify;

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::TenantId;

use crate::{
    ports::{AuditStore, SecurityStore, StoreError},
    record::{Actor, AuditEntry, AuditHead, AuditOutcome, Mark, Writer},
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

impl AuditNote {
    /// The link of a chain that follows on this head.
    fn after(&self, head: &AuditHead, writer: &Writer) -> AuditEntry {
        let mut entry = AuditEntry {
            tenant: self.tenant,
            number: head.number + 1,
            // Clocks differ; a chain goes forward, so that its months are in the order of its numbers.
            at: head.at.map_or(self.at, |last| last.max(self.at)),
            actor: self.actor.clone(),
            action: self.action.to_owned(),
            subjects: self.subjects.clone(),
            outcome: self.outcome,
            detail: self.detail.clone(),
            previous: head.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.computed_hash(writer);
        entry
    }

    /// The mark of all notes of a writer that say the same, whenever.
    fn mark(&self, writer: &Writer) -> Mark {
        let timeless = Self { at: Timestamp::UNIX_EPOCH, ..self.clone() };
        Mark::Noted(timeless.after(&AuditHead::empty(), writer).hash)
    }
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
        match store.append_audit(writer, &note.after(&head, writer), &head).await {
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => attempt += 1,
            outcome => return outcome,
        }
    }
}

/// Appends a note, unless one that says the same was appended within `window` before it: for what happens
/// so often that an entry each time would hide everything else. Without an error, it is on record.
///
/// # Errors
/// The store's. Of simultaneous calls each may append.
pub async fn record_once(
    audit: &dyn AuditStore,
    marks: &dyn SecurityStore,
    writer: &Writer,
    note: AuditNote,
    window: SignedDuration,
) -> Result<(), StoreError> {
    let (mark, at) = (note.mark(writer), note.at);
    if marks.marked_until(&mark).await?.is_some_and(|until| at < until) {
        return Ok(());
    }
    record(audit, writer, note).await?;
    marks.put_mark(&mark, at + window).await
}
