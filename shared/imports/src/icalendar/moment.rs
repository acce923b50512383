//! Dates, times and durations (RFC 5545, 3.3.4 to 3.3.6).

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::{TimeZone, TimeZoneDatabase},
};

use super::{
    Notes, Refusal,
    line::{Property, quoted, refused},
};

/// Which clock a time is told on.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Clock {
    /// None: a whole day.
    Days,
    /// The wall clock of whoever reads it.
    Wall,
    /// The clock of a zone, UTC included.
    Zone(TimeZone),
}

/// When an event begins or ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    /// On its clock; midnight for a day.
    pub(super) at: DateTime,
    pub(super) clock: Clock,
}

/// How long an event is: so many days of its clock, then so much time exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) days: i64,
    pub(super) time: SignedDuration,
}

impl Moment {
    /// Reads a property that has one value.
    pub(super) fn read(
        property: &Property,
        zones: &TimeZoneDatabase,
        notes: &mut Notes,
    ) -> Result<Self, Refusal> {
        Self::of(property, property.value.trim(), zones, notes)
    }

    /// Reads one of the values of a property, as of `EXDATE:20261224,20261231`.
    pub(super) fn of(
        property: &Property,
        value: &str,
        zones: &TimeZoneDatabase,
        notes: &mut Notes,
    ) -> Result<Self, Refusal> {
        let kind = property.parameter("VALUE").unwrap_or_default();
        if !["", "DATE", "DATE-TIME"].iter().any(|known| kind.eq_ignore_ascii_case(known)) {
            return Err(Refusal::new(format!(
                "{} has values of the kind {}; give it a date such as 20261224 or a time such as \
                 20261224T120000",
                property.name,
                quoted(kind)
            )));
        }
        let (at, universal) = date_time(value).ok_or_else(|| {
            refused(&property.name, value, "is no date such as 20261224 and no time such as 20261224T120000Z")
        })?;
        let Some(at) = at.time() else {
            return Ok(Self { at: at.date().to_datetime(Time::midnight()), clock: Clock::Days });
        };
        let clock = match property.parameter("TZID") {
            _ if universal => Clock::Zone(TimeZone::UTC),
            Some(name) => Clock::Zone(zone(name, zones, notes)?),
            None => Clock::Wall,
        };
        Ok(Self { at, clock })
    }

    /// The moment at the same clock's `at`.
    pub(super) fn moved_to(&self, at: DateTime) -> Self {
        Self { at, clock: self.clock.clone() }
    }

    /// The instant, where the clock is one that has instants. A time in a gap is told with the offset from
    /// before the gap, a time in a fold is its first occurrence (RFC 5545, 3.3.5).
    pub(super) fn instant(&self) -> Option<Timestamp> {
        match &self.clock {
            Clock::Zone(zone) => zone.to_ambiguous_timestamp(self.at).compatible().ok(),
            Clock::Days | Clock::Wall => None,
        }
    }

    /// How long it is from here to a later moment.
    pub(super) fn until(&self, end: &Self, notes: &mut Notes) -> Result<Length, Refusal> {
        let time = match (&self.clock, &end.clock) {
            (Clock::Days, Clock::Days) => {
                let days = self.at.date().duration_until(end.at.date()).as_hours() / 24;
                if days == 0 {
                    notes.add("it ends on the day on which it begins, and is taken as that whole day");
                }
                return if days < 0 { Err(backwards()) } else { Ok(Length::days(days.max(1))) };
            }
            (Clock::Wall, Clock::Wall) => self.at.duration_until(end.at),
            (Clock::Zone(_), Clock::Zone(_)) => {
                let (Some(from), Some(to)) = (self.instant(), end.instant()) else {
                    return Err(out_of_range());
                };
                from.duration_until(to)
            }
            _ => {
                return Err(Refusal::new(
                    "DTSTART and DTEND are of different kinds; make both days, both times in a zone, or both \
                     times without one",
                ));
            }
        };
        Length { days: 0, time }.checked()
    }

    /// So many days later on the same clock.
    pub(super) fn after_days(&self, days: i64) -> Result<Self, Refusal> {
        self.at.checked_add(days.days()).map(|at| self.moved_to(at)).map_err(|_| out_of_range())
    }
}

impl Length {
    /// Whole days.
    pub(super) fn days(days: i64) -> Self {
        Self { days, time: SignedDuration::ZERO }
    }

    /// Reads a `DURATION`, such as `P2D` or `PT1H30M`.
    pub(super) fn read(property: &Property) -> Result<Self, Refusal> {
        let value = property.value.trim();
        duration(value)
            .ok_or_else(|| refused("DURATION", value, "is no duration such as P2D or PT1H30M"))?
            .checked()
    }

