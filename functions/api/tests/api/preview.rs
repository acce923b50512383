//! What a schedule will do, before it does.

use powerdown_engine::record::Role;
use serde_json::{Value, json};

use crate::world::{Browser, World, office};

fn weekdays(begin: &str, end: &str, days: &str) -> Value {
    json!({
        "zone": "Europe/Berlin",
        "periods": [{"days": {"weekdays": days}, "begin": begin, "end": end}],
    })
}

async fn preview(browser: &Browser<'_>, document: &Value, from: &str) -> Value {
    browser.post("/schedules/preview", json!({"document": document, "from": from})).await.expect(200)
}

/// Clocks go back from 03:00 +02:00 to 02:00 +01:00 on 2026-10-25.
#[tokio::test]
async fn office_hours_stay_office_hours_when_clocks_go_back() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Viewer).await;
    let written = world.store.writes();
    let shown = preview(&ada, &weekdays("08:00", "18:00", "mon-fri"), "2026-10-22T12:00:00Z").await;

    let off = "as nothing else is scheduled";
    let on = "by the period mon-fri, 08:00 to 18:00";
    let edges = shown["edges"].as_array().unwrap();
    assert_eq!(
        edges[..5],
        [
            json!({"at": "2026-10-22T16:00:00Z", "local": "Thu 2026-10-22 18:00", "offset": "+02:00", "wish": "off", "because": off}),
            json!({"at": "2026-10-23T06:00:00Z", "local": "Fri 2026-10-23 08:00", "offset": "+02:00", "wish": "on", "because": on}),
            json!({"at": "2026-10-23T16:00:00Z", "local": "Fri 2026-10-23 18:00", "offset": "+02:00", "wish": "off", "because": off}),
            json!({"at": "2026-10-26T07:00:00Z", "local": "Mon 2026-10-26 08:00", "offset": "+01:00", "wish": "on", "because": on}),
            json!({"at": "2026-10-26T17:00:00Z", "local": "Mon 2026-10-26 18:00", "offset": "+01:00", "wish": "off", "because": off}),
        ]
    );
    assert_eq!(edges.len(), 20);
    assert_eq!(edges[19]["local"], "Thu 2026-11-05 08:00");
    assert_eq!(shown["more_edges"], false);
    assert_eq!(
        (&shown["from"], &shown["to"]),
        (&json!("2026-10-22T12:00:00Z"), &json!("2026-11-05T12:00:00Z"))
    );
    assert_eq!((&shown["zone"], &shown["wish_now"]), (&json!("Europe/Berlin"), &json!("on")));
    assert_eq!(
        shown["sentence"],
        "On, by the period mon-fri, 08:00 to 18:00. Next: off at Thu 2026-10-22 18:00 +02:00, as nothing else is scheduled."
    );
    // Twenty working days of ten hours; the repeated hour is at night, and off. Thursday noon in
    // summer is 14:00, in winter 13:00: the last day gives back one hour more than the first one lost.
    assert_eq!(shown["hours_on_per_week"], json!((4.0 + 19.0 * 10.0 + 5.0) / 4.0));
    assert_eq!(shown["share_off"], json!((28.0 * 24.0 - 199.0) / (28.0 * 24.0)));
    let days = shown["hours_on_by_day"].as_array().unwrap();
    assert_eq!(days.len(), 15);
    assert_eq!(days[0], json!({"date": "2026-10-22", "hours_on": 4.0}));
    assert_eq!(days[1], json!({"date": "2026-10-23", "hours_on": 10.0}));
    assert_eq!(days[3], json!({"date": "2026-10-25", "hours_on": 0.0}));
    assert_eq!(days[14], json!({"date": "2026-11-05", "hours_on": 5.0}));
    assert_eq!(world.store.writes(), written, "a preview stores nothing");
}

#[tokio::test]
async fn a_night_with_a_repeated_hour_is_an_hour_longer() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let shown = preview(&ada, &weekdays("22:00", "06:00", "sat"), "2026-10-19T00:00:00+02:00").await;
    let edges: Vec<_> = shown["edges"].as_array().unwrap().iter().map(|edge| &edge["at"]).collect();
    assert_eq!(
        edges,
        ["2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z", "2026-10-31T21:00:00Z", "2026-11-01T05:00:00Z"]
    );
    assert_eq!(shown["hours_on_by_day"][5], json!({"date": "2026-10-24", "hours_on": 2.0}));
    assert_eq!(shown["hours_on_by_day"][6], json!({"date": "2026-10-25", "hours_on": 7.0}));
    assert_eq!(shown["hours_on_per_week"], json!((9.0 + 3.0 * 8.0) / 4.0));
}

