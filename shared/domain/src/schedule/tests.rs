//! What schedules promise, by example and by property.

mod calendars;
mod cron;
mod days;
mod exceptions;
mod model;
mod overrides;
mod parsers;
mod properties;
mod refusals;
mod sides;
mod weekly;
mod zones;

use jiff::{Timestamp, tz::TimeZoneDatabase};

use super::*;

fn zones() -> TimeZoneDatabase {
    TimeZoneDatabase::bundled()
}

/// A document as people write it.
fn read(json: serde_json::Value) -> ScheduleDocument {
    serde_json::from_value(json).unwrap()
}

fn compiled(document: &ScheduleDocument) -> Schedule {
    Schedule::compile(document, Calendars::NONE, &zones()).unwrap()
}

fn refused(document: &ScheduleDocument) -> ScheduleError {
    Schedule::compile(document, Calendars::NONE, &zones()).unwrap_err()
}

/// `"mon 09:00-mon 17:00, fri 18:00-mon 07:00"` in a zone.
fn document(zone: &str, windows: &str) -> ScheduleDocument {
    let point = |text: &str| {
        let (day, time) = text.trim().split_once(' ').unwrap();
        TimeOfWeek { day: serde_json::from_value(day.into()).unwrap(), time: time.parse().unwrap() }
    };
    let windows = windows
        .split(',')
        .map(|window| {
            let (from, to) = window.split_once('-').unwrap();
            WeeklyWindow { name: None, from: point(from), to: point(to), wish: Wish::On }
        })
        .collect();
    ScheduleDocument { windows, ..ScheduleDocument::in_zone(zone) }
}

fn schedule(zone: &str, windows: &str) -> Schedule {
    Schedule::compile(&document(zone, windows), Calendars::NONE, &zones()).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn edges(schedule: &Schedule, from: &str, to: &str) -> Vec<String> {
    schedule.edges(at(from), at(to)).map(|edge| format!("{} {:?}", edge.at, edge.wish)).collect()
}
