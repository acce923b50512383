//! Calendars that schedules share.

use http::{Method, header};
use jiff::civil::date;
use powerdown_engine::{
    ports::{AuditStore, ScheduleStore},
    record::Writer,
};
use serde_json::{Value, json};

use crate::world::{Browser, World};

/// Christmas and every New Year's Day.
fn holidays() -> Value {
    json!({
        "name": "Holidays",
        "document": {"entries": [
            {"name": "Christmas", "when": {"type": "dates", "from": "2026-12-25", "to": "2026-12-26"}},
            {"name": "New Year", "when": {"type": "recurring", "days": {"month_days": "1", "months": "jan"}}},
        ]},
    })
}

/// Days that need no work, over those of another calendar.
fn including(name: &str, others: &[&str]) -> Value {
    json!({"name": name, "document": {"includes": others}})
}

/// On but for the days of a calendar.
fn but_for(name: &str, calendar: &str) -> Value {
    let calendars = json!([{"calendar": calendar, "wish": "off"}]);
    json!({"name": name, "document": {"zone": "Europe/Berlin", "otherwise": "on", "calendars": calendars}})
}

async fn create(browser: &Browser<'_>, draft: Value) -> String {
    browser.post("/calendars", draft).await.expect(201)["id"].as_str().unwrap().to_owned()
}

async fn put(browser: &Browser<'_>, id: &str, version: Option<&str>, draft: &Value) -> crate::world::Answer {
    let headers: Vec<(&str, &str)> = version.map(|version| ("if-match", version)).into_iter().collect();
    browser.call_with(Method::PUT, &format!("/calendars/{id}"), Some(draft.clone()), &headers).await
}

#[tokio::test]
async fn a_calendar_is_saved_shown_replaced_and_deleted() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let saved = ada.post("/calendars", holidays()).await;
    let calendar = saved.expect(201);
    assert!(saved.headers[header::ETAG].to_str().unwrap().starts_with("\"1."));
    let id = calendar["id"].as_str().unwrap();
    assert_eq!(
        calendar,
        json!({
            "id": id, "name": "Holidays", "document": holidays()["document"], "version": 1,
            "created_at": "2026-03-02T08:00:00Z", "updated_at": "2026-03-02T08:00:00Z",
        })
    );
    let path = format!("/calendars/{id}");
    let shown = ada.get(&path).await;
    assert!(shown.headers[header::ETAG].to_str().unwrap().starts_with("\"1."));
    assert_eq!(shown.expect(200), calendar);
    assert_eq!(
        ada.get("/calendars").await.expect(200),
        json!({"items": [{
            "id": id, "name": "Holidays", "entries": 2, "includes": [], "version": 1,
            "created_at": "2026-03-02T08:00:00Z", "updated_at": "2026-03-02T08:00:00Z",
        }], "next_cursor": null})
    );

    let mut draft = holidays();
    draft["name"] = json!("Days off");
    put(&ada, id, None, &draft).await.problem(428);
    for wrong in ["\"2\"", "1", "*", "W/\"1\""] {
        put(&ada, id, Some(wrong), &draft).await.problem(412);
    }
    let replaced = put(&ada, id, Some("\"1\""), &draft).await;
    assert!(replaced.headers[header::ETAG].to_str().unwrap().starts_with("\"2."));
    assert_eq!(replaced.expect(200)["name"], "Days off");
    put(&ada, id, Some("\"1\""), &draft).await.problem(412);

    let delete = async |headers: &[(&str, &str)]| ada.call_with(Method::DELETE, &path, None, headers).await;
    delete(&[("if-match", "\"1\"")]).await.problem(412);
    delete(&[("if-match", "\"2\"")]).await.expect(204);
    delete(&[]).await.problem(404);
    ada.get(&path).await.problem(404);

    let tenant = ada.tenant().await;
    let trail =
        world.store.audit_entries(tenant, &Writer::Portal, date(2026, 3, 1), None, 100).await.unwrap();
    let actions: Vec<_> = trail.items.into_iter().map(|entry| entry.action).collect();
    assert!(actions.ends_with(&[
        "calendar.create".into(),
        "calendar.update".into(),
        "calendar.delete".into()
    ]));
}

