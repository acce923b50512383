//! Going along the table from edge to edge.

use jiff::Timestamp;

use super::{
    super::{
        Edge, FIRST_YEAR, LAST_YEAR, State, Wish, date,
        zone::{Occurrence, WallTime},
    },
    Schedule,
};

/// The edges after an instant, in order.
pub(super) struct Edges<'a> {
    schedule: &'a Schedule,
    after: Timestamp,
    /// The wish before the next change.
    wish: Wish,
    next: Option<Position>,
}

/// A segment of a day's plan, or the place behind the last.
#[derive(Debug, Clone, Copy)]
struct Position {
    year: i16,
    /// The day of the year, from 0.
    day: usize,
    segment: usize,
}

impl<'a> Edges<'a> {
    pub(super) fn after(schedule: &'a Schedule, after: Timestamp) -> Self {
        let wall = schedule.0.clock.at(after);
        let next = match wall {
            Some(wall) => Position::behind(schedule, wall),
            None => (after < Timestamp::UNIX_EPOCH).then_some(Position::FIRST),
        };
        Self { schedule, after, wish: schedule.state_on_the_wall(wall).wish, next }
    }

    /// The next segment at which anything changes, with its instant.
    fn next_change(&mut self) -> Option<(Timestamp, State)> {
        loop {
            let position = self.next?;
            let table = self.schedule.year(position.year)?;
            let Some(segment) = table.plan(position.day).get(position.segment) else {
                self.next = position.next_day(self.schedule);
                continue;
            };
            self.next = Some(Position { segment: position.segment + 1, ..position });
            let wall = WallTime::of(date::first_day(position.year) + position.day as i64, segment.from);
            match self.schedule.0.clock.first_instant(wall) {
                Some(Occurrence::At(at)) => return Some((at, segment.state)),
                // A gap may put several changes into one instant: what holds then counts.
                Some(Occurrence::AfterGap(at)) => return Some((at, self.schedule.state_at(at))),
                None => {}
            }
        }
    }
}

impl Position {
    const FIRST: Self = Self { year: FIRST_YEAR, day: 0, segment: 0 };

    /// The first segment that begins after a reading of the wall clock.
    fn behind(schedule: &Schedule, wall: WallTime) -> Option<Self> {
        let (year, day) = date::year_and_day(wall.day());
        let Some(table) = schedule.year(year) else {
            return (year < FIRST_YEAR).then_some(Self::FIRST);
        };
        let plan = table.plan(day);
        let segment = plan.iter().position(|segment| segment.from > wall.minute()).unwrap_or(plan.len());
        Some(Self { year, day, segment })
    }

    /// The next day on which the wish changes.
    fn next_day(self, schedule: &Schedule) -> Option<Self> {
        let (mut year, mut from) = (self.year, self.day + 1);
        while year <= LAST_YEAR {
            if let Some(day) = schedule.year(year)?.next_changing(from) {
                return Some(Self { year, day, segment: 0 });
            }
            (year, from) = (year + 1, 0);
        }
        None
    }
}

impl Iterator for Edges<'_> {
    type Item = Edge;

    fn next(&mut self) -> Option<Edge> {
        loop {
            let (at, state) = self.next_change()?;
            if state.wish != self.wish && at > self.after {
                self.wish = state.wish;
                return Some(Edge { at, wish: state.wish, cause: state.cause });
            }
        }
    }
}
