use jiff::{Timestamp, ToSpan, tz::TimeZoneDatabase};
use proptest::prelude::*;

use super::*;

fn zones() -> TimeZoneDatabase {
    TimeZoneDatabase::bundled()
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

#[test]
fn business_hours_in_berlin() {
    let schedule = schedule("Europe/Berlin", "mon 09:00-mon 17:00");
    assert_eq!(schedule.wish_at(at("2026-01-05T07:59:59Z")), Wish::Off);
    assert_eq!(schedule.wish_at(at("2026-01-05T08:00:00Z")), Wish::On);
    assert_eq!(schedule.wish_at(at("2026-01-05T16:00:00Z")), Wish::Off);
    let next = schedule.next_edge(at("2026-01-05T08:00:00Z")).unwrap();
    assert_eq!((next.at, next.wish), (at("2026-01-05T16:00:00Z"), Wish::Off));
}

#[test]
fn a_window_may_cross_the_week_end() {
    let schedule = schedule("UTC", "fri 18:00-mon 07:00");
    assert_eq!(
        edges(&schedule, "2026-01-02T00:00:00Z", "2026-01-10T00:00:00Z"),
        ["2026-01-02T18:00:00Z On", "2026-01-05T07:00:00Z Off", "2026-01-09T18:00:00Z On"]
    );
    assert_eq!(schedule.wish_at(at("2026-01-04T12:00:00Z")), Wish::On);
}

#[test]
fn touching_windows_are_one() {
    let schedule = schedule("UTC", "sun 12:00-mon 00:00, mon 00:00-mon 12:00");
    assert_eq!(
        edges(&schedule, "2026-01-04T00:00:00Z", "2026-01-06T00:00:00Z"),
        ["2026-01-04T12:00:00Z On", "2026-01-05T12:00:00Z Off"]
    );
}

#[test]
fn a_whole_week_has_no_edge() {
    let always = schedule("UTC", "mon 00:00-sun 12:00, sun 11:00-mon 01:00");
    assert_eq!(always.wish_at(at("2026-01-04T23:59:59Z")), Wish::On);
    assert_eq!(always.next_edge(at("2026-01-04T23:59:59Z")), None);
}

#[test]
fn an_edge_in_a_gap_happens_right_after_it() {
    // New York, 2026-03-08: 02:00 EST becomes 03:00 EDT at 07:00Z.
    let schedule = schedule("America/New_York", "sun 02:15-sun 02:45, sun 02:30-sun 04:00");
    assert_eq!(
        edges(&schedule, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z"),
        ["2026-03-08T07:00:00Z On", "2026-03-08T08:00:00Z Off"]
    );
}

#[test]
fn a_window_inside_a_gap_does_not_open() {
    let schedule = schedule("America/New_York", "sun 02:15-sun 02:45");
    assert_eq!(edges(&schedule, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z"), Vec::<String>::new());
    assert_eq!(schedule.next_edge(at("2026-03-08T00:00:00Z")).unwrap().at, at("2026-03-15T06:15:00Z"));
}

#[test]
fn windows_squeezed_together_by_a_gap_do_not_flap() {
    let schedule = schedule("America/New_York", "sun 01:00-sun 02:10, sun 02:50-sun 04:00");
    assert_eq!(
        edges(&schedule, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z"),
        ["2026-03-08T06:00:00Z On", "2026-03-08T08:00:00Z Off"]
    );
}

#[test]
fn a_window_runs_once_through_a_fold() {
    // New York, 2026-11-01: 02:00 EDT becomes 01:00 EST at 06:00Z; 01:30 happens at 05:30Z and 06:30Z.
    let into = schedule("America/New_York", "sun 00:30-sun 01:30");
    assert_eq!(
        edges(&into, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"),
        ["2026-11-01T04:30:00Z On", "2026-11-01T05:30:00Z Off"]
    );
    let out_of = schedule("America/New_York", "sun 01:30-sun 02:30");
    assert_eq!(
        edges(&out_of, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"),
        ["2026-11-01T05:30:00Z On", "2026-11-01T07:30:00Z Off"]
    );
}

#[test]
fn a_skipped_day_is_a_gap() {
    // Apia had no 2011-12-30: after 2011-12-29T24:00 came 2011-12-31T00:00, at 10:00Z on the 30th.
    let schedule = schedule("Pacific/Apia", "fri 09:00-fri 17:00, fri 20:00-sat 06:00");
    assert_eq!(
        edges(&schedule, "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z"),
        ["2011-12-30T10:00:00Z On", "2011-12-30T16:00:00Z Off"]
    );
}

#[test]
fn refusals_say_what_to_do() {
    let refused =
        |document: &ScheduleDocument| Schedule::compile(document, Calendars::NONE, &zones()).unwrap_err();
    let error = refused(&document("Europe/Berln", "mon 09:00-mon 17:00"));
    assert_eq!(error.field(), "zone");
    assert!(error.to_string().contains("Europe/Berlin"), "{error}");
    let error = refused(&document("UTC", "mon 09:00-mon 17:00, tue 09:00-tue 09:00"));
    assert_eq!(error.field(), "windows[1]");
    assert!(error.to_string().contains("never opens"), "{error}");
    assert_eq!(refused(&ScheduleDocument::in_zone("UTC")), ScheduleError::Empty);
}

#[test]
fn documents_refuse_unknown_fields_and_24_00() {
    let with = |time: &str| {
        format!(
            r#"{{"zone":"UTC","windows":[{{"from":{{"day":"mon","time":"08:00"}},"to":{{"day":"mon","time":"{time}"}}}}]}}"#
        )
    };
    assert!(serde_json::from_str::<ScheduleDocument>(&with("18:00")).is_ok());
    assert!(serde_json::from_str::<ScheduleDocument>(&with("24:00")).is_err());
    assert!(
        serde_json::from_str::<ScheduleDocument>(r#"{"zone":"UTC","windows":[],"color":"red"}"#).is_err()
    );
}

fn any_window() -> impl Strategy<Value = WeeklyWindow> {
    let point = (0..7_u8, 0..1440_u16).prop_map(|(day, minute)| TimeOfWeek {
        day: [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun][day as usize],
        time: format!("{:02}:{:02}", minute / 60, minute % 60).parse().unwrap(),
    });
    (point.clone(), point).prop_filter("opens", |(from, to)| from != to).prop_map(|(from, to)| WeeklyWindow {
        name: None,
        from,
        to,
        wish: Wish::On,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Walking three days minute by minute sees a change of wish exactly at the edges, in zones with
    /// every kind of transition.
    #[test]
    fn edges_agree_with_a_walk_of_the_wish(
        zone in prop::sample::select(vec![
            "UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Chatham",
            "Antarctica/Troll", "Africa/Casablanca", "Pacific/Kiritimati", "Asia/Kathmandu",
        ]),
        windows in prop::collection::vec(any_window(), 1..5),
        hour in 0..(24 * 365 * 30_i64),
    ) {
        let schedule = Schedule::compile(&ScheduleDocument { windows, ..ScheduleDocument::in_zone(zone) }, Calendars::NONE, &zones()).unwrap();
        let from = at("2010-01-01T00:00:00Z") + hour.hours();
        let to = from + 72.hours();
        let mut walked = Vec::new();
        let mut wish = schedule.wish_at(from - 1.minute());
        let mut t = from;
        while t < to {
            let now = schedule.wish_at(t);
            if now != wish {
                walked.push((t, now));
                wish = now;
            }
            t += 1.minute();
        }
        let found: Vec<_> = schedule.edges(from, to).map(|edge| (edge.at, edge.wish)).collect();
        prop_assert_eq!(&found, &walked);
        if let Some(first) = walked.iter().find(|(at, _)| *at > from) {
            prop_assert_eq!(schedule.next_edge(from).map(|edge| (edge.at, edge.wish)), Some(*first));
        }
    }

    /// A document survives being stored and read.
    #[test]
    fn a_document_reads_back(windows in prop::collection::vec(any_window(), 1..5)) {
        let document = ScheduleDocument { windows, ..ScheduleDocument::in_zone("Asia/Tokyo") };
        let stored = serde_json::to_string(&document).unwrap();
        prop_assert_eq!(serde_json::from_str::<ScheduleDocument>(&stored).unwrap(), document);
    }
}
