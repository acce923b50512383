//! Walking a list of machines that lies in many places, a page at a time, in either direction.

use powerdown_domain::{CloudId, InstanceId, Region, machine::Machine};
use powerdown_engine::ports::{Direction, Page, StoreError};
use serde::{Deserialize, Serialize};

/// The most places one request looks into: a company with hundreds of empty regions gets short pages
/// rather than slow ones.
const MOST_PLACES: usize = 25;

/// A place between two machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// In this cloud.
    cloud: CloudId,
    /// In this region of it.
    region: Region,
    /// Behind this machine, or at the region's beginning.
    after: Option<InstanceId>,
}

/// Part of the list.
pub(crate) struct Found {
    /// The machines.
    pub(crate) machines: Vec<Machine>,
    /// Where the rest begins; `None` when this is the end.
    pub(crate) next: Option<Place>,
}

/// Takes up to `limit` machines from `places` in order of their ids, beginning at `from`. `look` reads
/// a page of one place in the same direction. A place that is no longer in the list, such as a cloud
/// that was taken away, ends nothing: the list goes on where it would have ended.
///
/// # Errors
/// The store's.
pub(crate) async fn walk<F>(
    mut places: Vec<(CloudId, Region)>,
    from: Option<&Place>,
    limit: u32,
    direction: Direction,
    look: impl Fn(CloudId, Region, Option<InstanceId>, u32) -> F,
) -> Result<Found, StoreError>
where
    F: Future<Output = Result<Page<Machine, InstanceId>, StoreError>>,
{
    places.sort();
    if !direction.is_forward() {
        places.reverse();
    }
    let is_behind = |place: &(CloudId, Region)| {
        let Some(from) = from else { return true };
        let here = (place.0, &place.1).cmp(&(from.cloud, &from.region));
        if direction.is_forward() { here.is_ge() } else { here.is_le() }
    };
    let mut machines = Vec::new();
    for (looked, (cloud, region)) in places.into_iter().filter(is_behind).enumerate() {
        let missing = limit - u32::try_from(machines.len()).unwrap_or(limit);
        let begun = from.filter(|from| (from.cloud, &from.region) == (cloud, &region));
        let after = begun.and_then(|from| from.after.clone());
        if missing == 0 || looked == MOST_PLACES {
            return Ok(Found { machines, next: Some(Place { cloud, region, after }) });
        }
        let page = look(cloud, region.clone(), after, missing).await?;
        machines.extend(page.items);
        if let Some(last) = page.next {
            return Ok(Found { machines, next: Some(Place { cloud, region, after: Some(last) }) });
        }
    }
    Ok(Found { machines, next: None })
}

#[cfg(test)]
mod tests;