#[tokio::test]
async fn hands_off_time_is_neither_on_nor_off() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let document = json!({
        "zone": "UTC", "otherwise": "hands-off",
        "periods": [{"begin": "00:00", "end": "06:00"}, {"begin": "06:00", "end": "12:00", "wish": "off"}],
    });
    let shown = preview(&ada, &document, "2026-03-02T00:00:00Z").await;
    assert_eq!((&shown["hours_on_per_week"], &shown["share_off"]), (&json!(42.0), &json!(0.25)));
    let always = json!({"zone": "UTC", "otherwise": "hands-off"});
    let shown = preview(&ada, &always, "2026-03-02T00:00:00Z").await;
    assert_eq!((&shown["hours_on_per_week"], &shown["share_off"]), (&json!(0.0), &json!(0.0)));
    assert_eq!(shown["edges"], json!([]));
    assert_eq!(shown["sentence"], "Hands off, as nothing else is scheduled. That does not change by itself.");
}

#[tokio::test]
async fn edges_say_what_decides_from_then_on() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let holidays = json!({
        "name": "Holidays",
        "document": {"entries": [{"name": "Christmas", "when": {"type": "dates", "from": "2026-12-25", "to": "2026-12-26"}}]},
    });
    let holidays = ada.post("/calendars", holidays).await.expect(201);
    let document = json!({
        "zone": "Europe/Berlin",
        "periods": [{"name": "open", "begin": "08:00", "end": "18:00"}],
        "exceptions": [{"name": "stocktaking", "from": "2026-12-28T04:00", "to": "2026-12-28T07:00", "wish": "on"}],
        "freezes": [{"name": "year's end", "from": "2026-12-31T12:00", "to": "2027-01-01T12:00"}],
        "calendars": [{"calendar": holidays["id"], "wish": "off"}],
    });
    let shown = preview(&ada, &document, "2026-12-24T00:00:00+01:00").await;
    let edges: Vec<(String, String, String)> = shown["edges"].as_array().unwrap()[..11]
        .iter()
        .map(|edge| {
            let text = |field: &str| edge[field].as_str().unwrap().to_owned();
            (text("local"), text("wish"), text("because"))
        })
        .collect();
    let open = "by period \"open\" (every day, 08:00 to 18:00)";
    let nothing = "as nothing else is scheduled";
    let wanted = [
        ("Thu 2026-12-24 08:00", "on", open),
        ("Thu 2026-12-24 18:00", "off", nothing),
        ("Sun 2026-12-27 08:00", "on", open),
        ("Sun 2026-12-27 18:00", "off", nothing),
        ("Mon 2026-12-28 04:00", "on", "by exception \"stocktaking\" (2026-12-28T04:00 to 2026-12-28T07:00)"),
        ("Mon 2026-12-28 07:00", "off", nothing),
        ("Mon 2026-12-28 08:00", "on", open),
        ("Mon 2026-12-28 18:00", "off", nothing),
        ("Tue 2026-12-29 08:00", "on", open),
        ("Tue 2026-12-29 18:00", "off", nothing),
        ("Wed 2026-12-30 08:00", "on", open),
    ];
    let wanted = wanted.map(|(local, wish, why)| (local.to_owned(), wish.to_owned(), why.to_owned()));
    assert_eq!(edges, wanted);
    let frozen = shown["edges"].as_array().unwrap().iter().find(|edge| edge["wish"] == "hands-off").unwrap();
    assert_eq!(frozen["because"], "by change freeze \"year's end\" (2026-12-31T12:00 to 2027-01-01T12:00)");
    let christmas = preview(&ada, &document, "2026-12-25T10:00:00+01:00").await;
    assert!(
        christmas["sentence"].as_str().unwrap().starts_with("Off, by calendar entry \"Christmas\"."),
        "{christmas}"
    );
}

