//! Overrides: a person keeps machines on, off or as they are until an instant, and says why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Wish;
use crate::{Invalid, UserId};

/// An override of whatever the schedule wants. It ends by itself: at `until` it is as if it had never
/// been, whether anybody has removed it or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// On: keep on. Off: keep off. Hands off: leave it as it is (ignore).
    pub keep: Wish,
    /// The first instant at which it no longer counts.
    pub until: Timestamp,
    /// Why.
    pub reason: OverrideReason,
    /// Who set it.
    pub set_by: UserId,
    /// Since when it counts.
    pub set_at: Timestamp,
}

/// Why an override is there: 1 to 500 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OverrideReason(String);

impl Override {
    /// The longest an override may last: a year, so that none is forgotten for good.
    pub const MAX_DAYS: i64 = 366;

    /// Checks its end against the present.
    ///
    /// # Errors
    /// An end that is not in the future, or further away than [`Override::MAX_DAYS`].
    pub fn check(&self) -> Result<(), Invalid> {
        let length = self.until.duration_since(self.set_at);
        if !length.is_positive() {
            return Err(Invalid::new("must be in the future"));
        }
        if length > jiff::SignedDuration::from_hours(24 * Self::MAX_DAYS) {
            return Err(Invalid::new(format!(
                "must be within {} days; for longer, change the schedule",
                Self::MAX_DAYS
            )));
        }
        Ok(())
    }

    /// Whether it counts at an instant.
    pub fn counts_at(&self, at: Timestamp) -> bool {
        self.set_at <= at && at < self.until
    }
}

impl OverrideReason {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OverrideReason {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let trimmed = text.trim();
        let length = trimmed.chars().count();
        if (1..=500).contains(&length) && !trimmed.chars().any(char::is_control) {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err(Invalid::new("must say why in 1 to 500 characters, such as release weekend"))
        }
    }
}

impl From<OverrideReason> for String {
    fn from(reason: OverrideReason) -> Self {
        reason.0
    }
}
