//! A document lowered to rules: who claims which minutes of which days, and how strongly.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::super::{
    CalendarEntry, CalendarUse, Calendars, Cause, ScheduleDocument, ScheduleError, State, When, Wish,
    cron::Years,
    date,
    dated::{day_number, year_is_known},
    days::{CalendarDay, DayMatcher},
    zone::WallClock,
};
use crate::CalendarId;

/// The most calendar entries one schedule is compiled with.
const MAX_CALENDAR_ENTRIES: usize = 5_000;

/// What a schedule consists of, in a form that a day can be asked of.
#[derive(Debug)]
pub(in super::super) struct Rules {
    pub(in super::super) recurring: Vec<Recurring>,
    /// In order of their beginnings.
    pub(super) dated: Vec<Dated>,
    pub(in super::super) firings: Vec<Firing>,
    pub(super) one_sided: bool,
    pub(super) otherwise: State,
    pub(super) join_gap: u16,
    titles: CalendarTitles,
}

/// What the entries of the used calendars are called: for each use, for each entry.
pub(in super::super) type CalendarTitles = Vec<Vec<Option<String>>>;

/// A claim on some minutes of every day that matches.
#[derive(Debug)]
pub(in super::super) struct Recurring {
    pub(in super::super) days: DayMatcher,
    /// Minutes after the day's midnight; `to` may be days later.
    pub(in super::super) from: u16,
    pub(in super::super) to: u16,
    pub(in super::super) claim: Claim,
}

/// A claim on a range of the calendar.
#[derive(Debug)]
pub(super) struct Dated {
    /// Minutes since 1970-01-01T00:00 on the wall clock.
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) claim: Claim,
}

/// Edges at some minutes of every day that matches.
#[derive(Debug)]
pub(in super::super) struct Firing {
    pub(in super::super) days: DayMatcher,
    pub(in super::super) years: Years,
    pub(in super::super) minutes: Vec<u16>,
    pub(in super::super) state: State,
}

/// What is claimed, and how strongly: of two claims on a minute the higher rank decides, of two of
/// equal rank the one that began later, of two that began together the one that is listed first.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Claim {
    pub(in super::super) state: State,
    pub(super) rank: u32,
}

/// Ranks, strongest first; the lower bits order claims of one layer.
const FREEZE: u32 = 6 << 16;
const EXCEPTION: u32 = 5 << 16;
const CALENDAR: u32 = 4 << 16;
const OFF_WINDOW: u32 = 3 << 16;
const ON_WINDOW: u32 = 2 << 16;
const HANDS_OFF_WINDOW: u32 = 1 << 16;

impl Rules {
    /// Lowers a document whose shape was checked.
    pub(super) fn of(
        document: &ScheduleDocument,
        calendars: &Calendars,
        clock: &WallClock,
    ) -> Result<Self, ScheduleError> {
        let mut rules = Self {
            recurring: windows(document),
            dated: Vec::new(),
            firings: firings(document),
            one_sided: false,
            otherwise: State { wish: document.otherwise(), cause: Cause::Otherwise },
            join_gap: u16::from(document.join_gap_minutes),
            titles: Vec::new(),
        };
        let mut wishes = rules.firings.iter().map(|firing| firing.state.wish);
        rules.one_sided = wishes.next().is_some_and(|first| wishes.all(|wish| wish == first));
        rules.add_exceptions_and_freezes(document);
        for (used, of) in document.calendars.iter().enumerate() {
            rules.add_calendar(used, *of, calendars, clock)?;
        }
        rules.dated.sort_by_key(|dated| dated.from);
        Ok(rules)
    }

    pub(super) fn titles(&self) -> &CalendarTitles {
        &self.titles
    }

