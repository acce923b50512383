//! The schedule as people write it and as it is stored.

use jiff::tz::TimeZoneDatabase;
use serde::{Deserialize, Serialize};

use super::TimeOfWeek;

/// A schedule document: weekly on-windows on the wall clock of one zone; outside them, off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleDocument {
    /// The IANA zone whose wall clock counts, such as `Europe/Berlin`.
    pub zone: String,
    /// When machines should run: 1 to 100 windows, in any order, overlapping or not.
    pub windows: Vec<WeeklyWindow>,
}

/// A stretch of every week, from one point of it up to, not including, another.
///
/// `to` may be earlier in the week than `from`: such a window crosses midnight, days or the week's
/// end (`Fri 18:00 → Mon 07:00`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyWindow {
    /// The first minute of the window.
    pub from: TimeOfWeek,
    /// The first minute after it.
    pub to: TimeOfWeek,
}

/// Why a document is not a schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// No such zone in the database.
    #[error("\"{zone}\" is not an IANA time zone; {}", suggestion(.nearest))]
    UnknownZone {
        /// What was asked for, cut to 64 characters.
        zone: String,
        /// Up to three names that look like it.
        nearest: Vec<String>,
    },
    /// There is no window at all.
    #[error("a schedule needs at least one window, such as mon 08:00 to mon 18:00")]
    NoWindow,
    /// More windows than a schedule may have.
    #[error("a schedule may have at most {} windows, this one has {count}", ScheduleDocument::MAX_WINDOWS)]
    TooManyWindows {
        /// How many there are.
        count: usize,
    },
    /// A window whose two ends are the same point of the week.
    #[error(
        "window {number} never opens: it begins and ends at the same time; for all week use mon 00:00 to sun 23:59 and sun 23:59 to mon 00:00"
    )]
    NeverOpens {
        /// Its place in the list, counted from 1.
        number: usize,
    },
}

impl ScheduleError {
    /// The field of the document at fault, as a path such as `windows[2]`.
    pub fn field(&self) -> String {
        match self {
            Self::UnknownZone { .. } => "zone".to_owned(),
            Self::NoWindow | Self::TooManyWindows { .. } => "windows".to_owned(),
            Self::NeverOpens { number } => format!("windows[{}]", number - 1),
        }
    }
}

impl ScheduleDocument {
    /// The most windows a schedule may have.
    pub const MAX_WINDOWS: usize = 100;

    /// Checks the document's windows; the zone is checked when it is looked up.
    pub(super) fn check_windows(&self) -> Result<(), ScheduleError> {
        if self.windows.is_empty() {
            return Err(ScheduleError::NoWindow);
        }
        if self.windows.len() > Self::MAX_WINDOWS {
            return Err(ScheduleError::TooManyWindows { count: self.windows.len() });
        }
        match self.windows.iter().position(|window| window.from == window.to) {
            Some(index) => Err(ScheduleError::NeverOpens { number: index + 1 }),
            None => Ok(()),
        }
    }

    pub(super) fn unknown_zone(&self, zones: &TimeZoneDatabase) -> ScheduleError {
        let asked: String = self.zone.chars().take(64).collect();
        let last_part = |name: &str| name.rsplit('/').next().unwrap_or(name).to_lowercase();
        let wanted = last_part(&asked);
        let mut near: Vec<(usize, String)> = zones
            .available()
            .map(|name| (edit_distance(&wanted, &last_part(name.as_str())), name.as_str().to_owned()))
            .filter(|(distance, _)| *distance <= 3 && *distance < wanted.len())
            .collect();
        near.sort();
        ScheduleError::UnknownZone {
            zone: asked,
            nearest: near.into_iter().take(3).map(|(_, name)| name).collect(),
        }
    }
}

fn suggestion(nearest: &[String]) -> String {
    if nearest.is_empty() {
        "use a name such as Europe/Berlin, America/New_York or UTC".to_owned()
    } else {
        format!("did you mean {}?", nearest.join(", "))
    }
}

/// Levenshtein distance in characters.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
