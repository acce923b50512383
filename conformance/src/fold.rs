//! The hour that clocks repeat: where our rule and a scheduler that looks at the wall clock only may
//! differ, and nowhere else.

use jiff::{
    SignedDuration, Timestamp,
    tz::{AmbiguousOffset, TimeZone},
};

/// Whether the wall clock shows this time twice, be it the first time or the second.
pub(crate) fn is_repeated(zone: &TimeZone, at: Timestamp) -> bool {
    let offset = zone.to_ambiguous_timestamp(zone.to_datetime(at)).offset();
    matches!(offset, AmbiguousOffset::Fold { .. })
}

/// The minutes of `[from, to)`, both passes counted, that the wall clock shows twice.
pub(crate) fn repeated_minutes(
    zone: &TimeZone,
    from: Timestamp,
    to: Timestamp,
) -> impl Iterator<Item = Timestamp> {
    minutes(from, to).filter(move |at| is_repeated(zone, *at))
}

/// Every whole minute of `[from, to)`, counted from `from`.
pub(crate) fn minutes(from: Timestamp, to: Timestamp) -> impl Iterator<Item = Timestamp> {
    ticks(from, to, 1)
}

/// Every so many minutes in `[from, to)`, counted from `from`.
pub(crate) fn ticks(from: Timestamp, to: Timestamp, every_minutes: i64) -> impl Iterator<Item = Timestamp> {
    let step = SignedDuration::from_mins(every_minutes.max(1));
    std::iter::successors(Some(from), move |at| at.checked_add(step).ok()).take_while(move |at| *at < to)
}
