//! Every refused document names the field, the value, the rule and what works.

use super::*;

/// The field at fault and the message, from a document that must be refused.
fn refusal(json: serde_json::Value) -> (String, String) {
    let error = refused(&read(json));
    (error.field(), error.to_string())
}

#[test]
fn an_unknown_zone_suggests_the_nearest_names() {
    let (field, message) = refusal(serde_json::json!({ "zone": "Europe/Berln", "otherwise": "on" }));
    assert_eq!(field, "zone");
    let begins = "\"Europe/Berln\" is not an IANA time zone; did you mean Europe/Berlin, ";
    assert!(message.starts_with(begins), "{message}");
    let (_, message) = refusal(serde_json::json!({ "zone": "Middle-earth", "otherwise": "on" }));
    assert!(message.ends_with("use a name such as Europe/Berlin, America/New_York or UTC"), "{message}");
}

#[test]
fn an_empty_schedule_is_refused() {
    assert_eq!(refused(&ScheduleDocument::in_zone("UTC")), ScheduleError::Empty);
    let only_exceptions = serde_json::json!({
        "zone": "UTC", "exceptions": [{ "from": "2026-12-24T00:00", "to": "2026-12-25T00:00", "wish": "off" }],
    });
    assert!(refusal(only_exceptions).1.contains("\"otherwise\""));
}

