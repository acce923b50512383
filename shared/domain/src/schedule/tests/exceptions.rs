//! Dated exceptions and change freezes.

use super::*;

fn office(more: serde_json::Value) -> ScheduleDocument {
    let mut document = serde_json::json!({
        "zone": "Europe/Berlin",
        "periods": [{ "name": "office", "days": { "weekdays": "mon-fri" }, "begin": "08:00", "end": "18:00" }],
    });
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    read(document)
}

#[test]
fn an_exception_replaces_the_week_to_the_minute() {
    let schedule = compiled(&office(serde_json::json!({
        "exceptions": [
            { "name": "Company holidays", "from": "2026-12-24T12:00", "to": "2027-01-02T00:00", "wish": "off" },
            { "name": "Stock-taking", "from": "2026-12-29T09:30", "to": "2026-12-29T11:00", "wish": "on" },
        ],
    })));
    assert_eq!(
        edges(&schedule, "2026-12-24T00:00:00Z", "2027-01-05T00:00:00Z"),
        [
            "2026-12-24T07:00:00Z On",
            "2026-12-24T11:00:00Z Off",
            "2026-12-29T08:30:00Z On",
            "2026-12-29T10:00:00Z Off",
            "2027-01-04T07:00:00Z On",
            "2027-01-04T17:00:00Z Off"
        ]
    );
    let explanation = schedule.explain(at("2026-12-28T10:00:00Z"));
    assert_eq!(
        explanation.sentence,
        "Off, by exception \"Company holidays\" (2026-12-24T12:00 to 2027-01-02T00:00). Next: on at Tue \
         2026-12-29 09:30 +01:00, by exception \"Stock-taking\" (2026-12-29T09:30 to 2026-12-29T11:00)."
    );
}

#[test]
fn a_freeze_leaves_everything_as_it_is() {
    let schedule = compiled(&office(serde_json::json!({
        "freezes": [{ "name": "Year end", "from": "2026-12-21T12:00", "to": "2026-12-22T12:00" }],
        "exceptions": [{ "from": "2026-12-21T00:00", "to": "2026-12-23T00:00", "wish": "off" }],
    })));
    assert_eq!(
        edges(&schedule, "2026-12-21T00:00:00Z", "2026-12-23T12:00:00Z"),
        ["2026-12-21T11:00:00Z HandsOff", "2026-12-22T11:00:00Z Off", "2026-12-23T07:00:00Z On"]
    );
    assert!(
        schedule
            .explain(at("2026-12-22T00:00:00Z"))
            .sentence
            .starts_with("Hands off, by change freeze \"Year end\"")
    );
}

#[test]
fn an_exception_in_a_gap_or_a_fold_keeps_the_rules_of_edges() {
    // Berlin, 2026-03-29: 02:00 becomes 03:00 at 01:00Z. 2026-10-25: 03:00 becomes 02:00 at 01:00Z.
    let schedule = compiled(&office(serde_json::json!({
        "exceptions": [
            { "from": "2026-03-29T02:30", "to": "2026-03-29T04:00", "wish": "on" },
            { "from": "2026-10-25T02:30", "to": "2026-10-25T03:30", "wish": "on" },
        ],
    })));
    assert_eq!(
        edges(&schedule, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
        ["2026-03-29T01:00:00Z On", "2026-03-29T02:00:00Z Off"]
    );
    assert_eq!(
        edges(&schedule, "2026-10-24T17:00:00Z", "2026-10-25T12:00:00Z"),
        ["2026-10-25T00:30:00Z On", "2026-10-25T02:30:00Z Off"]
    );
}

#[test]
fn exceptions_that_cannot_be_ordered_are_refused() {
    let error = refused(&office(serde_json::json!({
        "exceptions": [
            { "from": "2026-12-24T00:00", "to": "2026-12-27T00:00", "wish": "off" },
            { "from": "2026-12-26T00:00", "to": "2026-12-30T00:00", "wish": "on" },
        ],
    })));
    assert_eq!(error.field(), "exceptions[1]");
    assert_eq!(
        error.to_string(),
        "exceptions[0] and exceptions[1] contradict each other: from 2026-12-26T00:00 to 2026-12-27T00:00 they \
         wish different things; shorten one of them, or let one lie within the other"
    );
}