    fn add_exceptions_and_freezes(&mut self, document: &ScheduleDocument) {
        // The shorter an exception, the stronger: the one that lies within another is shorter.
        let length = |index: &usize| {
            let range = &document.exceptions[*index];
            std::cmp::Reverse(range.to.minute() - range.from.minute())
        };
        let mut by_length: Vec<usize> = (0..document.exceptions.len()).collect();
        by_length.sort_by_key(length);
        for (strength, index) in by_length.into_iter().enumerate() {
            let range = &document.exceptions[index];
            let state = State { wish: range.wish, cause: Cause::Exception(place(index)) };
            let claim = Claim { state, rank: EXCEPTION + strength as u32 };
            self.dated.push(Dated { from: range.from.minute(), to: range.to.minute(), claim });
        }
        for (index, freeze) in document.freezes.iter().enumerate() {
            let state = State { wish: Wish::HandsOff, cause: Cause::Freeze(place(index)) };
            let claim = Claim { state, rank: FREEZE };
            self.dated.push(Dated { from: freeze.from.minute(), to: freeze.to.minute(), claim });
        }
    }

    fn add_calendar(
        &mut self,
        used: usize,
        of: CalendarUse,
        calendars: &Calendars,
        clock: &WallClock,
    ) -> Result<(), ScheduleError> {
        let field = format!("calendars[{used}]");
        let mut collection = Collection {
            calendars,
            field: &field,
            path: Vec::new(),
            seen: BTreeSet::new(),
            entries: Vec::new(),
        };
        collection.add(of.calendar)?;
        let entries = collection.entries;
        for (index, entry) in entries.iter().enumerate() {
            let cause = Cause::Calendar { used: place(used), entry: place(index) };
            let rank = CALENDAR + (u32::from(u16::MAX) - used as u32);
            let claim = Claim { state: State { wish: of.wish, cause }, rank };
            self.add_entry(entry, claim, clock, &field)?;
        }
        self.titles.push(entries.iter().map(|entry| entry.name.as_ref().map(ToString::to_string)).collect());
        Ok(())
    }

    fn add_entry(
        &mut self,
        entry: &CalendarEntry,
        claim: Claim,
        clock: &WallClock,
        field: &str,
    ) -> Result<(), ScheduleError> {
        let known = |year: i16, date: String| {
            if year_is_known(year) {
                Ok(())
            } else {
                Err(ScheduleError::UnknownYear { field: field.to_owned(), date })
            }
        };
        let (from, to, shown) = match &entry.when {
            When::Recurring { days } => {
                self.recurring.push(Recurring { days: days.matcher(), from: 0, to: 1440, claim });
                return Ok(());
            }
            When::Dates { from, to } => {
                known(from.year(), from.to_string())?;
                known(to.year(), to.to_string())?;
                (day_number(*from) * 1440, (day_number(*to) + 1) * 1440, (from.to_string(), to.to_string()))
            }
            When::Local { from, to } => (from.minute(), to.minute(), (from.to_string(), to.to_string())),
            When::Instants { from, to } => {
                let (first, last) = (minute_at(clock, *from), minute_at(clock, *to));
                known(first.1, from.to_string())?;
                known(last.1, to.to_string())?;
                if from >= to {
                    return Err(empty(field, (from.to_string(), to.to_string())));
                }
                // Within a repeated hour it may begin and end at one reading of the clock.
                (first.0, last.0.max(first.0), (String::new(), String::new()))
            }
        };
        if from > to || (from == to && !matches!(entry.when, When::Instants { .. })) {
            return Err(empty(field, shown));
        }
        self.dated.push(Dated { from, to, claim });
        Ok(())
    }
}

fn empty(field: &str, (from, to): (String, String)) -> ScheduleError {
    ScheduleError::EmptyRange { field: field.to_owned(), from, to }
}

/// Collects the entries of a calendar and of all that it includes, each calendar once.
struct Collection<'a> {
    calendars: &'a Calendars,
    field: &'a str,
    /// The calendars on the way from the used one to the present one.
    path: Vec<CalendarId>,
    /// All calendars whose entries are in already.
    seen: BTreeSet<CalendarId>,
    entries: Vec<&'a CalendarEntry>,
}

