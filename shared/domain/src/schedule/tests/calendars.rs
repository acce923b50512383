//! Calendars: shared between schedules, nested, recurring, and refused when they go in circles.

use super::*;
use crate::CalendarId;

fn id(number: u64) -> CalendarId {
    CalendarId::from_parts(number, 1)
}

fn calendar(json: serde_json::Value) -> CalendarDocument {
    serde_json::from_value(json).unwrap()
}

fn document(zone: &str, uses: &[(u64, &str)]) -> ScheduleDocument {
    let uses: Vec<_> =
        uses.iter().map(|(used, wish)| serde_json::json!({ "calendar": id(*used), "wish": wish })).collect();
    read(
        serde_json::json!({ "zone": zone, "periods": [{ "begin": "08:00", "end": "18:00" }], "calendars": uses }),
    )
}

fn holidays() -> CalendarDocument {
    calendar(serde_json::json!({
        "entries": [
            { "name": "Christmas", "when": { "type": "recurring", "days": { "month_days": "25-26", "months": "dec" } } },
            { "name": "Thanksgiving", "when": { "type": "recurring", "days": { "weekdays": "thu#4", "months": "nov" } } },
            { "name": "Move", "when": { "type": "dates", "from": "2026-11-30", "to": "2026-12-01" } },
            { "name": "Inventory", "when": { "type": "local", "from": "2026-12-03T09:00", "to": "2026-12-03T12:00" } },
            { "name": "Eclipse", "when": { "type": "instants", "from": "2026-12-04T08:00:00Z", "to": "2026-12-04T09:30:00Z" } },
        ],
    }))
}

#[test]
fn a_filter_is_an_object() {
    let entry = |days| serde_json::json!({ "when": { "type": "recurring", "days": days } });
    for wrong in
        [serde_json::json!(["mon"]), serde_json::json!([]), serde_json::json!("mon"), serde_json::json!(null)]
    {
        let refused = serde_json::from_value::<CalendarEntry>(entry(wrong.clone())).unwrap_err();
        assert!(refused.to_string().contains("expected an object"), "{wrong}: {refused}");
    }
    serde_json::from_value::<CalendarEntry>(entry(serde_json::json!({}))).unwrap();
}

#[test]
fn its_entries_are_wished_as_the_schedule_says() {
    let calendars = Calendars::from_iter([(id(1), holidays())]);
    let schedule =
        Schedule::compile(&document("Europe/Berlin", &[(1, "off")]), &calendars, &zones()).unwrap();
    assert_eq!(
        edges(&schedule, "2026-11-25T18:00:00Z", "2026-11-28T00:00:00Z"),
        ["2026-11-27T07:00:00Z On", "2026-11-27T17:00:00Z Off"],
        "Thanksgiving is off"
    );
    assert_eq!(
        edges(&schedule, "2026-12-03T00:00:00Z", "2026-12-05T00:00:00Z"),
        [
            "2026-12-03T07:00:00Z On",
            "2026-12-03T08:00:00Z Off",
            "2026-12-03T11:00:00Z On",
            "2026-12-03T17:00:00Z Off",
            "2026-12-04T07:00:00Z On",
            "2026-12-04T08:00:00Z Off",
            "2026-12-04T09:30:00Z On",
            "2026-12-04T17:00:00Z Off"
        ]
    );
    for year in [1975, 2026, 2199] {
        let noon = at(&format!("{year}-12-25T11:00:00Z"));
        assert_eq!(schedule.wish_at(noon), Wish::Off, "Christmas {year}");
        assert!(schedule.explain(noon).sentence.starts_with("Off, by calendar entry \"Christmas\"."));
    }
}

#[test]
fn days_are_those_of_the_schedules_zone_and_instants_are_the_same_everywhere() {
    let calendars = Calendars::from_iter([(id(1), holidays())]);
    let tokyo =
        Schedule::compile(&document("Asia/Tokyo", &[(1, "hands-off")]), &calendars, &zones()).unwrap();
    assert_eq!(
        edges(&tokyo, "2026-12-02T12:00:00Z", "2026-12-04T12:00:00Z"),
        [
            "2026-12-02T23:00:00Z On",
            "2026-12-03T00:00:00Z HandsOff",
            "2026-12-03T03:00:00Z On",
            "2026-12-03T09:00:00Z Off",
            "2026-12-03T23:00:00Z On",
            "2026-12-04T08:00:00Z HandsOff",
            "2026-12-04T09:30:00Z Off"
        ]
    );
}

