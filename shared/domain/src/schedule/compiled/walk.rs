//! Going along the table from edge to edge.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
};

use super::{
    super::{
        Edge, FIRST_YEAR, LAST_YEAR, State, Wish,
        zone::{self, Occurrence},
    },
    Schedule,
};

/// The edges after an instant, in order.
pub(super) struct Edges<'a> {
    schedule: &'a Schedule,
    after: Timestamp,
    /// The wish before the next change.
    wish: Wish,
    /// Where to go on: a date and the place of a segment in its plan.
    position: Option<(Date, usize)>,
}

impl<'a> Edges<'a> {
    pub(super) fn after(schedule: &'a Schedule, after: Timestamp) -> Self {
        let wall = zone::wall_at(schedule.zone(), after);
        let position = Self::position(schedule, wall);
        let wish = schedule.state_on_the_wall(wall).wish;
        Self { schedule, after, wish, position }
    }

    /// The first segment that begins after a reading of the wall clock.
    fn position(schedule: &Schedule, wall: DateTime) -> Option<(Date, usize)> {
        let date = wall.date();
        let Some(year) = schedule.year(date.year()) else {
            // Before the first year; after the last there is nothing.
            return (date.year() < FIRST_YEAR).then(|| (jiff::civil::date(FIRST_YEAR, 1, 1), 0));
        };
        let minute = wall.hour() as u16 * 60 + wall.minute() as u16;
        let plan = year.plan(date.day_of_year() as usize - 1);
        let index = plan.iter().position(|segment| segment.from > minute).unwrap_or(plan.len());
        Some((date, index))
    }

    /// The next segment at which anything changes, with its instant.
    fn next_change(&mut self) -> Option<(Timestamp, State)> {
        loop {
            let (date, index) = self.position?;
            let Some(year) = self.schedule.year(date.year()) else {
                self.position = None;
                return None;
            };
            let day = date.day_of_year() as usize - 1;
            match year.plan(day).get(index) {
                Some(segment) => {
                    self.position = Some((date, index + 1));
                    let wall = date.at((segment.from / 60) as i8, (segment.from % 60) as i8, 0, 0);
                    match zone::first_instant(self.schedule.zone(), wall) {
                        Some(Occurrence::At(at)) => return Some((at, segment.state)),
                        // A gap may put several changes into one instant: what holds then counts.
                        Some(Occurrence::AfterGap(at)) => return Some((at, self.schedule.state_at(at))),
                        None => {}
                    }
                }
                None => self.position = self.next_day(date),
            }
        }
    }

    /// The next day with a change.
    fn next_day(&self, date: Date) -> Option<(Date, usize)> {
        let mut next = date.checked_add(1.day()).ok()?;
        while next.year() <= LAST_YEAR {
            let year = self.schedule.year(next.year())?;
            let first = next.day_of_year() as usize - 1;
            if let Some(day) = year.next_changing(first) {
                return next.checked_add(((day - first) as i64).days()).ok().map(|date| (date, 0));
            }
            next = jiff::civil::date(next.year(), 12, 31).checked_add(1.day()).ok()?;
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
