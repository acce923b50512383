//! A zone's wall clock, made to run forward only.

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};

use super::ScheduleError;

/// Looks a zone up.
///
/// # Errors
/// An unknown zone, with the nearest names.
pub(super) fn find(name: &str, zones: &TimeZoneDatabase) -> Result<TimeZone, ScheduleError> {
    zones.get(name).map_err(|_| unknown(name, zones))
}

/// What the wall clock shows at an instant, except that it never goes back: while an hour repeats it
/// stands at the hour's last second, so that what happened in the first pass is not undone or done
/// again in the second.
pub(super) fn wall_at(zone: &TimeZone, at: Timestamp) -> DateTime {
    let offset = zone.to_offset(at);
    let wall = offset.to_datetime(at);
    match zone.to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Fold { before, after } if offset == after => {
            let end = zone
                .preceding(at + jiff::SignedDuration::from_nanos(1))
                .next()
                .map(|transition| before.to_datetime(transition.timestamp()));
            end.and_then(|end| end.checked_sub(jiff::SignedDuration::from_secs(1)).ok()).unwrap_or(wall)
        }
        _ => wall,
    }
}

/// When the forward-only wall clock first shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurrence {
    /// At its first, usually only, occurrence.
    At(Timestamp),
    /// Never: the clock passes over it in a gap, at this instant.
    AfterGap(Timestamp),
}

/// The first instant at which the forward-only wall clock shows `wall` or later: its first occurrence
/// in a fold, the first instant after a gap.
pub(super) fn first_instant(zone: &TimeZone, wall: DateTime) -> Option<Occurrence> {
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
