//! Weekly windows, and what gaps, folds and skipped days do to them.

use super::*;

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