#[tokio::test]
async fn a_schedule_follows_its_calendar() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let christmas = create(&ada, holidays()).await;
    let all = create(&ada, including("All days off", &[&christmas])).await;
    let schedule = ada.post("/schedules", but_for("shop", &all)).await.expect(201);
    let id = schedule["id"].as_str().unwrap();
    assert_eq!(
        (&schedule["wish_now"], &schedule["next_edge"]["at"]),
        (&json!("on"), &json!("2026-12-24T23:00:00Z"))
    );

    // As if the tick had seen it.
    let (tenant, key) = (ada.tenant().await, id.parse().unwrap());
    let stored = world.store.schedule(tenant, key).await.unwrap().unwrap();
    world.store.advance_edge(&stored, Some("2026-12-24T23:00:00Z".parse().unwrap())).await.unwrap();

    let mut draft = holidays();
    let today = json!({"name": "Strike", "when": {"type": "local", "from": "2026-03-02T08:30", "to": "2026-03-02T12:00"}});
    draft["document"]["entries"].as_array_mut().unwrap().push(today);
    put(&ada, &christmas, Some("\"1\""), &draft).await.expect(200);
    let schedule = ada.get(&format!("/schedules/{id}")).await.expect(200);
    assert_eq!(
        schedule["explanation"],
        "Off, by calendar entry \"Strike\". Next: on at Mon 2026-03-02 12:00 +01:00, as nothing else is scheduled."
    );
    assert_eq!(schedule["version"], 1, "the schedule itself was not changed");
    let stored = world.store.schedule(tenant, key).await.unwrap().unwrap();
    assert_eq!(stored.next_edge, Some(world.now()), "the next tick looks");
}

#[tokio::test]
async fn what_is_used_is_not_deleted_and_what_uses_it_is_named() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let christmas = create(&ada, holidays()).await;
    let all = create(&ada, including("All days off", &[&christmas])).await;
    ada.post("/schedules", but_for("shop", &all)).await.expect(201);
    let delete = async |id: &str| ada.call(Method::DELETE, &format!("/calendars/{id}"), None).await;
    for (id, user) in [(&christmas, "All days off"), (&all, "shop")] {
        let problem = delete(id).await.problem(409);
        assert!(problem["detail"].as_str().unwrap().contains(user), "{problem}");
    }
}

#[tokio::test]
async fn loops_and_unknown_calendars_are_refused() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let one = create(&ada, holidays()).await;
    let two = create(&ada, including("two", &[&one])).await;
    let written = world.store.writes();
    let problem = put(&ada, &one, Some("\"1\""), &including("one", &[&two])).await.problem(422);
    assert_eq!(problem["errors"][0]["field"], "document.includes");
    assert!(problem["errors"][0]["message"].as_str().unwrap().contains("includes itself"), "{problem}");
    assert_eq!(put(&ada, &one, Some("\"1\""), &including("one", &[&one])).await.field(), "document.includes");
    let unknown = including("x", &["cal_00000000000000000000000009"]);
    assert_eq!(ada.post("/calendars", unknown).await.field(), "document.includes");
    assert_eq!(ada.post("/calendars", including("x", &["x"])).await.field(), "document.includes[0]");
    assert_eq!(world.store.writes(), written);
}

#[tokio::test]
async fn calendars_are_checked_field_by_field() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let written = world.store.writes();
    let entry = |when: Value| json!({"name": "x", "document": {"entries": [{"when": when}]}});
    let dates = |from: &str, to: &str| entry(json!({"type": "dates", "from": from, "to": to}));
    let local = |from: &str, to: &str| entry(json!({"type": "local", "from": from, "to": to}));
    let many = vec![json!({"when": {"type": "dates", "from": "2026-12-25", "to": "2026-12-25"}}); 2_001];
    for (draft, field) in [
        (json!({"name": "", "document": {}}), "name"),
        (json!({"name": "x"}), "document"),
        (json!({"name": "x", "document": {"entry": []}}), "document.entry"),
        (json!({"name": "x", "document": {"entries": many}}), "document.entries"),
        (
            json!({"name": "x", "document": {"entries": [{"name": "", "when": {"type": "dates"}}]}}),
            "document.entries[0].name",
        ),
        (entry(json!({"type": "someday"})), "document.entries[0].when.type"),
        (entry(json!({"type": "dates", "from": "2026-12-25"})), "document.entries[0].when.to"),
        (dates("2026-02-30", "2026-03-01"), "document.entries[0].when"),
        (dates("2026-12-26", "2026-12-25"), "document.entries[0]"),
        (dates("1969-12-31", "1970-01-01"), "document.entries[0]"),
        (local("2026-12-24T12:00", "2026-12-24T12:00"), "document.entries[0]"),
        (local("2026-12-24T12:00Z", "2026-12-24T13:00"), "document.entries[0].when"),
        (entry(json!({"type": "recurring", "days": {"weekdays": "someday"}})), "document.entries[0].when"),
    ] {
        let shown = draft.to_string().chars().take(200).collect::<String>();
        assert_eq!(ada.post("/calendars", draft).await.field(), field, "{shown}");
    }
    assert_eq!(world.store.writes(), written);
}

