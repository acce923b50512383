//! One event: from its properties to entries of a calendar.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    RoundMode, Timestamp, TimestampRound, Unit,
    civil::{Date, DateTime, DateTimeRound},
    tz::{Offset, TimeZoneDatabase},
};
use powerdown_domain::{
    Name,
    schedule::{CalendarDay, CalendarEntry, DayFilter, LocalMinute, When},
};

use super::{
    FIRST_DAY, LAST_DAY, MAX_OCCURRENCES, Notes, Refusal,
    component::Event,
    line::{Property, quoted, unescape},
    moment::{Clock, Length, Moment, no_length, out_of_range},
    rule::{self, Budget, Rule},
};

/// What an event is read with.
pub(super) struct Reader<'a> {
    pub(super) zones: &'a TimeZoneDatabase,
    /// The occurrences that other events of the same `UID` stand in for.
    pub(super) replaced: BTreeMap<&'a str, Vec<&'a Property>>,
    pub(super) budget: Budget,
}

/// What an event is called, in the calendar and in the report.
pub(super) fn name(event: &Event, notes: &mut Notes) -> Option<Name> {
    let summary = unescape(&event.property("SUMMARY")?.value);
    let plain: String = summary.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim();
    let cut: String = plain.chars().take(Name::MAX_CHARS).collect();
    if cut.len() < plain.len() {
        notes.add(format!("its name is cut to {} characters", Name::MAX_CHARS));
    }
    Name::try_from(cut).ok()
}

impl Reader<'_> {
    /// When an event is: at least one stretch.
    pub(super) fn read(&mut self, event: &Event, notes: &mut Notes) -> Result<Vec<When>, Refusal> {
        let start =
            event.property("DTSTART").ok_or_else(|| Refusal::new("it has no DTSTART; give it one"))?;
        let start = Moment::read(start, self.zones, notes)?;
        let length = self.length(event, &start, notes)?;
        if event.property("RECURRENCE-ID").is_some_and(|date| date.parameter("RANGE").is_some()) {
            return Err(moved_for_good());
        }
        if event.property("EXRULE").is_some() {
            return Err(Refusal::new(
                "it has an EXRULE, which RFC 5545 gave up; list what is left out as EXDATE",
            ));
        }
        let mut rules = event.all("RRULE");
        let rule = rules.next().map(|rule| Rule::read(&rule.value)).transpose()?;
        if rules.next().is_some() {
            return Err(Refusal::new("it has several RRULEs; make an event of each"));
        }
        let left_out = self.left_out(event, &start, notes)?;
        let mut whens = Vec::new();
        let mut begins: BTreeSet<DateTime> = self.added(event, &start, notes)?;
        match rule {
            None => _ = begins.insert(start.at),
            Some(rule) => {
                let days = rule.days(start.at.date())?;
                if !days.matches(CalendarDay::of(start.at.date())) {
                    return Err(Refusal::new(format!(
                        "it begins on {}, which its own RRULE does not pick; begin it on a day that the rule picks",
                        start.at.date()
                    )));
                }
                if rule.ends() {
                    begins.extend(rule.occurrences(&days, &start, &mut self.budget)?);
                } else {
                    whens = forever(&rule, days, &start, length, notes)?;
                    if !left_out.is_empty() {
                        return Err(Refusal::new(
                            "it repeats without end, but for some dates; give its RRULE an UNTIL or a COUNT",
                        ));
                    }
                }
            }
        }
        for at in begins.into_iter().filter(|at| !left_out.matches(&start, *at)) {
            whens.push(stretch(&start.moved_to(at), length, notes)?);
        }
        if whens.is_empty() {
            return Err(Refusal::new(
                "none of its dates is left; take out its UNTIL or EXDATE, or the event",
            ));
        }
        Ok(whens)
    }

    fn length(&self, event: &Event, start: &Moment, notes: &mut Notes) -> Result<Length, Refusal> {
        let length = match (event.property("DTEND"), event.property("DURATION")) {
            (Some(end), _) => start.until(&Moment::read(end, self.zones, notes)?, notes)?,
            (None, Some(duration)) => Length::read(duration)?,
            (None, None) if start.clock == Clock::Days => Length::days(1),
            (None, None) => return Err(no_length()),
        };
        if start.clock == Clock::Days && !length.time.is_zero() {
            return Err(Refusal::new("a whole day cannot last hours; give its DTSTART a time"));
        }
        Ok(length)
    }

    /// Further dates.
    fn added(&self, event: &Event, start: &Moment, notes: &mut Notes) -> Result<BTreeSet<DateTime>, Refusal> {
        let mut added = BTreeSet::new();
        for (property, value) in event.all("RDATE").flat_map(values) {
            let moment = Moment::of(property, value, self.zones, notes)?;
            let at = told_as(&moment, start).ok_or_else(|| {
                Refusal::new("its RDATE and its DTSTART are of different kinds; make both days or both times")
            })?;
            added.insert(at);
            if added.len() > MAX_OCCURRENCES {
                return Err(Refusal::new(format!("it has more than {MAX_OCCURRENCES} RDATEs; split it")));
            }
        }
        Ok(added)
    }

    /// Dates on which its rule does not count.
    fn left_out(&self, event: &Event, start: &Moment, notes: &mut Notes) -> Result<LeftOut, Refusal> {
        let mut left_out = LeftOut::default();
        let is_replacement = event.property("RECURRENCE-ID").is_some();
        let replaced = event.uid().filter(|_| !is_replacement).and_then(|uid| self.replaced.get(uid));
        let dates = event.all("EXDATE").chain(replaced.into_iter().flatten().copied());
        for (property, value) in dates.flat_map(values) {
            if property.parameter("RANGE").is_some() {
                return Err(moved_for_good());
            }
            let moment = Moment::of(property, value, self.zones, notes)?;
            if moment.clock == Clock::Days {
                left_out.days.insert(moment.at.date());
            } else if let Some(at) = told_as(&moment, start) {
                left_out.times.insert(at);
            }
        }
        Ok(left_out)
    }
}

