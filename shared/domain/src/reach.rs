//! How much of a company's machines somebody sees and changes. A role says what may be done, a reach
//! to which machines.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{CloudId, Invalid, machine::InstanceFacts};

/// Which machines, and with them which clouds, are there for somebody. What lies outside answers like
/// what does not exist.
///
/// What belongs to the company as a whole (its schedules, calendars, people, tokens and settings) may
/// be changed by those alone whom nothing narrows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Reach {
    /// All machines of the company, those of clouds that are connected later included.
    Everything,
    /// The machines of these clouds, 1 to [`Reach::MAX_CLOUDS`].
    Clouds(BTreeSet<CloudId>),
    /// The machines with this tag, in whichever cloud (case counts, as in EC2).
    Tag {
        /// 1 to 128 characters (EC2's limit).
        key: String,
        /// At most 256 characters (EC2's limit).
        value: String,
    },
}

/// The form in records and on the wire.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
enum Written {
    // With braces, since serde lets any field pass beside a unit variant's tag.
    Everything {},
    Clouds { clouds: Vec<CloudId> },
    Tag { key: String, value: String },
}

impl Reach {
    /// The most clouds one reach may name.
    pub const MAX_CLOUDS: usize = 50;

    /// Whether nothing is kept from whoever has it.
    pub fn is_everything(&self) -> bool {
        *self == Self::Everything
    }

    /// Whether a machine of `cloud` with these facts is there for them.
    pub fn covers(&self, cloud: CloudId, facts: &InstanceFacts) -> bool {
        match self {
            Self::Everything => true,
            Self::Clouds(clouds) => clouds.contains(&cloud),
            Self::Tag { key, value } => facts.tags.get(key) == Some(value),
        }
    }

    /// Whether a cloud as a whole is there for them. Tags narrow within clouds, so that nobody whom
    /// they narrow has a whole one.
    pub fn covers_cloud(&self, cloud: CloudId) -> bool {
        match self {
            Self::Everything => true,
            Self::Clouds(clouds) => clouds.contains(&cloud),
            Self::Tag { .. } => false,
        }
    }

    /// Whether a cloud may hold machines that are there for them, so that looking into it makes sense.
    pub fn enters(&self, cloud: CloudId) -> bool {
        match self {
            Self::Everything | Self::Tag { .. } => true,
            Self::Clouds(clouds) => clouds.contains(&cloud),
        }
    }

    /// What two reaches have in common. `None` when that is nothing, and when a cloud and a tag, or two
    /// tags, meet: their common part has no name, and nobody is given more than it.
    pub fn common(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Everything, any) | (any, Self::Everything) => Some(any.clone()),
            (Self::Clouds(one), Self::Clouds(two)) => {
                let both: BTreeSet<CloudId> = one & two;
                (!both.is_empty()).then_some(Self::Clouds(both))
            }
            (one, two) => (one == two).then(|| one.clone()),
        }
    }
}

impl TryFrom<Written> for Reach {
    type Error = Invalid;

    fn try_from(written: Written) -> Result<Self, Invalid> {
        match written {
            Written::Everything {} => Ok(Self::Everything),
            Written::Clouds { clouds } => {
                let count = clouds.len();
                let clouds: BTreeSet<CloudId> = clouds.into_iter().collect();
                if clouds.is_empty() || clouds.len() > Self::MAX_CLOUDS {
                    return Err(Invalid::new(format!("must name 1 to {} clouds", Self::MAX_CLOUDS)));
                }
                if clouds.len() < count {
                    return Err(Invalid::new("must name each cloud once"));
                }
                Ok(Self::Clouds(clouds))
            }
            Written::Tag { key, value } => {
                if !(1..=128).contains(&key.chars().count()) {
                    return Err(Invalid::new("a tag key must be 1 to 128 characters"));
                }
                if value.chars().count() > 256 {
                    return Err(Invalid::new("a tag value must be at most 256 characters"));
                }
                Ok(Self::Tag { key, value })
            }
        }
    }
}

impl From<Reach> for Written {
    fn from(reach: Reach) -> Self {
        match reach {
            Reach::Everything => Self::Everything {},
            Reach::Clouds(clouds) => Self::Clouds { clouds: clouds.into_iter().collect() },
            Reach::Tag { key, value } => Self::Tag { key, value },
        }
    }
}

#[cfg(test)]
mod tests;
