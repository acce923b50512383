//! Reading a writer's chain across its months, either way.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use powerdown_domain::TenantId;
use serde::{Deserialize, Serialize};

use crate::{
    ports::{AuditStore, Direction, Page, StoreError},
    record::{AuditEntry, Writer},
};

/// Months looked into for one page: a quiet decade costs five empty pages, not one slow request.
const MONTHS_A_PAGE: usize = 24;

/// The months that are read, both included, each given as its first day (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first month.
    pub first: Date,
    /// The last month.
    pub last: Date,
}

/// A place between two entries, in the direction of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// In this month.
    pub month: Date,
    /// Behind the entry of this number; `None` for the month's beginning.
    pub after: Option<u64>,
}

/// The month of an instant, as its first day, UTC.
pub fn month_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date().first_of_month()
}

/// The month before, or the same one at the beginning of the calendar.
pub(super) fn before(month: Date) -> Date {
    month.checked_sub(1.month()).unwrap_or(month)
}

/// The month after, or the same one at the end of the calendar.
pub(super) fn following(month: Date) -> Date {
    month.checked_add(1.month()).unwrap_or(month)
}

/// A page of a writer's chain: forward from its first entry, or backward from its last. A page may be short, or empty, and still not be the last.
///
/// # Errors
/// The store's.
pub async fn list(
    store: &dyn AuditStore,
    tenant: TenantId,
    writer: &Writer,
    (span, direction): (Span, Direction),
    place: Option<Place>,
    limit: u32,
) -> Result<Page<AuditEntry, Place>, StoreError> {
    let (begin, end) = match direction {
        Direction::Backward => (span.last, span.first),
        Direction::Forward => (span.first, span.last),
    };
    let Place { mut month, mut after } = place.unwrap_or(Place { month: begin, after: None });
    let mut items: Vec<AuditEntry> = Vec::new();
    for _ in 0..MONTHS_A_PAGE {
        if !(span.first..=span.last).contains(&month) {
            return Ok(Page { items, next: None });
        }
        let wanted = limit.saturating_sub(u32::try_from(items.len()).unwrap_or(limit));
        let page = match direction {
            Direction::Backward => store.newest_audit_entries(tenant, writer, month, after, wanted).await?,
            Direction::Forward => store.audit_entries(tenant, writer, month, after, wanted).await?,
        };
        items.extend(page.items);
        if page.next.is_some() {
            return Ok(Page { items, next: Some(Place { month, after: page.next }) });
        }
        let at_the_beginning = items.last().is_some_and(|entry| entry.number == 1);
        if month == end || direction == Direction::Backward && at_the_beginning {
            return Ok(Page { items, next: None });
        }
        (month, after) = match direction {
            Direction::Backward => (before(month), None),
            Direction::Forward => (following(month), None),
        };
        if items.len() == limit as usize {
            break;
        }
    }
    Ok(Page { items, next: Some(Place { month, after }) })
}
