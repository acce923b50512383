//! A slow reference, written from the rules alone: it shares no table, clock or matcher with the real thing.
//!
//! A [`Model`] is generated, written as a document for the real thing, and asked minute by minute.

use std::collections::HashMap;

use jiff::{
    SignedDuration, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use proptest::prelude::*;

use super::*;

/// Days, by a rule that is checked on the calendar itself.
#[derive(Debug, Clone)]
pub(super) enum Days {
    Every,
    OfWeek(Vec<i8>),
    Nth(i8, i8),
    LastOf(i8),
    OfMonth(Vec<i8>),
    BeforeLast(i8),
    Nearest(i8),
    WeekdayInMonths(i8, Vec<i8>),
}

#[derive(Debug, Clone)]
pub(super) struct Hours {
    days: Days,
    begin: i64,
    end: i64,
    wish: Wish,
}

/// What a document of ours can say, as plainly as possible. Times are minutes.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) zone: &'static str,
    otherwise: Option<Wish>,
    /// Beginning and length within the week.
    windows: Vec<(i64, i64, Wish)>,
    hours: Vec<Hours>,
    edges: Vec<(Days, i64, bool)>,
    /// Beginning, in minutes since the start of the year under test, and length.
    exceptions: Vec<(i64, i64, Wish)>,
    join_gap: i64,
    pub(super) year: i16,
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Days {
    fn filter(&self) -> serde_json::Value {
        let list = |days: &[i8]| days.iter().map(i8::to_string).collect::<Vec<_>>().join(",");
        let name = |day: i8| NAMES[day as usize];
        match self {
            Self::Every => serde_json::json!({}),
            Self::OfWeek(days) => {
                let days: Vec<_> = days.iter().map(|day| name(*day)).collect();
                serde_json::json!({ "weekdays": days.join(",") })
            }
            Self::Nth(day, n) => serde_json::json!({ "weekdays": format!("{}#{n}", name(*day)) }),
            Self::LastOf(day) => serde_json::json!({ "weekdays": format!("{}L", name(*day)) }),
            Self::OfMonth(days) => serde_json::json!({ "month_days": list(days) }),
            Self::BeforeLast(0) => serde_json::json!({ "month_days": "L" }),
            Self::BeforeLast(days) => serde_json::json!({ "month_days": format!("L-{days}") }),
            Self::Nearest(day) => serde_json::json!({ "month_days": format!("{day}W") }),
            Self::WeekdayInMonths(day, months) => {
                serde_json::json!({ "weekdays": name(*day), "months": list(months) })
            }
        }
    }

    fn include(&self, date: Date) -> bool {
        let weekday = date.weekday().to_monday_zero_offset();
        match self {
            Self::Every => true,
            Self::OfWeek(days) => days.contains(&weekday),
            Self::Nth(day, n) => {
                let so_far = (1..=date.day()).filter(|d| weekday_of(date, *d) == *day).count();
                weekday == *day && so_far == *n as usize
            }
            Self::LastOf(day) => {
                weekday == *day
                    && (date.day() + 1..=date.days_in_month()).all(|d| weekday_of(date, d) != *day)
            }
            Self::OfMonth(days) => days.contains(&date.day()),
            Self::BeforeLast(days) => date.day() + days == date.days_in_month(),
            Self::Nearest(wanted) => {
                *wanted <= date.days_in_month() && {
                    let workdays = (1..=date.days_in_month()).filter(|d| weekday_of(date, *d) < 5);
                    workdays.min_by_key(|d| (d - wanted).abs()) == Some(date.day())
                }
            }
            Self::WeekdayInMonths(day, months) => weekday == *day && months.contains(&date.month()),
        }
    }
}

fn weekday_of(month: Date, day: i8) -> i8 {
    Date::new(month.year(), month.month(), day).unwrap().weekday().to_monday_zero_offset()
}

fn word(wish: Wish) -> &'static str {
    match wish {
        Wish::On => "on",
        Wish::Off => "off",
        Wish::HandsOff => "hands-off",
    }
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl Model {
    /// The document that says the same.
    pub(super) fn document(&self) -> ScheduleDocument {
        let point = |minute: i64| {
            let minute = minute % 10_080;
            serde_json::json!({ "day": NAMES[(minute / 1440) as usize], "time": clock(minute % 1440) })
        };
        let window = |(from, length, wish): &(i64, i64, Wish)| serde_json::json!({ "from": point(*from), "to": point(from + length), "wish": word(*wish) });
        let hours = |hours: &Hours| {
            serde_json::json!({
                "days": hours.days.filter(), "begin": clock(hours.begin), "end": clock(hours.end), "wish": word(hours.wish),
            })
        };
        let edge = |(days, minute, on): &(Days, i64, bool)| serde_json::json!({ "days": days.filter(), "at": clock(*minute), "wish": if *on { "on" } else { "off" } });
        let exception = |(from, length, wish): &(i64, i64, Wish)| {
            let at = |minute: i64| self.local(minute).strftime("%Y-%m-%dT%H:%M").to_string();
            serde_json::json!({ "from": at(*from), "to": at(from + length), "wish": word(*wish) })
        };
        let mut document = serde_json::json!({
            "zone": self.zone,
            "windows": self.windows.iter().map(window).collect::<Vec<_>>(),
            "periods": self.hours.iter().map(hours).collect::<Vec<_>>(),
            "edges": self.edges.iter().map(edge).collect::<Vec<_>>(),
            "exceptions": self.exceptions.iter().map(exception).collect::<Vec<_>>(),
            "join_gap_minutes": self.join_gap,
        });
        if let Some(wish) = self.otherwise {
            document["otherwise"] = word(wish).into();
        }
        read(document)
    }

    fn local(&self, minute: i64) -> DateTime {
        jiff::civil::date(self.year, 1, 1).at(0, 0, 0, 0).checked_add(minute.minutes()).unwrap()
    }

    fn otherwise(&self) -> Wish {
        let said: Vec<Wish> =
            self.windows.iter().map(|w| w.2).chain(self.hours.iter().map(|hours| hours.wish)).collect();
        match self.otherwise {
            Some(wish) => wish,
            None if said.contains(&Wish::On) => Wish::Off,
            None if !said.is_empty() && said.iter().all(|wish| *wish == Wish::Off) => Wish::On,
            None => Wish::HandsOff,
        }
    }
}

/// Answers for one model, day by day remembered.
pub(super) struct Reference<'a> {
    model: &'a Model,
    zone: TimeZone,
    days: HashMap<Date, Vec<(i64, bool)>>,
}

