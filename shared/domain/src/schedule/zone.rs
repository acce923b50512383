//! A zone's wall clock, made to run forward only.

use std::sync::OnceLock;

use jiff::{
    Timestamp,
    tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase},
};

use super::{FIRST_YEAR, LAST_YEAR, ScheduleError, date};

/// The wall clock of a zone in the years 1970 to 2200.
///
/// It never goes back: while an hour repeats it stands at the hour's last second, so that what happened
/// in the first pass is not undone or done again in the second.
#[derive(Debug)]
pub(super) struct WallClock {
    zone: TimeZone,
    /// For each year of universal time, from the one before [`FIRST_YEAR`] on, its stretches; found
    /// when first asked for, since asking the zone itself every time costs several times as much.
    years: Box<[OnceLock<Box<[Stretch]>>]>,
}

/// What the forward-only wall clock shows, in seconds since it showed 1970-01-01T00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WallTime(i64);

/// A stretch of time with one offset from universal time.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Its first second, in seconds since 1970-01-01T00:00Z.
    from: i64,
    offset: i64,
    /// Until when the clock stands, having been put back at `from`; `from` itself if it was not.
    stands_until: i64,
}

/// When the forward-only wall clock first shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurrence {
    /// At its first, usually only, occurrence.
    At(Timestamp),
    /// Never: the clock passes over it in a gap, at this instant.
    AfterGap(Timestamp),
}

const DAY: i64 = 86_400;

impl WallTime {
    /// From the start of a day, given in days since 1970-01-01, and a minute of it.
    pub(super) fn of(day: i64, minute: u16) -> Self {
        Self(day * DAY + i64::from(minute) * 60)
    }

    /// Days since 1970-01-01.
    pub(super) fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// Whole minutes of the day.
    pub(super) fn minute(self) -> u16 {
        (self.0.rem_euclid(DAY) / 60) as u16
    }

    /// Whether the minute has begun already.
    pub(super) fn is_within_its_minute(self) -> bool {
        self.0.rem_euclid(60) > 0
    }
}

impl WallClock {
    /// The clock of a zone by its IANA name.
    ///
    /// # Errors
    /// An unknown zone, with the nearest names.
    pub(super) fn find(name: &str, zones: &TimeZoneDatabase) -> Result<Self, ScheduleError> {
        let zone = zones.get(name).map_err(|_| unknown(name, zones))?;
        Ok(Self { zone, years: (FIRST_YEAR - 1..=LAST_YEAR + 1).map(|_| OnceLock::new()).collect() })
    }

    pub(super) fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// What the clock shows at an instant; `None` more than a year outside the years it knows.
    pub(super) fn at(&self, at: Timestamp) -> Option<WallTime> {
        // Whole seconds, floored: the sub-second part of an instant before 1970 is negative.
        let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
        let (year, _) = date::year_and_day(second.div_euclid(DAY));
        let index = usize::try_from(i32::from(year) - i32::from(FIRST_YEAR) + 1).ok()?;
        let stretches = self.years.get(index)?.get_or_init(|| self.stretches(year));
        let stretch = stretches.iter().rev().find(|stretch| stretch.from <= second)?;
        Some(if second < stretch.stands_until {
            WallTime(stretch.stands_until + stretch.offset - 1)
        } else {
            WallTime(second + stretch.offset)
        })
    }

    /// The first instant at which the clock shows `wall` or later: its first occurrence in a fold, the
    /// first instant after a gap.
    pub(super) fn first_instant(&self, wall: WallTime) -> Option<Occurrence> {
        let zone = &self.zone;
        let wall = Offset::UTC.to_datetime(Timestamp::from_second(wall.0).ok()?);
        match zone.to_ambiguous_timestamp(wall).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(wall).ok().map(Occurrence::At),
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(wall).ok().map(Occurrence::At),
            AmbiguousOffset::Gap { after, .. } => {
                // The wall time does not exist. Read with the later offset it lies before the
                // transition; the transition that follows is the first instant after the gap.
                let before_the_gap = after.to_timestamp(wall).ok()?;
                let transition = zone.following(before_the_gap).next()?;
                Some(Occurrence::AfterGap(transition.timestamp()))
            }
        }
    }

    /// The stretches that a year of universal time consists of.
    fn stretches(&self, year: i16) -> Box<[Stretch]> {
        let (begin, end) = (date::first_day(year) * DAY, date::first_day(year + 1) * DAY);
        let offset_at = |second: i64| {
            Timestamp::from_second(second).map_or(0, |at| i64::from(self.zone.to_offset(at).seconds()))
        };
        let mut stretches = Vec::new();
        if let Ok(first) = Timestamp::from_second(begin) {
            let earlier =
                self.zone.preceding(first).next().map(|transition| transition.timestamp().as_second());
            let within = self.zone.following(first).map(|transition| transition.timestamp().as_second());
            // A transition at the very first second is neither before nor after it.
            let turns = earlier.into_iter().chain([begin]).chain(within.take_while(|turn| *turn < end));
            for from in turns {
                let (before, offset) = (offset_at(from - 1), offset_at(from));
                stretches.push(Stretch { from, offset, stands_until: from + (before - offset).max(0) });
            }
            // The stretch of the year's begin goes on from the transition before it.
            if let [earlier, at_begin, ..] = stretches.as_mut_slice() {
                at_begin.stands_until = at_begin.stands_until.max(earlier.stands_until);
            }
        }
        stretches.into()
    }
}

fn unknown(zone: &str, zones: &TimeZoneDatabase) -> ScheduleError {
    let asked: String = zone.chars().take(64).collect();
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
