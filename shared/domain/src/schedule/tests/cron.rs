//! Cron expressions in EventBridge's syntax.

use super::*;

fn cron(start: &str, stop: &str) -> Schedule {
    compiled(&read(serde_json::json!({
        "zone": "Europe/Berlin",
        "cron": [{ "at": start, "wish": "on" }, { "at": stop, "wish": "off" }],
    })))
}

#[test]
fn weekdays_are_counted_from_sunday() {
    for start in ["cron(0 8 ? * MON-FRI *)", "0 8 ? * 2-6 *", "cron(0 8 ? * mon,tue,wed,THU,6 *)"] {
        let schedule = cron(start, "cron(30 18 ? * 2-6 *)");
        assert_eq!(
            edges(&schedule, "2026-11-20T00:00:00Z", "2026-11-24T00:00:00Z"),
            [
                "2026-11-20T07:00:00Z On",
                "2026-11-20T17:30:00Z Off",
                "2026-11-23T07:00:00Z On",
                "2026-11-23T17:30:00Z Off"
            ],
            "{start}"
        );
        assert_eq!(schedule.wish_at(at("2026-11-22T12:00:00Z")), Wish::Off, "the last edge holds for days");
    }
}

#[test]
fn last_days_nearest_workdays_and_numbered_weekdays() {
    // October 2026 ends on a Saturday; the 15th of August 2026 is one.
    let schedule = cron("cron(0 6 L * ? *)", "cron(0 20 ? * 6#1 *)");
    assert_eq!(
        edges(&schedule, "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z"),
        [
            "2026-10-02T18:00:00Z Off",
            "2026-10-31T05:00:00Z On",
            "2026-11-06T19:00:00Z Off",
            "2026-11-30T05:00:00Z On"
        ],
    );
    let schedule = cron("cron(0 6 15W * ? *)", "cron(0 20 ? * 6L *)");
    assert_eq!(
        edges(&schedule, "2026-08-01T00:00:00Z", "2026-09-01T00:00:00Z"),
        ["2026-08-14T04:00:00Z On", "2026-08-28T18:00:00Z Off"],
    );
}

#[test]
fn years_are_respected_and_the_last_edge_is_remembered_across_them() {
    let schedule = cron("cron(0 0 1 1 ? 2026-2027)", "cron(0 0 1 7 ? 2026)");
    assert_eq!(schedule.wish_at(at("2025-06-01T00:00:00Z")), Wish::HandsOff, "nothing has happened yet");
    assert_eq!(schedule.wish_at(at("2026-12-31T00:00:00Z")), Wish::Off);
    assert_eq!(schedule.wish_at(at("2150-06-01T00:00:00Z")), Wish::On);
    assert_eq!(schedule.next_edge(at("2027-01-01T00:00:00Z")), None);
}

#[test]
fn a_rare_expression_finds_its_next_edge_decades_away() {
    // The 29th of February is a Sunday in 2032 and in 2060.
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC",
        "edges": [{ "days": { "weekdays": "sun", "month_days": "29", "months": "feb" }, "at": "12:00", "wish": "on" }],
    })));
    let edge = schedule.next_edge(at("2032-03-01T00:00:00Z")).unwrap();
    // One-sided: hands off before it, on that day only.
    assert_eq!((edge.at, edge.wish), (at("2060-02-29T12:00:00Z"), Wish::On));
}

#[test]
fn an_expression_is_refused_with_its_rule() {
    let refused = |text: &str| text.parse::<CronExpression>().unwrap_err().to_string();
    assert_eq!(
        refused("cron(0 8 * * MON *)"),
        "\"cron(0 8 * * MON *)\" must have ? in exactly one of day-of-month and day-of-week; write for example cron(0 8 \
         ? * MON-FRI *)"
    );
    assert!(refused("0 8 ? * MON").contains("six fields"));
    assert!(refused("0 0 8 ? * MON *").contains("this one has 7"));
    assert!(refused("cron(0 8 ? * MON *").contains("not closed"));
    assert!(refused("60 8 ? * MON *").contains("from 0 to 59"));
    assert!(refused("0 8 ? * 0 *").contains("from 1 to 7"));
    assert!(refused("0 8 ? * MON 1969").contains("from 1970 to 2200"));
}
