//! Which schedule a machine follows: an id beats a selector, a higher priority beats a lower one,
//! and equal priorities never guess.

use serde::{Deserialize, Serialize};

use crate::{CloudId, Invalid, ScheduleId, machine::InstanceFacts};

/// Picks machines by their tags. All its conditions must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selector {
    /// 0 to 1000; the highest priority among the matching selectors wins.
    pub priority: Priority,
    /// Only machines of this cloud; all clouds when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_id: Option<CloudId>,
    /// Conditions on tags, all of which must hold; at least one.
    pub tags: Vec<TagCondition>,
}

/// A tag that must be present and, if a value is given, have exactly that value (case counts, as in EC2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagCondition {
    /// The tag's key, 1 to 128 characters (EC2's limit).
    pub key: String,
    /// The tag's value, at most 256 characters (EC2's limit); any value when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// How strongly a selector claims a machine: 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Priority(u16);

impl TryFrom<u16> for Priority {
    type Error = Invalid;

    fn try_from(priority: u16) -> Result<Self, Invalid> {
        if priority <= 1000 { Ok(Self(priority)) } else { Err(Invalid::new("must be from 0 to 1000")) }
    }
}

impl From<Priority> for u16 {
    fn from(priority: Priority) -> Self {
        priority.0
    }
}

impl Selector {
    /// The most conditions one selector may have.
    pub const MAX_CONDITIONS: usize = 20;

    /// Checks what the types alone cannot.
    ///
    /// # Errors
    /// No condition or too many, or a key or value outside EC2's limits.
    pub fn check(&self) -> Result<(), Invalid> {
        if self.tags.is_empty() || self.tags.len() > Self::MAX_CONDITIONS {
            return Err(Invalid::new(format!(
                "a selector needs 1 to {} tag conditions",
                Self::MAX_CONDITIONS
            )));
        }
        for tag in &self.tags {
            if tag.key.is_empty() || tag.key.chars().count() > 128 {
                return Err(Invalid::new("a tag key must be 1 to 128 characters"));
            }
            if tag.value.as_ref().is_some_and(|value| value.chars().count() > 256) {
                return Err(Invalid::new("a tag value must be at most 256 characters"));
            }
        }
        Ok(())
    }

    /// Whether a machine of `cloud` with these facts is picked.
    pub fn matches(&self, cloud: CloudId, facts: &InstanceFacts) -> bool {
        self.cloud_id.is_none_or(|wanted| wanted == cloud)
            && self.tags.iter().all(|condition| {
                facts
                    .tags
                    .get(&condition.key)
                    .is_some_and(|value| condition.value.as_ref().is_none_or(|wanted| wanted == value))
            })
    }
}

/// What the selectors of all schedules say about one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// No selector picks it.
    None,
    /// One schedule claims it with the highest priority.
    One(ScheduleId),
    /// Several schedules claim it with the same, highest priority; in order of their ids.
    Tie(Vec<ScheduleId>),
}

/// Finds the schedule whose selector claims the machine most strongly.
///
/// A schedule with several matching selectors counts once, with its highest priority.
pub fn match_selectors<'a>(
    cloud: CloudId,
    facts: &InstanceFacts,
    schedules: impl IntoIterator<Item = (ScheduleId, &'a [Selector])>,
) -> Match {
    let mut best: Option<(Priority, Vec<ScheduleId>)> = None;
    for (schedule, selectors) in schedules {
        let claim = selectors.iter().filter(|s| s.matches(cloud, facts)).map(|s| s.priority).max();
        let Some(priority) = claim else { continue };
        match &mut best {
            Some((top, claimants)) if *top == priority => claimants.push(schedule),
            Some((top, _)) if *top > priority => {}
            _ => best = Some((priority, vec![schedule])),
        }
    }
    match best {
        None => Match::None,
        Some((_, mut claimants)) => {
            claimants.sort();
            claimants.dedup();
            match claimants.as_slice() {
                [only] => Match::One(*only),
                _ => Match::Tie(claimants),
            }
        }
    }
}

#[cfg(test)]
mod tests;
