//! A schedule ready to answer: its windows merged, its zone looked up.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};

use super::{
    Edge, ScheduleDocument, ScheduleError, Wish,
    time_of_week::{DAY, WEEK},
};

/// A compiled schedule. Cheap to ask, cheap to clone.
#[derive(Debug, Clone)]
pub struct Schedule {
    zone: TimeZone,
    weekly: Weekly,
}

/// The on-time of one week on the wall clock.
#[derive(Debug, Clone)]
enum Weekly {
    /// Every minute: there is no edge.
    AllWeek,
    /// Sorted, disjoint, not touching: minutes since Monday 00:00 and lengths in minutes. Only the
    /// last may run into the next week, and never as far as the first.
    Windows(Vec<MinuteSpan>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MinuteSpan {
    from: u16,
    minutes: u16,
}

impl Schedule {
    /// Compiles a document against a time-zone database (the bundled one in production).
    ///
    /// # Errors
    /// An unknown zone (with the nearest names), no window or too many, or a window that never opens.
    pub fn compile(document: &ScheduleDocument, zones: &TimeZoneDatabase) -> Result<Self, ScheduleError> {
        document.check_windows()?;
        let zone = zones.get(&document.zone).map_err(|_| document.unknown_zone(zones))?;
        let spans = document.windows.iter().map(|window| {
            let (from, to) = (window.from.minute_of_week(), window.to.minute_of_week());
            MinuteSpan { from, minutes: (to + WEEK - from) % WEEK }
        });
        Ok(Self { zone, weekly: merge(spans.collect()) })
    }

    /// What the schedule wants at an instant.
    pub fn wish_at(&self, at: Timestamp) -> Wish {
        match &self.weekly {
            Weekly::AllWeek => Wish::On,
            Weekly::Windows(_) => {
                let open = self.occurrences(at, at).any(|(from, to)| from <= at && at < to);
                if open { Wish::On } else { Wish::Off }
            }
        }
    }

    /// The first edge strictly after an instant; `None` for a schedule that never changes its mind
    /// or at the end of representable time (year 9999).
    pub fn next_edge(&self, after: Timestamp) -> Option<Edge> {
        // Two weeks: every weekly edge occurs at least once in it, gaps and skipped days included.
        let horizon = after.checked_add(14 * 24.hours()).ok()?;
        self.edges(after, horizon).find(|edge| edge.at > after)
    }

    /// All edges in the half-open interval `[from, to)`, in order.
    pub fn edges(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Edge> + '_ {
        self.joined_occurrences(from, to)
            .into_iter()
            .flat_map(|(on, off)| [Edge { at: on, wish: Wish::On }, Edge { at: off, wish: Wish::Off }])
            .filter(move |edge| from <= edge.at && edge.at < to)
    }

    /// Occurrences joined where they touch, as they may across a gap or a week's end.
    fn joined_occurrences(&self, from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let mut joined: Vec<(Timestamp, Timestamp)> = Vec::new();
        for (on, off) in self.occurrences(from, to) {
            match joined.last_mut() {
                Some(last) if on <= last.1 => last.1 = last.1.max(off),
                _ => joined.push((on, off)),
            }
        }
        joined
    }

    /// All non-empty occurrences of windows that could touch `[from, to]`, in order, as instants.
    fn occurrences(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let spans = match &self.weekly {
            Weekly::AllWeek => &[][..],
            Weekly::Windows(spans) => spans,
        };
        let last = self.zone.to_datetime(to).date();
        // One week back, for windows that run into this one.
        let mut monday = self.monday(from).and_then(|monday| monday.checked_sub(1.week()).ok());
        std::iter::from_fn(move || {
            let this = monday.filter(|monday| *monday <= last)?;
            monday = this.checked_add(1.week()).ok();
            Some(this)
        })
        .flat_map(move |monday| {
            spans.iter().filter_map(move |span| {
                let on = self.instant(monday, u32::from(span.from))?;
                let off = self.instant(monday, u32::from(span.from) + u32::from(span.minutes))?;
                (on < off).then_some((on, off))
            })
        })
    }

    fn monday(&self, at: Timestamp) -> Option<Date> {
        let date = self.zone.to_datetime(at).date();
        date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok()
    }

    /// The instant of a wall-clock minute: the first instant after a gap, the first of a fold.
    fn instant(&self, monday: Date, minute_of_week: u32) -> Option<Timestamp> {
        let date = monday.checked_add(i64::from(minute_of_week / u32::from(DAY)).days()).ok()?;
        let minute = minute_of_week % u32::from(DAY);
        let wall = date.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        first_instant(&self.zone, wall)
    }
}

fn first_instant(zone: &TimeZone, wall: DateTime) -> Option<Timestamp> {
    match zone.to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(wall).ok(),
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(wall).ok(),
        AmbiguousOffset::Gap { after, .. } => {
            // The wall time does not exist. Read with the later offset it lies before the
            // transition; the transition that follows is the first instant after the gap.
            let before_the_gap = after.to_timestamp(wall).ok()?;
            zone.following(before_the_gap).next().map(|transition| transition.timestamp())
        }
    }
}

/// Sorts and joins spans that overlap or touch, around the week's end too.
fn merge(mut spans: Vec<MinuteSpan>) -> Weekly {
    spans.sort_by_key(|span| span.from);
    let mut merged: Vec<MinuteSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.from <= last.from + last.minutes => {
                last.minutes = last.minutes.max(span.from + span.minutes - last.from);
            }
            _ => merged.push(span),
        }
    }
    // The last spans may reach over Sunday midnight into the first ones.
    while merged.len() > 1 {
        let (first, last) = (merged[0], merged[merged.len() - 1]);
        let reach = last.from + last.minutes;
        if reach < first.from + WEEK {
            break;
        }
        merged.remove(0);
        let index = merged.len() - 1;
        merged[index].minutes = last.minutes.max(first.from + WEEK + first.minutes - last.from);
    }
    if merged.iter().any(|span| span.minutes >= WEEK) { Weekly::AllWeek } else { Weekly::Windows(merged) }
}