/// The dates of which an event's rule is silent.
#[derive(Default)]
struct LeftOut {
    days: BTreeSet<Date>,
    times: BTreeSet<DateTime>,
}

impl LeftOut {
    fn is_empty(&self) -> bool {
        self.days.is_empty() && self.times.is_empty()
    }

    fn matches(&self, start: &Moment, at: DateTime) -> bool {
        let by_time = match start.clock {
            Clock::Days => self.times.iter().any(|time| time.date() == at.date()),
            Clock::Wall | Clock::Zone(_) => self.times.contains(&at),
        };
        by_time || self.days.contains(&at.date())
    }
}

/// The values of a comma list.
fn values(property: &Property) -> impl Iterator<Item = (&Property, &str)> {
    property.value.split(',').map(move |value| (property, value.trim()))
}

/// A moment as the clock of another tells it; `None` where it has no such time.
fn told_as(moment: &Moment, other: &Moment) -> Option<DateTime> {
    match (&moment.clock, &other.clock) {
        (Clock::Zone(_), Clock::Zone(zone)) => moment.instant().map(|at| zone.to_datetime(at)),
        (Clock::Days, Clock::Days) | (Clock::Wall, Clock::Wall) => Some(moment.at),
        _ => None,
    }
}

/// A rule without an end, as days that come again.
fn forever(
    rule: &Rule,
    days: DayFilter,
    start: &Moment,
    length: Length,
    notes: &mut Notes,
) -> Result<Vec<When>, Refusal> {
    if start.clock != Clock::Days {
        return Err(Refusal::new(
            "it repeats its hours without end; give its RRULE an UNTIL or a COUNT, or use a window or period of \
             the schedule",
        ));
    }
    if rule.skips() {
        return Err(Refusal::new(
            "it repeats at an INTERVAL without end; give its RRULE an UNTIL or a COUNT",
        ));
    }
    let filters = match length.days {
        1 => vec![days],
        _ => match rule.yearly_dates(start.at.date()) {
            Some(dates) => several_days(&dates, length.days)?,
            None => {
                return Err(Refusal::new("it repeats without end and lasts days; make an event of each day"));
            }
        },
    };
    if start.at.date() > FIRST_DAY {
        notes.add(format!("it is taken to be so before {} as well", start.at.date()));
    }
    Ok(filters.into_iter().map(|days| When::Recurring { days }).collect())
}