impl Collection<'_> {
    fn add(&mut self, id: CalendarId) -> Result<(), ScheduleError> {
        let field = || self.field.to_owned();
        if let Some(first) = self.path.iter().position(|above| *above == id) {
            let through = self.path[first..].iter().copied().chain([id]).collect();
            return Err(ScheduleError::CalendarLoop { field: field(), calendar: id, through });
        }
        if self.seen.contains(&id) {
            return Ok(());
        }
        let missing = || ScheduleError::MissingCalendar { field: field(), calendar: id };
        let calendar = self.calendars.get(id).ok_or_else(missing)?;
        self.entries.extend(&calendar.entries);
        if self.entries.len() > MAX_CALENDAR_ENTRIES {
            return Err(ScheduleError::TooManyEntries { field: field(), most: MAX_CALENDAR_ENTRIES });
        }
        self.path.push(id);
        for included in &calendar.includes {
            self.add(*included)?;
        }
        self.path.pop();
        self.seen.insert(id);
        Ok(())
    }
}

/// What the forward-only wall clock shows at an instant: minutes since 1970-01-01T00:00, rounded up,
/// and the year.
fn minute_at(clock: &WallClock, at: Timestamp) -> (i64, i16) {
    let Some(wall) = clock.at(at) else { return (0, 0) };
    let minute = wall.day() * 1440 + i64::from(wall.minute());
    let begun = wall.is_within_its_minute() || at.subsec_nanosecond() > 0;
    (minute + i64::from(begun), date::year_and_day(wall.day()).0)
}

fn windows(document: &ScheduleDocument) -> Vec<Recurring> {
    let weekly = document.windows.iter().enumerate().map(|(index, window)| {
        let (from, to) = (window.from.minute_of_week(), window.to.minute_of_week());
        let length = (to + WEEK - from) % WEEK;
        let from = window.from.time.minute();
        let claim = window_claim(window.wish, Cause::Window(place(index)));
        Recurring { days: DayMatcher::weekday(window.from.day as u16), from, to: from + length, claim }
    });
    let periods = document.periods.iter().enumerate().map(|(index, period)| {
        let (from, to) = (period.begin.minute(), period.end.minute());
        let to = if to < from { to + 1440 } else { to };
        let claim = window_claim(period.wish, Cause::Period(place(index)));
        Recurring { days: period.days.matcher(), from, to, claim }
    });
    weekly.chain(periods).collect()
}

const WEEK: u16 = 7 * 1440;

fn window_claim(wish: Wish, cause: Cause) -> Claim {
    let rank = match wish {
        Wish::Off => OFF_WINDOW,
        Wish::On => ON_WINDOW,
        Wish::HandsOff => HANDS_OFF_WINDOW,
    };
    Claim { state: State { wish, cause }, rank }
}

fn firings(document: &ScheduleDocument) -> Vec<Firing> {
    let daily = document.edges.iter().enumerate().map(|(index, edge)| Firing {
        days: edge.days.matcher(),
        years: Years::ALL,
        minutes: vec![edge.at.minute()],
        state: State { wish: edge.wish.into(), cause: Cause::Edge(place(index)) },
    });
    let cron = document.cron.iter().enumerate().map(|(index, edge)| Firing {
        days: edge.at.days().matcher(),
        years: edge.at.years().clone(),
        minutes: edge.at.minutes().to_vec(),
        state: State { wish: edge.wish.into(), cause: Cause::Cron(place(index)) },
    });
    daily.chain(cron).collect()
}

impl Firing {
    /// Whether it fires on a day of a year.
    pub(in super::super) fn fires(&self, year: i16, day: CalendarDay) -> bool {
        self.years.contains(year) && self.days.matches(day)
    }
}

/// A place in a list; every list is far shorter than this.
fn place(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
