//! The admin's daily walk through the table: remove what has expired, and check that every entry that
//! makes something unique still has its owner.

use jiff::Timestamp;

use crate::ports::{SessionStore, StoreError, UpkeepStore};

/// What the walk found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct UpkeepReport {
    /// Expired sessions that were removed.
    pub sessions_removed: usize,
    /// Entries that were checked.
    pub unique_checked: usize,
    /// Entries whose owner is missing or names another. They are reported, never removed: an entry
    /// that guards an address or an account is a person's to judge.
    pub unique_orphaned: usize,
}

/// Removes sessions that ended before `now` and checks all unique entries.
///
/// # Errors
/// The store's; run again, the walk begins anew.
pub async fn sweep(
    upkeep: &dyn UpkeepStore,
    sessions: &dyn SessionStore,
    now: Timestamp,
) -> Result<UpkeepReport, StoreError> {
    let mut report = UpkeepReport::default();
    let mut after = None;
    loop {
        let page = upkeep.expired_sessions(now, after).await?;
        for session in page.items {
            sessions.delete_session(session).await?;
            report.sessions_removed += 1;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    let mut after = None;
    loop {
        let page = upkeep.unique_entries(after).await?;
        for entry in page.items {
            report.unique_checked += 1;
            if !upkeep.has_owner(&entry).await? {
                report.unique_orphaned += 1;
                tracing::error!(?entry, "an entry that makes something unique has no owner");
            }
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(report),
        }
    }
}