/// Stretches of days that come again every year, a filter for each month they touch.
fn several_days(dates: &[(i8, i8)], length: i64) -> Result<Vec<DayFilter>, Refusal> {
    let mut months: BTreeMap<i8, BTreeSet<i8>> = BTreeMap::new();
    for (month, day) in dates {
        // A year without a 29th of February: whatever lasts from one side of it to the other is not the same
        // days in every year.
        let Ok(first) = Date::new(2001, *month, *day) else {
            if (*month, *day) == (2, 29) {
                return Err(leap());
            }
            continue;
        };
        for (count, date) in first.series(jiff::Span::new().days(1)).enumerate() {
            if count as i64 == length {
                break;
            }
            if count == 366 || (count > 0 && (date.month(), date.day()) == (3, 1)) {
                return Err(leap());
            }
            months.entry(date.month()).or_default().insert(date.day());
        }
    }
    months.into_iter().map(|(month, days)| rule::filter(&[], &days, &BTreeSet::from([month]))).collect()
}

fn leap() -> Refusal {
    Refusal::new(
        "it repeats without end across the 29th of February, so that leap years differ; give its RRULE an UNTIL or \
         a COUNT",
    )
}

/// One stretch, in whole minutes.
fn stretch(start: &Moment, length: Length, notes: &mut Notes) -> Result<When, Refusal> {
    let end = start.after_days(length.days)?;
    let known = |from: Date, to: Date| {
        if FIRST_DAY <= from && to <= LAST_DAY { Ok(()) } else { Err(out_of_range()) }
    };
    match &start.clock {
        Clock::Days => {
            let (from, to) = (start.at.date(), end.at.date().yesterday().map_err(|_| out_of_range())?);
            known(from, to)?;
            Ok(When::Dates { from, to })
        }
        Clock::Wall => {
            let minute = |at: DateTime, mode| {
                at.round(DateTimeRound::new().smallest(Unit::Minute).mode(mode)).map_err(|_| out_of_range())
            };
            let end = end.at.checked_add(length.time).map_err(|_| out_of_range())?;
            let (from, to) = (minute(start.at, RoundMode::Floor)?, minute(end, RoundMode::Ceil)?);
            note_seconds((from, to) != (start.at, end), notes);
            let known = |at| LocalMinute::try_from(at).map_err(|_| out_of_range());
            Ok(When::Local { from: known(from)?, to: known(to)? })
        }
        Clock::Zone(_) => {
            let minute = |at: Timestamp, mode| {
                at.round(TimestampRound::new().smallest(Unit::Minute).mode(mode)).map_err(|_| out_of_range())
            };
            let begin = start.instant().ok_or_else(out_of_range)?;
            let end =
                end.instant().and_then(|at| at.checked_add(length.time).ok()).ok_or_else(out_of_range)?;
            let (from, to) = (minute(begin, RoundMode::Floor)?, minute(end, RoundMode::Ceil)?);
            note_seconds((from, to) != (begin, end), notes);
            known(Offset::UTC.to_datetime(from).date(), Offset::UTC.to_datetime(to).date())?;
            if from < to { Ok(When::Instants { from, to }) } else { Err(no_length()) }
        }
    }
}

fn moved_for_good() -> Refusal {
    Refusal::new(
        "from one of its dates on it is another (RANGE=THISANDFUTURE); end the first with an UNTIL, and make an \
         event of the rest",
    )
}

fn note_seconds(rounded: bool, notes: &mut Notes) {
    if rounded {
        notes.add("its seconds are rounded to whole minutes, outwards");
    }
}

/// What the report says about stretches that were taken over.
pub(super) fn told(whens: &[When]) -> String {
    let one = |when: &When| match when {
        When::Dates { from, to } if from == to => from.to_string(),
        When::Dates { from, to } => format!("{from} to {to}"),
        When::Recurring { days } => format!("recurring: {days}"),
        When::Local { from, to } => format!("{from} to {to} on the clock of whichever schedule uses it"),
        When::Instants { from, to } => format!("{from} to {to}"),
    };
    match whens {
        [] => "no date".to_owned(),
        [when] => one(when),
        [first, .., last] => format!("{} entries, first {}, last {}", whens.len(), one(first), one(last)),
    }
}

/// The entries of one event.
pub(super) fn entries(name: Option<&Name>, whens: Vec<When>) -> impl Iterator<Item = CalendarEntry> {
    whens.into_iter().map(move |when| CalendarEntry { name: name.cloned(), when })
}

/// What the report calls an event.
pub(super) fn subject(name: Option<&Name>, line: usize) -> String {
    match name {
        Some(name) => format!("event {}, line {line}", quoted(name.as_str())),
        None => format!("event without SUMMARY, line {line}"),
    }
}