#[test]
fn the_first_of_several_calendars_decides() {
    let whole_december = calendar(serde_json::json!({
        "entries": [{ "when": { "type": "recurring", "days": { "months": "dec" } } }],
    }));
    let calendars = Calendars::from_iter([(id(1), holidays()), (id(2), whole_december)]);
    let compile = |uses| Schedule::compile(&document("UTC", uses), &calendars, &zones()).unwrap();
    let christmas = at("2026-12-25T12:00:00Z");
    assert_eq!(compile(&[(1, "off"), (2, "on")]).wish_at(christmas), Wish::Off);
    assert_eq!(compile(&[(2, "on"), (1, "off")]).wish_at(christmas), Wish::On);
}

#[test]
fn a_calendar_may_include_others_but_not_itself() {
    let including = |others: &[u64]| CalendarDocument {
        includes: others.iter().map(|other| id(*other)).collect(),
        ..CalendarDocument::default()
    };
    let nested =
        Calendars::from_iter([(id(1), including(&[2])), (id(2), including(&[3])), (id(3), holidays())]);
    let schedule = Schedule::compile(&document("UTC", &[(1, "off")]), &nested, &zones()).unwrap();
    assert_eq!(schedule.wish_at(at("2026-12-25T12:00:00Z")), Wish::Off);

    let circle = Calendars::from_iter([(id(1), including(&[2])), (id(2), including(&[1]))]);
    let error = Schedule::compile(&document("UTC", &[(1, "off")]), &circle, &zones()).unwrap_err();
    assert_eq!(error.field(), "calendars[0]");
    assert!(error.to_string().contains("includes itself"), "{error}");

    let error = Schedule::compile(&document("UTC", &[(9, "off")]), &nested, &zones()).unwrap_err();
    assert_eq!(error, ScheduleError::MissingCalendar { field: "calendars[0]".into(), calendar: id(9) });
    assert_eq!(nested.missing([id(9), id(1)]), [id(9)]);
}

#[test]
fn a_calendar_included_by_many_ways_counts_once() {
    // Ten layers of calendars, each including the next one many times over.
    let layer = |next: u64| CalendarDocument { includes: vec![id(next); 20], ..CalendarDocument::default() };
    let mut calendars: Calendars = (1..10).map(|number| (id(number), layer(number + 1))).collect();
    calendars.insert(id(10), holidays());
    let schedule = Schedule::compile(&document("UTC", &[(1, "off")]), &calendars, &zones()).unwrap();
    assert_eq!(schedule.wish_at(at("2026-12-25T12:00:00Z")), Wish::Off);
}

#[test]
fn more_entries_than_a_schedule_is_compiled_with_are_refused() {
    let day = serde_json::json!({ "when": { "type": "dates", "from": "2026-12-31", "to": "2026-12-31" } });
    let full = |includes: &[u64]| {
        let includes: Vec<_> = includes.iter().map(|included| id(*included)).collect();
        calendar(
            serde_json::json!({ "entries": vec![&day; CalendarDocument::MAX_ENTRIES], "includes": includes }),
        )
    };
    let calendars = Calendars::from_iter([(id(1), full(&[2, 3])), (id(2), full(&[])), (id(3), full(&[]))]);
    let error = Schedule::compile(&document("UTC", &[(1, "off")]), &calendars, &zones()).unwrap_err();
    assert_eq!(error, ScheduleError::TooManyEntries { field: "calendars[0]".into(), most: 5_000 });
}

#[test]
fn entries_outside_the_known_years_or_without_length_are_refused() {
    for (when, part) in [
        (
            serde_json::json!({ "type": "dates", "from": "1969-12-31", "to": "1970-01-01" }),
            "outside the years",
        ),
        (serde_json::json!({ "type": "dates", "from": "2026-12-31", "to": "2026-12-30" }), "is empty"),
        (
            serde_json::json!({ "type": "instants", "from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z" }),
            "is empty",
        ),
        (
            serde_json::json!({ "type": "instants", "from": "2026-01-01T00:00:00Z", "to": "2500-01-01T00:00:00Z" }),
            "outside the years",
        ),
    ] {
        let calendars =
            Calendars::from_iter([(id(1), calendar(serde_json::json!({ "entries": [{ "when": when }] })))]);
        let error = Schedule::compile(&document("UTC", &[(1, "off")]), &calendars, &zones()).unwrap_err();
        assert_eq!(error.field(), "calendars[0]");
        assert!(error.to_string().contains(part), "{error}");
    }
}