const CHRISTMAS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    BEGIN:VEVENT\r\nSUMMARY:Christmas\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nSUMMARY:Works council\r\nDTSTART;TZID=Europe/Berlin:20261124T100000\r\nDURATION:PT2H\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nSUMMARY:On the moon\r\nDTSTART;TZID=Moon/Tycho:20261124T100000\r\nDURATION:PT2H\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

#[tokio::test]
async fn an_icalendar_becomes_a_calendar_with_a_report_on_each_event() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let written = world.store.writes();
    let request = json!({"name": "Company", "icalendar": CHRISTMAS});
    let tried = ada.post("/calendars/import?dry_run=true", request.clone()).await.expect(200);
    assert_eq!(tried["calendar"], Value::Null);
    assert_eq!(world.store.writes(), written, "only tried");
    assert_eq!(
        tried["document"],
        json!({"entries": [
            {"name": "Christmas", "when": {"type": "dates", "from": "2026-12-24", "to": "2026-12-26"}},
            {"name": "Works council", "when": {"type": "instants", "from": "2026-11-24T09:00:00Z", "to": "2026-11-24T11:00:00Z"}},
        ]})
    );
    let report = tried["report"].as_array().unwrap();
    assert_eq!(report.len(), 3, "{tried}");
    assert_eq!(report[0]["verdict"], "exact");
    assert_eq!(report[2]["verdict"], "refused");
    assert!(report[2]["subject"].as_str().unwrap().contains("On the moon"), "{tried}");

    let saved = ada.post("/calendars/import", request).await;
    assert!(saved.headers[header::ETAG].to_str().unwrap().starts_with("\"1."));
    let saved = saved.expect(201);
    assert_eq!((&saved["document"], &saved["report"]), (&tried["document"], &tried["report"]));
    let calendar = &saved["calendar"];
    assert_eq!((&calendar["name"], &calendar["document"]), (&json!("Company"), &tried["document"]));
    let path = format!("/calendars/{}", calendar["id"].as_str().unwrap());
    assert_eq!(ada.get(&path).await.expect(200), *calendar);
}

#[tokio::test]
async fn what_is_no_icalendar_is_refused() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let written = world.store.writes();
    for text in ["", "hello", "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"] {
        let request = json!({"name": "x", "icalendar": text});
        assert_eq!(ada.post("/calendars/import", request).await.field(), "icalendar", "{text:?}");
    }
    // A text of 1 MB may be sent, however much longer JSON makes it; a longer one is refused by name.
    let lines = "X-NOTE:x\r\n".repeat(100_000 - 6);
    let fits = format!("BEGIN:VCALENDAR\r\n{lines}END:VCALENDAR\r\n");
    assert!(fits.len() <= 1_000_000 && json!(fits).to_string().len() > 1024 * 1024);
    let request = json!({"name": "x", "icalendar": fits});
    ada.post("/calendars/import?dry_run=true", request).await.expect(200);
    let request = json!({"name": "x", "icalendar": format!("{fits}{lines}")});
    let problem =
        ada.post("/calendars/import", json!({"name": "x", "icalendar": "x".repeat(1_000_001)})).await;
    assert_eq!(problem.field(), "icalendar");
    assert!(String::from_utf8_lossy(&problem.bytes).contains("1000001 bytes"));
    ada.post("/calendars/import", request).await.problem(413);
    let request = json!({"name": "x", "icalendar": CHRISTMAS});
    assert_eq!(ada.post("/calendars/import?dry_run=yes", request.clone()).await.field(), "dry_run");
    assert_eq!(ada.post("/calendars/import?dryrun=true", request).await.field(), "dryrun");
    assert_eq!(world.store.writes(), written);
}
