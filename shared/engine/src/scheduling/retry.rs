//! When to look at a machine again after an attempt that did not work.

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::machine::Retry;

use crate::ports::CloudErrorClass;

/// How long a machine between two states is given before the next look.
pub(super) const TRANSITION: SignedDuration = SignedDuration::from_mins(1);

/// The next attempt after `previous` ended with an error of this class: passing faults soon and then
/// less often, up to a quarter of an hour; what only a person can change, hourly.
pub(super) fn after_failure(class: CloudErrorClass, previous: Option<Retry>, now: Timestamp) -> Retry {
    let attempt = previous.map_or(0, |retry| retry.attempt).saturating_add(1);
    let doubling = |first: i64| {
        let minutes = first.saturating_mul(1 << (attempt - 1).min(4)).min(15);
        SignedDuration::from_mins(minutes)
    };
    let delay = match class {
        CloudErrorClass::Throttled | CloudErrorClass::Unavailable => doubling(1),
        CloudErrorClass::Capacity | CloudErrorClass::Quota => doubling(5),
        CloudErrorClass::BadInstance | CloudErrorClass::SpotState | CloudErrorClass::Other => {
            SignedDuration::from_mins(15)
        }
        CloudErrorClass::CannotHibernate | CloudErrorClass::Denied | CloudErrorClass::BadRegion => {
            SignedDuration::from_hours(1)
        }
    };
    Retry { at: now + delay, attempt }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passing_faults_are_retried_soon_and_then_less_often() {
        let now = Timestamp::UNIX_EPOCH;
        let mut retry = None;
        let minutes: Vec<i64> = (0..6)
            .map(|_| {
                let next = after_failure(CloudErrorClass::Throttled, retry, now);
                retry = Some(next);
                next.at.as_second() / 60
            })
            .collect();
        assert_eq!(minutes, [1, 2, 4, 8, 15, 15]);
    }
}