impl<'a> Reference<'a> {
    pub(super) fn of(model: &'a Model) -> Self {
        Self { model, zone: zones().get(model.zone).unwrap(), days: HashMap::new() }
    }

    /// What is wished at every minute from an instant on.
    pub(super) fn walk(&mut self, from: Timestamp, minutes: i64) -> Vec<Wish> {
        // A clock that only runs forward: the latest reading of the last day and a half.
        let start = from - SignedDuration::from_hours(36);
        let mut latest = self.zone.to_datetime(start);
        let mut wishes = Vec::new();
        for minute in 0..36 * 60 + minutes {
            let at = start + SignedDuration::from_mins(minute);
            let shown = self.zone.to_datetime(at);
            // What the clock showed in the last second before it was put back counts on.
            let before = self.zone.to_datetime(at - SignedDuration::from_secs(1));
            latest = latest.max(shown).max(before);
            if minute >= 36 * 60 {
                wishes.push(self.wish(latest));
            }
        }
        wishes
    }

    fn wish(&mut self, wall: DateTime) -> Wish {
        let state = self.state(wall);
        let gap = self.model.join_gap;
        if gap == 0 || state != (Wish::Off, true) {
            return state.0;
        }
        let mut side = |step: i64| {
            (1..=gap).find(|minutes| {
                self.state(wall.checked_add((step * minutes).minutes()).unwrap()) != (Wish::Off, true)
            })
        };
        let (Some(before), Some(after)) = (side(-1), side(1)) else { return state.0 };
        let neighbours =
            [-before, after].map(|minutes| self.state(wall.checked_add(minutes.minutes()).unwrap()).0);
        if before + after - 1 <= gap && neighbours == [Wish::On, Wish::On] { Wish::On } else { state.0 }
    }

    /// The wish at a reading of the clock, and whether nothing but `otherwise` says so.
    fn state(&mut self, wall: DateTime) -> (Wish, bool) {
        let model = self.model;
        let covers =
            |from: DateTime, length: i64| from <= wall && wall < from.checked_add(length.minutes()).unwrap();
        let exceptions =
            model.exceptions.iter().filter(|(from, length, _)| covers(model.local(*from), *length));
        if let Some((.., wish)) = exceptions.min_by_key(|(_, length, _)| *length) {
            return (*wish, false);
        }
        let mut claims = Vec::new();
        for back in 0..9 {
            let date = wall.date().checked_sub((back as i64).days()).unwrap();
            let midnight = date.at(0, 0, 0, 0);
            let weekday = i64::from(date.weekday().to_monday_zero_offset());
            for (from, length, wish) in &model.windows {
                if from / 1440 == weekday
                    && covers(midnight.checked_add((from % 1440).minutes()).unwrap(), *length)
                {
                    claims.push(*wish);
                }
            }
            for hours in &model.hours {
                let length = if hours.end > hours.begin { hours.end } else { hours.end + 1440 } - hours.begin;
                if hours.days.include(date)
                    && covers(midnight.checked_add(hours.begin.minutes()).unwrap(), length)
                {
                    claims.push(hours.wish);
                }
            }
        }
        match [Wish::Off, Wish::On, Wish::HandsOff].into_iter().find(|wish| claims.contains(wish)) {
            Some(wish) => (wish, false),
            None => self.by_edges(wall),
        }
    }