#[test]
fn what_never_happens_is_refused() {
    let cases = [
        (
            serde_json::json!({ "windows": [{ "from": { "day": "tue", "time": "09:00" }, "to": { "day": "tue", "time": "09:00" } }] }),
            "windows[0]",
            "Tue 09:00 to Tue 09:00 never opens",
        ),
        (
            serde_json::json!({ "periods": [{ "begin": "09:00", "end": "09:00" }] }),
            "periods[0]",
            "for whole days use 00:00 to 24:00",
        ),
        (
            serde_json::json!({ "periods": [{ "days": { "month_days": "30-31", "months": "feb" }, "begin": "08:00", "end": "18:00" }] }),
            "periods[0].days",
            "\"days 30-31 in feb\" is no day of any year",
        ),
        (
            serde_json::json!({ "edges": [{ "days": { "weekdays": "mon#5", "months": "feb", "month_days": "1-28" }, "at": "08:00", "wish": "on" }] }),
            "edges[0].days",
            "is no day of any year",
        ),
        (
            serde_json::json!({ "cron": [{ "at": "cron(0 8 29 2 ? 2026)", "wish": "on" }] }),
            "cron[0].at",
            "cron(0 8 29 2 ? 2026) never fires from 1970 to 2200",
        ),
        (
            serde_json::json!({ "otherwise": "on", "freezes": [{ "from": "2026-12-24T00:00", "to": "2026-12-24T00:00" }] }),
            "freezes[0]",
            "the end must be after the beginning",
        ),
    ];
    for (part, expected, words) in cases {
        let mut document = serde_json::json!({ "zone": "UTC" });
        document.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
        let (field, message) = refusal(document);
        assert_eq!(field, expected, "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn contradictions_that_cannot_be_ordered_are_refused() {
    let (field, message) = refusal(serde_json::json!({
        "zone": "UTC",
        "edges": [{ "days": { "weekdays": "mon-fri" }, "at": "08:00", "wish": "on" }],
        "cron": [{ "at": "cron(0/30 8 ? * FRI *)", "wish": "off" }],
    }));
    assert_eq!(field, "cron[0]");
    assert!(
        message.starts_with("edges[0] and cron[0] contradict each other: both happen at 08:00 of one day"),
        "{message}"
    );

    let (field, message) = refusal(serde_json::json!({
        "zone": "UTC", "join_gap_minutes": 1, "edges": [{ "at": "08:00", "wish": "on" }],
    }));
    assert_eq!(field, "join_gap_minutes");
    assert!(message.contains("gaps are joined between windows, and edges leave none"), "{message}");

    let on_other_days = serde_json::json!({
        "zone": "UTC",
        "edges": [
            { "days": { "weekdays": "mon-thu" }, "at": "08:00", "wish": "on" },
            { "days": { "weekdays": "fri" }, "at": "08:00", "wish": "off" },
        ],
    });
    compiled(&read(on_other_days));

    let (field, message) = refusal(serde_json::json!({
        "zone": "UTC",
        "periods": [
            { "days": { "weekdays": "mon-fri" }, "begin": "08:00", "end": "18:00" },
            { "days": { "weekdays": "mon,tue,wed,thu,fri" }, "begin": "08:00", "end": "18:00", "wish": "off" },
        ],
    }));
    assert_eq!(field, "periods[1]");
    assert!(message.contains("the same days and times"), "{message}");
}

/// The 29th of February is a Monday in 2016 and 2044 and in no year between.
#[test]
fn edges_that_meet_once_in_a_lifetime_are_found() {
    let leap_days = |years: &str| {
        serde_json::json!({
            "zone": "UTC",
            "edges": [{ "days": { "weekdays": "mon" }, "at": "08:00", "wish": "off" }],
            "cron": [{ "at": format!("cron(0 8 29 2 ? {years})"), "wish": "on" }],
        })
    };
    compiled(&read(leap_days("2017-2043")));
    assert_eq!(refusal(leap_days("2017-2044")).0, "cron[0]");
    assert_eq!(refusal(leap_days("*")).0, "cron[0]");
}

/// Two thousand five hundred pairs, each of which could meet on any day of two centuries.
#[test]
fn many_edges_that_never_meet_are_let_through() {
    let edge = |day: &str, wish: &str| serde_json::json!({ "days": { "weekdays": day }, "at": "08:00", "wish": wish });
    let mut edges = vec![edge("mon", "on"); 50];
    edges.extend(vec![edge("tue", "off"); 50]);
    compiled(&read(serde_json::json!({ "zone": "UTC", "edges": edges })));
}

#[test]
fn limits_are_named() {
    let period = serde_json::json!({ "begin": "08:00", "end": "18:00" });
    let (field, message) = refusal(serde_json::json!({ "zone": "UTC", "periods": vec![period; 101] }));
    assert_eq!(
        (field.as_str(), message.as_str()),
        ("periods", "a schedule may have at most 100 periods, this one has 101")
    );
    let (field, message) = refusal(
        serde_json::json!({ "zone": "UTC", "otherwise": "on", "behaviour": { "start_lead_minutes": 121 } }),
    );
    assert_eq!(
        (field.as_str(), message.as_str()),
        ("behaviour.start_lead_minutes", "must be at most 120 minutes, is 121")
    );
}

#[test]
fn documents_that_do_not_read_say_why() {
    let message =
        |json: serde_json::Value| serde_json::from_value::<ScheduleDocument>(json).unwrap_err().to_string();
    for (json, words) in [
        (serde_json::json!({ "zone": "UTC", "color": "red" }), "unknown field `color`"),
        (
            serde_json::json!({ "zone": "UTC", "periods": [{ "begin": "24:00", "end": "24:00" }] }),
            "\"24:00\" must be a time from 00:00 to 23:59, such as 08:30",
        ),
        (
            serde_json::json!({ "zone": "UTC", "periods": [{ "begin": "08:00", "end": "00:00" }] }),
            "from 00:01 to 24:00, such as 18:00",
        ),
        (serde_json::json!({ "zone": "UTC", "periods": [{ "begin": "08:00" }] }), "missing field `end`"),
        (
            serde_json::json!({ "zone": "UTC", "freezes": [{ "from": "1969-12-31T23:59", "to": "1970-01-01T00:00" }] }),
            "years 1970 to 2200",
        ),
        (
            serde_json::json!({ "zone": "UTC", "freezes": [{ "from": "2026-12-24T00:00Z", "to": "2026-12-25T00:00" }] }),
            "such as 2026-12-24T12:00",
        ),
        (
            serde_json::json!({ "zone": "UTC", "freezes": [{ "from": "2026-12-24T00:00:30", "to": "2026-12-25T00:00" }] }),
            "whole minute",
        ),
        (
            serde_json::json!({ "zone": "UTC", "cron": [{ "at": "cron(0 8 ? * MON-FRI *)", "wish": "hands-off" }] }),
            "unknown variant",
        ),
    ] {
        let message = message(json.clone());
        assert!(message.contains(words), "{json}: {message}");
    }
}
