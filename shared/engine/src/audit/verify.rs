//! Proving that nobody has rewritten a chain.
//!
//! The chain is walked from its end to its beginning. Each entry must hash to what the entry behind it
//! says it hashed to; the head speaks for the last entry. So one changed, removed or added entry shows,
//! and so does a missing end. What a chain alone cannot show is that it was replaced as a whole, head
//! included: that is what anchors outside the table are for.

use std::cmp::Ordering;

use jiff::civil::Date;
use powerdown_domain::TenantId;
use serde::Serialize;

use super::read::{Span, before, following};
use crate::{
    ports::{AuditStore, StoreError},
    record::{AuditEntry, AuditHead, Writer},
};

/// The most entries one verification looks at; a longer chain is verified month by month.
pub const LOOKED_AT: usize = 20_000;

/// Entries read at once.
const PAGE: u32 = 500;

/// Why a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// An entry is not there.
    Missing,
    /// An entry is not what it was when the one behind it was written.
    Changed,
    /// An entry is there that the chain knows nothing of.
    Added,
}

/// The first place from the end where a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The entry's number.
    pub number: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// How many entries were looked at, and hold.
    pub entries: u64,
    /// The numbers of the first and the last of them.
    pub range: Option<(u64, u64)>,
    /// Whether the walk reached what it was to reach. A chain of more than [`LOOKED_AT`] entries is
    /// verified month by month.
    pub complete: bool,
    /// Where the chain does not hold, if anywhere.
    pub broken: Option<Broken>,
}

/// The entry that must come next on the way back.
struct Expected {
    number: u64,
    /// What it must hash to; `None` where nothing speaks for it.
    hash: Option<String>,
}

impl Expected {
    /// What the entry before must be, if this one is what was expected.
    fn check(&self, entry: &AuditEntry, writer: &Writer) -> Result<Self, Broken> {
        match entry.number.cmp(&self.number) {
            Ordering::Less => return Err(Broken { number: self.number, fault: Fault::Missing }),
            Ordering::Greater => return Err(Broken { number: entry.number, fault: Fault::Added }),
            Ordering::Equal => {}
        }
        let hash = entry.computed_hash(writer);
        let expected = self.hash.as_deref().unwrap_or(&entry.hash);
        if hash != entry.hash || hash != expected {
            return Err(Broken { number: self.number, fault: Fault::Changed });
        }
        Ok(Self { number: self.number - 1, hash: Some(entry.previous.clone()) })
    }
}

/// Walks a writer's chain back through the months of `span`, or through one `month` of it, which must
/// then join what comes before and after.
///
/// # Errors
/// The store's. That a chain does not hold is an answer, not an error.
pub async fn verify(
    store: &dyn AuditStore,
    tenant: TenantId,
    writer: &Writer,
    span: Span,
    month: Option<Date>,
) -> Result<Verification, StoreError> {
    // Read first: entries that come meanwhile are behind it.
    let head = store.audit_head(tenant, writer).await?;
    let walk = Walk { store, tenant, writer, span };
    let months = month.map_or(span, |month| Span { first: month, last: month });
    let later = if months.last < span.last { walk.after(months.last, &head).await? } else { None };
    let (mut expected, mut behind) = match later {
        Some(entry) => (Expected { number: entry.number - 1, hash: Some(entry.previous) }, None),
        None => (Expected { number: head.number, hash: Some(head.hash) }, Some(head.number + 1)),
    };

    let mut found = Verification { entries: 0, range: None, complete: true, broken: None };
    let mut current = months.last;
    loop {
        loop {
            let page = store.newest_audit_entries(tenant, writer, current, behind, PAGE).await?;
            for entry in &page.items {
                match expected.check(entry, writer) {
                    Ok(before) => expected = before,
                    Err(broken) => return Ok(Verification { broken: Some(broken), ..found }),
                }
                found.entries += 1;
                found.range = Some((entry.number, found.range.map_or(entry.number, |range| range.1)));
            }
            if found.entries >= LOOKED_AT as u64 && expected.number > 0 {
                return Ok(Verification { complete: false, ..found });
            }
            behind = page.next;
            if behind.is_none() {
                break;
            }
        }
        if expected.number == 0 || current <= months.first {
            break;
        }
        current = before(current);
    }
    found.broken = walk.beginning(expected, months.first).await?;
    Ok(found)
}

struct Walk<'a> {
    store: &'a dyn AuditStore,
    tenant: TenantId,
    writer: &'a Writer,
    span: Span,
}

impl Walk<'_> {
    /// The first entry behind a month, unless the chain ends there.
    async fn after(&self, month: Date, head: &AuditHead) -> Result<Option<AuditEntry>, StoreError> {
        let mut month = following(month);
        while month <= self.span.last {
            let page = self.store.audit_entries(self.tenant, self.writer, month, None, 1).await?;
            let first = page.items.into_iter().next();
            // Later than the head that was read: not part of this verification.
            if let Some(entry) = first.filter(|entry| entry.number <= head.number) {
                return Ok(Some(entry));
            }
            month = following(month);
        }
        Ok(None)
    }

    /// Whether what is expected before the first month is there.
    async fn beginning(&self, expected: Expected, first: Date) -> Result<Option<Broken>, StoreError> {
        if expected.number == 0 {
            let zeros = AuditHead::empty().hash;
            let holds = expected.hash.is_none_or(|hash| hash == zeros);
            return Ok((!holds).then_some(Broken { number: 1, fault: Fault::Changed }));
        }
        let mut month = first;
        while month > self.span.first {
            month = before(month);
            let page = self.store.newest_audit_entries(self.tenant, self.writer, month, None, 1).await?;
            if let Some(entry) = page.items.first() {
                return Ok(expected.check(entry, self.writer).err());
            }
        }
        Ok(Some(Broken { number: expected.number, fault: Fault::Missing }))
    }
}