    fn checked(self) -> Result<Self, Refusal> {
        if self.days == 0 && self.time.is_zero() {
            return Err(no_length());
        }
        if self.days < 0 || self.time.is_negative() { Err(backwards()) } else { Ok(self) }
    }
}

/// A date, or a date with a time.
enum DateOrTime {
    Date(Date),
    Time(DateTime),
}

impl DateOrTime {
    fn date(&self) -> Date {
        match self {
            Self::Date(date) => *date,
            Self::Time(at) => at.date(),
        }
    }

    fn time(&self) -> Option<DateTime> {
        match self {
            Self::Date(_) => None,
            Self::Time(at) => Some(*at),
        }
    }
}

/// `20261224`, `20261224T120000` or `20261224T120000Z`: the last is universal time.
fn date_time(value: &str) -> Option<(DateOrTime, bool)> {
    let (date, time) = match value.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    let digits = |text: &str, from: usize, to: usize| -> Option<i16> { text.get(from..to)?.parse().ok() };
    let are_digits = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if !are_digits(date, 8) {
        return None;
    }
    let part = |from, to| digits(date, from, to).and_then(|number| i8::try_from(number).ok());
    let date = Date::new(digits(date, 0, 4)?, part(4, 6)?, part(6, 8)?).ok()?;
    let Some(time) = time else { return Some((DateOrTime::Date(date), false)) };
    let (time, universal) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, true),
        None => (time, false),
    };
    if !are_digits(time, 6) {
        return None;
    }
    let part = |from, to| digits(time, from, to).and_then(|number| i8::try_from(number).ok());
    // A leap second is told as the one before it.
    let time =
        Time::new(part(0, 2)?, part(2, 4)?, part(4, 6).map(|s| if s == 60 { 59 } else { s })?, 0).ok()?;
    Some((DateOrTime::Time(date.to_datetime(time)), universal))
}

/// The value of an `UNTIL`: a day, or a time and whether it is universal.
pub(super) fn until(value: &str) -> Option<(DateTime, Option<bool>)> {
    match date_time(value)? {
        (DateOrTime::Date(date), _) => Some((date.to_datetime(Time::midnight()), None)),
        (DateOrTime::Time(at), universal) => Some((at, Some(universal))),
    }
}

fn duration(value: &str) -> Option<Length> {
    let (negative, value) = match value.strip_prefix('-') {
        Some(value) => (true, value),
        None => (false, value.strip_prefix('+').unwrap_or(value)),
    };
    let value = value.strip_prefix('P')?;
    let (days, time) = match value.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None if value.is_empty() => return None,
        None => (value, ""),
    };
    let mut length = Length::days(0);
    for (number, unit) in amounts(days)? {
        length.days += match unit {
            'W' => number * 7,
            'D' => number,
            _ => return None,
        };
    }
    for (number, unit) in amounts(time)? {
        length.time += match unit {
            'H' => SignedDuration::from_hours(number),
            'M' => SignedDuration::from_mins(number),
            'S' => SignedDuration::from_secs(number),
            _ => return None,
        };
    }
    if negative {
        length = Length { days: -length.days, time: -length.time };
    }
    Some(length)
}

/// `1H30M` as numbers with their units; at most three of them, of at most seven digits.
fn amounts(mut text: &str) -> Option<Vec<(i64, char)>> {
    let mut amounts = Vec::new();
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=7).contains(end))?;
        let unit = text[end..].chars().next()?;
        amounts.push((text[..end].parse().ok()?, unit));
        text = &text[end + unit.len_utf8()..];
    }
    (amounts.len() <= 3).then_some(amounts)
}

/// A zone by its name, also behind a prefix such as `/freeassociation.sourceforge.net/`.
fn zone(name: &str, zones: &TimeZoneDatabase, notes: &mut Notes) -> Result<TimeZone, Refusal> {
    let name = name.trim();
    let known = |name: &str| zones.get(name).ok().filter(|zone| !zone.is_unknown());
    if let Some(zone) = known(name) {
        return Ok(zone);
    }
    if name.starts_with('/') && name.len() <= 200 {
        for (at, _) in name.match_indices('/') {
            let suffix = &name[at + 1..];
            if let Some(zone) = known(suffix) {
                notes.add(format!("the zone {} is taken as {suffix}", quoted(name)));
                return Ok(zone);
            }
        }
    }
    Err(Refusal::new(format!(
        "the zone {} is not an IANA time zone; export the calendar with zones such as Europe/Berlin, or in \
         universal time",
        quoted(name)
    )))
}

fn backwards() -> Refusal {
    Refusal::new("it ends before it begins; put DTEND after DTSTART")
}

pub(super) fn no_length() -> Refusal {
    Refusal::new("it has no length; give it a DTEND after its DTSTART")
}

pub(super) fn out_of_range() -> Refusal {
    Refusal::new("it is not within the years 1970 to 2200; give it a date such as 20261224")
}