#[tokio::test]
async fn a_saved_schedule_is_previewed_like_its_document_and_from_now_on() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let draft = office(json!([]));
    let saved = ada.post("/schedules", draft.clone()).await.expect(201);
    let path = format!("/schedules/{}/preview", saved["id"].as_str().unwrap());
    let from = "2026-03-28T00:00:00Z";
    assert_eq!(
        ada.get(&format!("{path}?from={from}")).await.expect(200),
        preview(&ada, &draft["document"], from).await
    );
    let now = ada.get(&path).await.expect(200);
    assert_eq!(now["from"], "2026-03-02T08:00:00Z");
    assert_eq!(now, ada.post("/schedules/preview", json!({"document": draft["document"]})).await.expect(200));
    assert_eq!(ada.get(&format!("{path}?to=x")).await.field(), "to");
    assert_eq!(ada.get(&format!("{path}?from=tomorrow")).await.field(), "from");
}

#[tokio::test]
async fn a_busy_schedule_lists_its_first_thousand_edges() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let document = json!({
        "zone": "UTC",
        "cron": [
            {"at": "cron(0/2 * ? * * *)", "wish": "on"},
            {"at": "cron(1/2 * ? * * *)", "wish": "off"},
        ],
    });
    let shown = preview(&ada, &document, "2026-03-02T00:00:00Z").await;
    assert_eq!((shown["edges"].as_array().unwrap().len(), &shown["more_edges"]), (1_000, &json!(true)));
    assert_eq!((&shown["hours_on_per_week"], &shown["share_off"]), (&json!(84.0), &json!(0.5)));
}

#[tokio::test]
async fn what_is_no_schedule_is_refused_as_when_it_is_saved() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let refusal = async |document: Value| {
        let answer = ada.post("/schedules/preview", json!({ "document": document })).await;
        let problem = answer.problem(422);
        let saved = ada.post("/schedules", json!({"name": "x", "document": document})).await.problem(422);
        assert_eq!(problem["errors"], saved["errors"]);
        let error = &problem["errors"][0];
        let text = |field: &str| error[field].as_str().unwrap().to_owned();
        (text("field"), text("message"))
    };
    let (field, message) = refusal(json!({"zone": "Europe/Berln", "otherwise": "on"})).await;
    assert_eq!(field, "document.zone");
    assert!(message.contains("did you mean Europe/Berlin"), "{message}");
    let cron = |at: &str| json!({"zone": "UTC", "cron": [{"at": at, "wish": "on"}]});
    assert_eq!(refusal(cron("cron(0 8 ? * MON-FRI)")).await.0, "document.cron[0].at");
    let (field, message) = refusal(cron("cron(0 8 31 2 ? *)")).await;
    assert_eq!(field, "document.cron[0].at");
    assert!(message.contains("never fires") && message.contains("cron(0 8 ? * MON-FRI *)"), "{message}");
    let exceptions = json!([
        {"from": "2026-12-24T00:00", "to": "2026-12-26T00:00", "wish": "on"},
        {"from": "2026-12-25T00:00", "to": "2026-12-27T00:00", "wish": "off"},
    ]);
    let (field, message) = refusal(json!({"zone": "UTC", "otherwise": "on", "exceptions": exceptions})).await;
    assert_eq!(field, "document.exceptions[1]");
    assert!(message.contains("contradict"), "{message}");
    let unknown = json!([{"calendar": "cal_00000000000000000000000009", "wish": "off"}]);
    let (field, _) = refusal(json!({"zone": "UTC", "otherwise": "on", "calendars": unknown})).await;
    assert_eq!(field, "document.calendars[0]");
    let behaviour = json!({"stop_warning_minutes": 61});
    let (field, _) = refusal(json!({"zone": "UTC", "otherwise": "on", "behaviour": behaviour})).await;
    assert_eq!(field, "document.behaviour.stop_warning_minutes");

    let years = json!({"document": {"zone": "UTC", "otherwise": "on"}, "from": "1969-12-31T23:59:59Z"});
    assert_eq!(ada.post("/schedules/preview", years).await.field(), "from");
    let years = json!({"document": {"zone": "UTC", "otherwise": "on"}, "from": "2201-01-01T00:00:00Z"});
    assert_eq!(ada.post("/schedules/preview", years).await.field(), "from");
    let last = json!({"document": {"zone": "UTC", "otherwise": "on"}, "from": "2200-12-31T00:00:00Z"});
    let shown = ada.post("/schedules/preview", last).await.expect(200);
    assert_eq!(shown["edges"], json!([]));
}
