//! One-sided and two-sided edges, off-windows, `otherwise`, joined gaps: what holds when nothing else does.

use super::*;

fn wishes(schedule: &Schedule, instants: &[&str]) -> Vec<Wish> {
    instants.iter().map(|instant| schedule.wish_at(at(instant))).collect()
}

#[test]
fn a_start_alone_holds_until_midnight_and_leaves_the_rest_alone() {
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC", "edges": [{ "days": { "weekdays": "mon-fri" }, "at": "08:00", "wish": "on" }],
    })));
    // A Friday, and the Saturday after it.
    assert_eq!(
        edges(&schedule, "2026-11-20T06:00:00Z", "2026-11-23T00:00:00Z"),
        ["2026-11-20T08:00:00Z On", "2026-11-21T00:00:00Z HandsOff"]
    );
}

#[test]
fn a_stop_alone_never_starts_anything() {
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC", "cron": [{ "at": "cron(0 19 ? * * *)", "wish": "off" }],
    })));
    let mut day = schedule.edges(at("2026-11-20T00:00:00Z"), at("2026-12-20T00:00:00Z"));
    assert!(day.all(|edge| edge.wish != Wish::On));
    assert_eq!(
        wishes(&schedule, &["2026-11-20T18:59:59Z", "2026-11-20T19:00:00Z", "2026-11-21T00:00:00Z"]),
        [Wish::HandsOff, Wish::Off, Wish::HandsOff]
    );
}

#[test]
fn a_start_and_a_stop_hold_until_the_other() {
    // Started in the evening, stopped in the morning: the night is on, and so is the weekend's.
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC",
        "edges": [
            { "days": { "weekdays": "mon-fri" }, "at": "20:00", "wish": "on" },
            { "days": { "weekdays": "tue-sat" }, "at": "06:00", "wish": "off" },
        ],
    })));
    assert_eq!(
        edges(&schedule, "2026-11-20T00:00:00Z", "2026-11-24T12:00:00Z"),
        [
            "2026-11-20T06:00:00Z Off",
            "2026-11-20T20:00:00Z On",
            "2026-11-21T06:00:00Z Off",
            "2026-11-23T20:00:00Z On",
            "2026-11-24T06:00:00Z Off"
        ]
    );
}

#[test]
fn off_windows_alone_leave_the_rest_on() {
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC",
        "windows": [{ "from": { "day": "fri", "time": "18:00" }, "to": { "day": "mon", "time": "07:00" }, "wish": "off" }],
    })));
    assert_eq!(wishes(&schedule, &["2026-11-18T03:00:00Z", "2026-11-22T12:00:00Z"]), [Wish::On, Wish::Off]);
}

#[test]
fn off_beats_on_and_on_beats_hands_off() {
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC",
        "periods": [
            { "begin": "06:00", "end": "22:00" },
            { "begin": "12:00", "end": "13:00", "wish": "off" },
            { "begin": "05:00", "end": "07:00", "wish": "hands-off" },
        ],
    })));
    assert_eq!(
        wishes(
            &schedule,
            &["2026-11-20T05:30:00Z", "2026-11-20T06:30:00Z", "2026-11-20T12:30:00Z", "2026-11-20T23:00:00Z"]
        ),
        [Wish::HandsOff, Wish::On, Wish::Off, Wish::Off]
    );
}

#[test]
fn a_period_over_midnight_belongs_to_the_day_it_begins_on() {
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC", "periods": [{ "days": { "month_days": "L" }, "begin": "22:00", "end": "06:00" }],
    })));
    assert_eq!(
        edges(&schedule, "2026-12-30T00:00:00Z", "2027-01-30T00:00:00Z"),
        ["2026-12-31T22:00:00Z On", "2027-01-01T06:00:00Z Off"]
    );
}

#[test]
fn gaps_of_a_minute_are_joined_also_over_midnight_and_new_year() {
    let schedule = compiled(&read(serde_json::json!({
        "zone": "UTC", "join_gap_minutes": 1,
        "periods": [
            { "name": "evening", "begin": "19:00", "end": "23:59" },
            { "name": "morning", "begin": "00:00", "end": "07:00" },
            { "name": "noon", "begin": "12:00", "end": "13:00" },
            { "name": "afternoon", "begin": "13:02", "end": "14:00" },
        ],
    })));
    assert_eq!(
        edges(&schedule, "2026-12-31T12:30:00Z", "2027-01-01T12:00:00Z"),
        [
            "2026-12-31T13:00:00Z Off",
            "2026-12-31T13:02:00Z On",
            "2026-12-31T14:00:00Z Off",
            "2026-12-31T19:00:00Z On",
            "2027-01-01T07:00:00Z Off"
        ]
    );
    assert_eq!(
        schedule.state_at(at("2026-12-31T23:59:30Z")).cause,
        Cause::Period(1),
        "named for what follows"
    );
}

#[test]
fn templates_compile_and_say_what_their_description_says() {
    let found = templates("Europe/Berlin");
    let keys: Vec<&str> = found.iter().map(|template| template.key).collect();
    assert_eq!(
        keys,
        [
            "business-hours",
            "extended-hours",
            "overnight-batch",
            "weekend-off",
            "weekdays-only",
            "always-off",
            "always-on",
            "hands-off",
        ]
    );
    // A week without a change of clocks.
    let (from, to) = (at("2026-11-08T23:00:00Z"), at("2026-11-15T23:00:00Z"));
    let hours: Vec<i64> =
        found.iter().map(|template| compiled(&template.document).hours_on(from, to).as_hours()).collect();
    assert_eq!(hours, [50, 80, 70, 120, 120, 0, 168, 0]);
    let hands_off = compiled(&found[7].document);
    assert_eq!(hands_off.wish_at(from), Wish::HandsOff);
}

#[test]
fn hours_are_real_time() {
    let nights = compiled(&read(serde_json::json!({
        "zone": "Europe/Berlin", "periods": [{ "begin": "00:00", "end": "06:00" }],
    })));
    let hours = |day: &str| {
        let from = at(&format!("{day}T12:00:00Z"));
        nights.hours_on(from, from + jiff::SignedDuration::from_hours(24)).as_hours()
    };
    assert_eq!([hours("2026-10-20"), hours("2026-10-24"), hours("2026-03-28")], [6, 7, 5]);
}
