//! What a schedule will do, before it does.

use jiff::{SignedDuration, Timestamp, civil::Date};
use powerdown_domain::schedule::{Schedule, ScheduleDocument, Wish};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// How far a preview looks, in days.
const DAYS: i64 = 14;
/// Over how many weeks its averages are taken.
const WEEKS: i64 = 4;
/// The most edges that are listed.
const MOST_EDGES: usize = 1_000;

/// A schedule document to look at; nothing is stored.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// The document.
    #[schema(value_type = mirrors::ScheduleDocument)]
    pub document: ScheduleDocument,
    /// From when on; now when absent. In the years 1970 to 2200.
    #[serde(default)]
    pub from: Option<Timestamp>,
}

/// What a schedule does in the fourteen days from an instant on, without anybody's override.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewView {
    /// The zone of all wall clocks below.
    pub zone: String,
    /// The instant asked about.
    pub from: Timestamp,
    /// Fourteen days later.
    pub to: Timestamp,
    /// What it wants at `from`.
    #[schema(value_type = mirrors::Wish)]
    pub wish_now: Wish,
    /// What it wants at `from`, why, and what happens next, in a sentence or two.
    pub sentence: String,
    /// When the wish changes from `from` up to, not including, `to`.
    #[schema(max_items = 1000)]
    pub edges: Vec<PreviewEdge>,
    /// Whether there are more edges than are listed.
    pub more_edges: bool,
    /// How long it is on on each local day that lies wholly or in part between `from` and `to`.
    pub hours_on_by_day: Vec<HoursOfDay>,
    /// Hours on a week, the average of the four weeks from `from` on.
    #[schema(minimum = 0, maximum = 168)]
    pub hours_on_per_week: f64,
    /// The share of the same four weeks in which it wants machines off.
    #[schema(minimum = 0, maximum = 1)]
    pub share_off: f64,
}

/// An instant at which the wish changes, as people of the zone see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewEdge {
    /// The first instant of the new wish.
    pub at: Timestamp,
    /// The same on the wall clock.
    #[schema(example = "Fri 2026-11-27 17:00")]
    pub local: String,
    /// The wall clock's offset from universal time at that instant.
    #[schema(example = "+01:00")]
    pub offset: String,
    /// What is wished from then on.
    #[schema(value_type = mirrors::Wish)]
    pub wish: Wish,
    /// What decides from then on, as the rest of a sentence.
    #[schema(example = "as nothing else is scheduled")]
    pub because: String,
}

/// How long a schedule is on in a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoursOfDay {
    /// The local day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// Real hours; a day of 25 hours may have 25.
    #[schema(minimum = 0)]
    pub hours_on: f64,
}

impl PreviewView {
    /// Looks at a schedule from an instant on.
    pub fn of(schedule: &Schedule, from: Timestamp) -> Self {
        let to = later(from, DAYS);
        let now = schedule.explain(from);
        let mut edges = schedule.edges(from, to);
        let listed = edges.by_ref().take(MOST_EDGES).map(|edge| PreviewEdge::at(schedule, edge.at)).collect();
        let horizon = later(from, 7 * WEEKS);
        Self {
            zone: schedule.document().zone.clone(),
            from,
            to,
            wish_now: now.wish,
            sentence: now.sentence,
            edges: listed,
            more_edges: edges.next().is_some(),
            hours_on_by_day: days(schedule, from, to),
            hours_on_per_week: hours(schedule.hours_on(from, horizon)) / WEEKS as f64,
            share_off: share_off(schedule, from, horizon),
        }
    }
}

impl PreviewEdge {
    fn at(schedule: &Schedule, at: Timestamp) -> Self {
        let explained = schedule.explain(at);
        let local = at.to_zoned(schedule.zone().clone());
        Self {
            at,
            local: local.strftime("%a %Y-%m-%d %H:%M").to_string(),
            offset: local.strftime("%:z").to_string(),
            wish: explained.wish,
            because: explained.because,
        }
    }
}

/// The instant so many times 24 hours later, as far as there are any.
fn later(from: Timestamp, days: i64) -> Timestamp {
    from.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX)
}

fn hours(duration: SignedDuration) -> f64 {
    duration.as_secs() as f64 / 3_600.0
}

fn share_off(schedule: &Schedule, from: Timestamp, to: Timestamp) -> f64 {
    let (mut since, mut wish, mut off) = (from, schedule.wish_at(from), SignedDuration::ZERO);
    let end = (to, Wish::HandsOff);
    for (at, next) in schedule.edges(from, to).map(|edge| (edge.at, edge.wish)).chain([end]) {
        if wish == Wish::Off {
            off += at.duration_since(since);
        }
        (since, wish) = (at, next);
    }
    off.as_secs_f64() / to.duration_since(from).as_secs_f64()
}

fn days(schedule: &Schedule, from: Timestamp, to: Timestamp) -> Vec<HoursOfDay> {
    let mut days = Vec::new();
    let mut start = from.to_zoned(schedule.zone().clone());
    while start.timestamp() < to {
        // A day that the zone skips is none; the wall clock has no end beyond the year 9999.
        let Ok(next) = start.tomorrow().and_then(|day| day.start_of_day()) else { break };
        let on = schedule.hours_on(start.timestamp(), next.timestamp().min(to));
        days.push(HoursOfDay { date: start.date(), hours_on: hours(on) });
        start = next;
    }
    days
}
