//! Zones with every kind of clock there is.

use super::*;

/// Thirty-four zones: changes of half an hour and of two, in either hemisphere, at midnight, in Ramadan, with a
/// negative summer time, without any; offsets of quarter hours; a skipped day; both ends of the date line.
pub(super) const ZONES: [&str; 34] = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Moscow",
    "Europe/Istanbul",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Havana",
    "America/Caracas",
    "America/Nuuk",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Antarctica/Troll",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Beirut",
    "Asia/Tokyo",
    "Asia/Pyongyang",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Australia/Eucla",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
];

/// The edges around a change of clocks of a daily period.
fn around(zone: &str, begin: &str, end: &str, from: &str, to: &str) -> Vec<String> {
    let period = serde_json::json!({ "zone": zone, "periods": [{ "begin": begin, "end": end }] });
    edges(&compiled(&read(period)), from, to)
}

#[test]
fn lord_howe_moves_its_clocks_by_half_an_hour() {
    // 2026-10-04: 02:00 becomes 02:30 at 15:30Z the day before.
    assert_eq!(
        around("Australia/Lord_Howe", "02:15", "04:00", "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z"),
        ["2026-10-03T15:30:00Z On", "2026-10-03T17:00:00Z Off"]
    );
    // 2026-04-05: 02:00 becomes 01:30 at 15:00Z the day before; 01:45 comes twice.
    assert_eq!(
        around("Australia/Lord_Howe", "01:45", "02:15", "2026-04-04T12:00:00Z", "2026-04-05T12:00:00Z"),
        ["2026-04-04T14:45:00Z On", "2026-04-04T15:45:00Z Off"]
    );
}

#[test]
fn chatham_is_three_quarters_of_an_hour_off() {
    // 2026-04-05: 03:45 becomes 02:45 at 14:00Z the day before.
    assert_eq!(
        around("Pacific/Chatham", "03:00", "03:30", "2026-04-04T12:00:00Z", "2026-04-05T12:00:00Z"),
        ["2026-04-04T13:15:00Z On", "2026-04-04T13:45:00Z Off"]
    );
}

#[test]
fn troll_moves_by_two_hours() {
    // 2026-03-29: 01:00 becomes 03:00 at 01:00Z. 2026-10-25: 03:00 becomes 01:00 at 01:00Z.
    assert_eq!(
        around("Antarctica/Troll", "01:30", "03:30", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
        ["2026-03-29T01:00:00Z On", "2026-03-29T01:30:00Z Off"]
    );
    assert_eq!(
        around("Antarctica/Troll", "01:30", "02:30", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"),
        ["2026-10-24T23:30:00Z On", "2026-10-25T00:30:00Z Off"]
    );
}

#[test]
fn dublin_has_a_negative_summer_time_and_casablanca_a_month_of_it() {
    // Dublin, 2026-10-25: 02:00 IST becomes 01:00 GMT at 01:00Z.
    assert_eq!(
        around("Europe/Dublin", "01:30", "02:30", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"),
        ["2026-10-25T00:30:00Z On", "2026-10-25T02:30:00Z Off"]
    );
    // Casablanca, Ramadan 2026: 03:00 becomes 02:00 on 2026-02-15 at 02:00Z.
    assert_eq!(
        around("Africa/Casablanca", "02:30", "03:15", "2026-02-14T12:00:00Z", "2026-02-15T12:00:00Z"),
        ["2026-02-15T01:30:00Z On", "2026-02-15T03:15:00Z Off"]
    );
}

#[test]
fn apia_skipped_a_day_and_kiritimati_is_a_day_ahead() {
    let period = serde_json::json!({
        "zone": "Pacific/Apia", "periods": [{ "days": { "month_days": "30" }, "begin": "00:00", "end": "24:00" }],
    });
    let edges_of_apia = edges(&compiled(&read(period)), "2011-12-05T00:00:00Z", "2012-01-20T00:00:00Z");
    assert_eq!(edges_of_apia, Vec::<String>::new(), "there was no 30th");
    assert_eq!(
        around("Pacific/Kiritimati", "00:00", "01:00", "2026-12-30T12:00:00Z", "2026-12-31T12:00:00Z"),
        ["2026-12-31T10:00:00Z On", "2026-12-31T11:00:00Z Off"]
    );
}

#[test]
fn clocks_that_change_at_midnight_begin_the_day_late() {
    // Santiago, 2026-09-06: 00:00 becomes 01:00 at 04:00Z.
    assert_eq!(
        around("America/Santiago", "00:00", "24:00", "2026-09-05T12:00:00Z", "2026-09-07T12:00:00Z"),
        Vec::<String>::new(),
        "on all day, every day"
    );
    assert_eq!(
        around("America/Santiago", "00:30", "08:00", "2026-09-05T20:00:00Z", "2026-09-06T20:00:00Z"),
        ["2026-09-06T04:00:00Z On", "2026-09-06T11:00:00Z Off"]
    );
}

#[test]
fn history_and_the_far_future_are_known() {
    // London kept summer time all year from 1968 to 1971.
    assert_eq!(
        around("Europe/London", "08:00", "09:00", "1971-01-04T00:00:00Z", "1971-01-05T00:00:00Z"),
        ["1971-01-04T07:00:00Z On", "1971-01-04T08:00:00Z Off"]
    );
    // The rule of today, in 2035 and 2199.
    for (year, day) in [(2035, "03-25"), (2199, "03-31")] {
        assert_eq!(
            around(
                "Europe/Berlin",
                "02:30",
                "04:00",
                &format!("{year}-{day}T00:00:00Z"),
                &format!("{year}-{day}T12:00:00Z")
            ),
            [format!("{year}-{day}T01:00:00Z On"), format!("{year}-{day}T02:00:00Z Off")]
        );
    }
}

#[test]
fn beyond_the_known_years_there_is_nothing() {
    let always = compiled(&read(serde_json::json!({ "zone": "Pacific/Kiritimati", "otherwise": "on" })));
    for (instant, wish) in [
        ("1969-06-01T00:00:00Z", Wish::HandsOff),
        ("1970-01-02T00:00:00Z", Wish::On),
        ("2200-12-31T00:00:00Z", Wish::On),
        ("2201-06-01T00:00:00Z", Wish::HandsOff),
        ("9999-01-01T00:00:00Z", Wish::HandsOff),
        ("-009999-01-10T00:00:00Z", Wish::HandsOff),
    ] {
        assert_eq!(always.wish_at(at(instant)), wish, "{instant}");
    }
    assert_eq!(always.next_edge(at("2026-01-01T00:00:00Z")), None);
}