    fn by_edges(&mut self, wall: DateTime) -> (Wish, bool) {
        let otherwise = (self.model.otherwise(), true);
        let wish = |on: bool| (if on { Wish::On } else { Wish::Off }, false);
        let minute = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
        let one_sided =
            self.model.edges.iter().all(|(.., on)| *on) || self.model.edges.iter().all(|(.., on)| !*on);
        let today = self.edges_of(wall.date()).to_vec();
        if let Some((_, on)) = today.iter().rev().find(|(at, _)| *at <= minute) {
            return wish(*on);
        }
        if self.model.edges.is_empty() {
            return otherwise;
        }
        if one_sided {
            return if today.is_empty() { otherwise } else { (Wish::HandsOff, false) };
        }
        let mut date = wall.date();
        // Every kind of day that is generated comes again within a year and a half.
        for _ in 0..550 {
            date = date.yesterday().unwrap();
            if date.year() < FIRST_YEAR {
                break;
            }
            if let Some((_, on)) = self.edges_of(date).last() {
                return wish(*on);
            }
        }
        otherwise
    }

    fn edges_of(&mut self, date: Date) -> &[(i64, bool)] {
        let model = self.model;
        self.days.entry(date).or_insert_with(|| {
            let mut edges: Vec<(i64, bool)> = model
                .edges
                .iter()
                .filter(|(days, ..)| days.include(date))
                .map(|(_, minute, on)| (*minute, *on))
                .collect();
            edges.sort_unstable();
            edges
        })
    }
}

fn any_days() -> impl Strategy<Value = Days> {
    let several = |range: std::ops::Range<i8>, most| {
        prop::collection::btree_set(range, 1..most).prop_map(|set| set.into_iter().collect::<Vec<i8>>())
    };
    prop_oneof![
        2 => Just(Days::Every),
        3 => several(0..7, 6).prop_map(Days::OfWeek),
        1 => (0..7_i8, 1..6_i8).prop_map(|(day, n)| Days::Nth(day, n)),
        1 => (0..7_i8).prop_map(Days::LastOf),
        2 => several(1..32, 8).prop_map(Days::OfMonth),
        1 => (0..20_i8).prop_map(Days::BeforeLast),
        1 => (1..32_i8).prop_map(Days::Nearest),
        1 => (0..7_i8, several(1..13, 6)).prop_map(|(day, months)| Days::WeekdayInMonths(day, months)),
    ]
}

fn any_wish() -> impl Strategy<Value = Wish> {
    prop::sample::select(vec![Wish::On, Wish::On, Wish::Off, Wish::HandsOff])
}

/// Schedules of all kinds in all zones of interest, in years from 1972 to 2199.
pub(super) fn any_model() -> impl Strategy<Value = Model> {
    let window = (0..10_080_i64, 1..10_080_i64, any_wish());
    let hours = (any_days(), 0..1440_i64, 1..1441_i64, any_wish())
        .prop_filter("opens", |(_, begin, end, _)| begin != end)
        .prop_map(|(days, begin, end, wish)| Hours { days, begin, end, wish });
    // Starts at even minutes and stops at odd ones never meet.
    let edge = (any_days(), 0..720_i64, any::<bool>())
        .prop_map(|(days, half, on)| (days, half * 2 + i64::from(!on), on));
    // Exceptions of equal wish may overlap as they like.
    let exceptions = (prop::collection::vec((0..500_000_i64, 1..5_000_i64), 0..3), any_wish())
        .prop_map(|(ranges, wish)| ranges.into_iter().map(|(from, length)| (from, length, wish)).collect());
    (
        prop::sample::select(&super::zones::ZONES[..]),
        prop::option::of(any_wish()),
        prop::collection::vec(window, 0..3),
        prop::collection::vec(hours, 0..4),
        prop::collection::vec(edge, 0..4),
        exceptions,
        prop::sample::select(vec![0_i64, 0, 1, 5, 60]),
        prop_oneof![Just(2026_i16), 1972..2200_i16, 2026..2040_i16],
    )
        .prop_map(|(zone, otherwise, windows, hours, edges, exceptions, join_gap, year)| Model {
            zone,
            otherwise,
            windows,
            hours,
            // Gaps between windows and edges do not go together.
            join_gap: if edges.is_empty() { join_gap } else { 0 },
            edges,
            exceptions,
            year,
        })
        .prop_filter("says something", |model| {
            Schedule::compile(&model.document(), Calendars::NONE, &zones()).is_ok()
        })
}
