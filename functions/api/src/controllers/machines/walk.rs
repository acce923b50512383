//! Walking a list of machines that lies in many places, a page at a time.

use powerdown_domain::{CloudId, InstanceId, Region, machine::Machine};
use powerdown_engine::ports::{Page, StoreError};

use crate::{cursor::Cursor, problem::Problem};

/// The most places one request looks into: a company with hundreds of empty regions gets short pages
/// rather than slow ones.
const MOST_PLACES: usize = 25;

/// Part of the list.
pub(crate) struct Found {
    /// The machines.
    pub(crate) machines: Vec<Machine>,
    /// Where the rest begins; `None` when this is the end.
    pub(crate) next: Option<Cursor>,
}

/// Takes up to `limit` machines from `places` in their order, beginning at `from`. `look` reads a page
/// of one place.
///
/// # Errors
/// The store's; a refusal of a cursor whose place is not, or no longer, in the list.
pub(crate) async fn walk<F>(
    places: &[(CloudId, Region)],
    from: Option<Cursor>,
    limit: u32,
    look: impl Fn(CloudId, Region, Option<InstanceId>, u32) -> F,
) -> Result<Found, Problem>
where
    F: Future<Output = Result<Page<Machine, InstanceId>, StoreError>>,
{
    let start = match &from {
        None => 0,
        Some(cursor) => places
            .iter()
            .position(|(cloud, region)| (*cloud, region) == (cursor.cloud, &cursor.region))
            .ok_or_else(Cursor::refused)?,
    };
    let mut after = from.and_then(|cursor| cursor.after);
    let mut machines = Vec::new();
    for (looked, (cloud, region)) in places.iter().enumerate().skip(start) {
        let missing = limit - u32::try_from(machines.len()).unwrap_or(limit);
        let place = |after| Some(Cursor { cloud: *cloud, region: region.clone(), after });
        if missing == 0 || looked - start == MOST_PLACES {
            return Ok(Found { machines, next: place(after) });
        }
        let page = look(*cloud, region.clone(), after.take(), missing).await?;
        machines.extend(page.items);
        if let Some(last) = page.next {
            return Ok(Found { machines, next: place(Some(last)) });
        }
    }
    Ok(Found { machines, next: None })
}

#[cfg(test)]
mod tests;
