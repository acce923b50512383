//! A schedule ready to answer.
//!
//! The document is lowered to **rules** ([`rules`]), and rules to a **table of days** per year
//! ([`year`]), built when the year is first asked about. Equal days share one **plan** ([`plan`]), a short list of
//! segments with the wish and its cause, so that a question costs two look-ups of the zone and one of
//! the table, whatever the document contains. [`walk`] goes along the table from edge to edge.

mod plan;
mod rules;
mod walk;
mod year;

use std::sync::{Arc, OnceLock};

use jiff::{
    SignedDuration, Timestamp,
    tz::{TimeZone, TimeZoneDatabase},
};

use super::{
    Behaviour, Calendars, Cause, Edge, FIRST_YEAR, LAST_YEAR, ScheduleDocument, ScheduleError, State, Wish,
    check, date,
    zone::{WallClock, WallTime},
};
pub(super) use rules::{CalendarTitles, Firing, Rules};

use plan::Plans;
use walk::Edges;
use year::YearTable;
pub(super) use year::{days_of, days_of_all_kinds};

/// A compiled schedule. Cheap to ask, cheap to clone.
#[derive(Debug, Clone)]
pub struct Schedule(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    document: ScheduleDocument,
    clock: WallClock,
    rules: Rules,
    plans: Plans,
    /// One entry per year from [`FIRST_YEAR`] on.
    years: Box<[OnceLock<Box<YearTable>>]>,
}

impl Schedule {
    /// Compiles a document with its calendars against a time-zone database (the bundled one in
    /// production).
    ///
    /// # Errors
    /// Everything that makes a document no schedule: see [`ScheduleError`].
    pub fn compile(
        document: &ScheduleDocument,
        calendars: &Calendars,
        zones: &TimeZoneDatabase,
    ) -> Result<Self, ScheduleError> {
        check::shape(document)?;
        let clock = WallClock::find(&document.zone, zones)?;
        let rules = Rules::of(document, calendars, &clock)?;
        check::contradictions(document, &rules)?;
        let years = (FIRST_YEAR..=LAST_YEAR).map(|_| OnceLock::new()).collect();
        Ok(Self(Arc::new(Inner { document: document.clone(), clock, rules, plans: Plans::default(), years })))
    }

    /// The document it was compiled from.
    pub fn document(&self) -> &ScheduleDocument {
        &self.0.document
    }

    /// How machines that people touch by hand are treated.
    pub fn behaviour(&self) -> &Behaviour {
        &self.0.document.behaviour
    }

    /// The zone whose wall clock counts.
    pub fn zone(&self) -> &TimeZone {
        self.0.clock.zone()
    }

    pub(super) fn calendar_titles(&self) -> &CalendarTitles {
        self.0.rules.titles()
    }

    /// What the schedule wants at an instant, and what decided it.
    ///
    /// In a fold the answer is that of the first occurrence; see the rules of [this module](super).
    pub fn state_at(&self, at: Timestamp) -> State {
        self.state_on_the_wall(self.0.clock.at(at))
    }

    /// What the schedule wants at an instant.
    pub fn wish_at(&self, at: Timestamp) -> Wish {
        self.state_at(at).wish
    }

    /// The first edge strictly after an instant; `None` for a schedule that never changes its mind
    /// again before the end of the year 2200.
    pub fn next_edge(&self, after: Timestamp) -> Option<Edge> {
        Edges::after(self, after).next()
    }

    /// All edges in the half-open interval `[from, to)`, in order.
    ///
    /// An edge is where the wish changes; where only its cause does, there is none. Several changes
    /// that a gap puts into one instant are one edge.
    pub fn edges(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Edge> + '_ {
        let before = from.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(from);
        Edges::after(self, before).take_while(move |edge| edge.at < to)
    }

    /// How long the schedule wants machines on within `[from, to)`: real time, so that an hour skipped
    /// in a gap does not count and a repeated hour counts twice.
    pub fn hours_on(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        let mut on = SignedDuration::ZERO;
        let mut since = from;
        let mut wish = self.wish_at(from);
        let end = Edge { at: to, wish: Wish::HandsOff, cause: Cause::OutOfRange };
        for edge in self.edges(from, to).chain([end]) {
            if wish == Wish::On && edge.at > since {
                on += edge.at.duration_since(since);
            }
            (since, wish) = (edge.at, edge.wish);
        }
        on
    }

    fn state_on_the_wall(&self, wall: Option<WallTime>) -> State {
        let found = wall.and_then(|wall| {
            let (year, day) = date::year_and_day(wall.day());
            Some(self.year(year)?.state(day, wall.minute()))
        });
        found.unwrap_or(State { wish: Wish::HandsOff, cause: Cause::OutOfRange })
    }

    /// The table of a year, built when first asked for.
    fn year(&self, year: i16) -> Option<&YearTable> {
        let index = usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
        let table = self.0.years.get(index)?;
        Some(table.get_or_init(|| {
            let before = index.checked_sub(1).and_then(|before| self.0.years[before].get());
            Box::new(YearTable::build(year, &self.0.rules, &self.0.plans, before.map(|table| table.left())))
        }))
    }
}
