//! Proving that nobody has rewritten a chain.
//!
//! The chain is walked from its end to its beginning. Each entry must hash to what the entry behind it
//! says it hashed to; the head speaks for the last entry. So one changed, removed or added entry shows,
//! and so does a missing end. That the chain was not replaced as a whole, head included, is what its
//! anchors outside the table are asked for.

use std::cmp::Ordering;

use jiff::civil::Date;
use powerdown_domain::TenantId;
use serde::Serialize;

use super::{
    anchor::{Anchor, AnchorError, Anchors},
    read::{Span, before, following},
};
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
    /// An entry is not what it was when it was anchored: the chain was replaced.
    Replaced,
    /// The anchor at this entry was not signed by us.
    Forged,
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
    /// The newest anchor among them.
    pub anchor: Option<Anchor>,
}

/// The entry that must come next on the way back.
struct Expected {
    number: u64,
    hash: String,
}

impl Expected {
    /// What the entry before must be, if this one is what was expected.
    fn check(&self, entry: &AuditEntry, writer: &Writer) -> Result<Self, Broken> {
        match entry.number.cmp(&self.number) {
            Ordering::Less => return Err(Broken { number: self.number, fault: Fault::Missing }),
            Ordering::Greater => return Err(Broken { number: entry.number, fault: Fault::Added }),
            Ordering::Equal => {}
        }
        if entry.hash != self.hash || entry.computed_hash(writer) != self.hash {
            return Err(Broken { number: self.number, fault: Fault::Changed });
        }
        Ok(Self { number: self.number - 1, hash: entry.previous.clone() })
    }
}

/// Walks a writer's chain back through the months of `span`, or through one `month` of it, which must
/// then join what comes before and after; and asks its anchors.
///
/// # Errors
/// The ports'. That a chain does not hold is an answer, not an error.
pub async fn verify(
    store: &dyn AuditStore,
    anchors: Anchors<'_>,
    (tenant, writer): (TenantId, &Writer),
    span: Span,
    month: Option<Date>,
) -> Result<Verification, AnchorError> {
    // In this order: a chain that grows meanwhile is never behind its anchors.
    let newest = anchors.newest(tenant, writer).await?;
    let head = store.audit_head(tenant, writer).await?;
    let mut walk = Walk { store, tenant, writer, span, hashes: Vec::new(), last: 0 };
    let mut found = Verification { entries: 0, range: None, complete: true, broken: None, anchor: None };
    match newest {
        Err(forged) => found.broken = Some(forged),
        Ok(Some(anchor)) if anchor.number > head.number => {
            found.broken = Some(Broken { number: anchor.number, fault: Fault::Missing });
        }
        Ok(_) => match walk.through(month, &head).await? {
            Ok(complete) => found.complete = complete,
            Err(broken) => found.broken = Some(broken),
        },
    }
    found.entries = walk.hashes.len() as u64;
    if found.entries > 0 {
        found.range = Some((walk.last + 1 - found.entries, walk.last));
        match anchors.compare(tenant, writer, walk.last, |number| walk.hash_of(number)).await? {
            Ok(anchor) => found.anchor = anchor,
            Err(broken) => found.broken = found.broken.or(Some(broken)),
        }
    }
    Ok(found)
}

/// Walks back from `head` to `since`, which must be an end that the chain once had.
pub(super) async fn step(
    store: &dyn AuditStore,
    tenant: TenantId,
    writer: &Writer,
    span: Span,
    (head, since): (&AuditHead, &AuditHead),
) -> Result<Result<(), Broken>, StoreError> {
    if head.number < since.number {
        return Ok(Err(Broken { number: since.number, fault: Fault::Missing }));
    }
    let mut walk = Walk { store, tenant, writer, span, hashes: Vec::new(), last: 0 };
    let end = Expected { number: head.number, hash: head.hash.clone() };
    let reached = match walk.back(end, span, since.number, Some(head.number + 1)).await? {
        Ok((reached, _)) => reached,
        Err(broken) => return Ok(Err(broken)),
    };
    Ok(match reached.number.cmp(&since.number) {
        Ordering::Greater => Err(Broken { number: reached.number, fault: Fault::Missing }),
        _ if reached.hash != since.hash => Err(Broken { number: since.number, fault: Fault::Replaced }),
        _ => Ok(()),
    })
}

struct Walk<'a> {
    store: &'a dyn AuditStore,
    tenant: TenantId,
    writer: &'a Writer,
    span: Span,
    /// The hashes of the entries that hold, the last one's first.
    hashes: Vec<String>,
    /// The number of the last of them.
    last: u64,
}

impl Walk<'_> {
    fn hash_of(&self, number: u64) -> Option<String> {
        let place = usize::try_from(self.last.checked_sub(number)?).ok()?;
        self.hashes.get(place).cloned()
    }

    /// Walks through a month, or all; whether it came to an end.
    async fn through(
        &mut self,
        month: Option<Date>,
        head: &AuditHead,
    ) -> Result<Result<bool, Broken>, StoreError> {
        let months = month.map_or(self.span, |month| Span { first: month, last: month });
        let later = if months.last < self.span.last { self.after(months.last, head).await? } else { None };
        let (expected, behind) = match later {
            Some(entry) => (Expected { number: entry.number - 1, hash: entry.previous }, None),
            None => (Expected { number: head.number, hash: head.hash.clone() }, Some(head.number + 1)),
        };
        match self.back(expected, months, 0, behind).await? {
            Err(broken) => Ok(Err(broken)),
            Ok((_, false)) => Ok(Ok(false)),
            Ok((expected, true)) => Ok(self.beginning(expected, months.first).await?.map_or(Ok(true), Err)),
        }
    }

    /// Walks back until the entry behind number `stop` is checked, the months end, or enough was looked
    /// at; what is expected next, and whether the walk came to an end.
    async fn back(
        &mut self,
        mut expected: Expected,
        months: Span,
        stop: u64,
        mut behind: Option<u64>,
    ) -> Result<Result<(Expected, bool), Broken>, StoreError> {
        let mut month = months.last;
        while expected.number > stop {
            loop {
                let page =
                    self.store.newest_audit_entries(self.tenant, self.writer, month, behind, PAGE).await?;
                for entry in &page.items {
                    match expected.check(entry, self.writer) {
                        Ok(before) => expected = before,
                        Err(broken) => return Ok(Err(broken)),
                    }
                    if self.hashes.is_empty() {
                        self.last = entry.number;
                    }
                    self.hashes.push(entry.hash.clone());
                    if expected.number == stop && stop > 0 {
                        return Ok(Ok((expected, true)));
                    }
                }
                if self.hashes.len() >= LOOKED_AT && expected.number > stop && stop == 0 {
                    return Ok(Ok((expected, false)));
                }
                behind = page.next;
                if behind.is_none() {
                    break;
                }
            }
            if month <= months.first {
                break;
            }
            month = before(month);
        }
        Ok(Ok((expected, true)))
    }

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
            let holds = expected.hash == AuditHead::empty().hash;
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
