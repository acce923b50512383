//! Schedules of other schedulers.

use serde_json::{Value, json};

use crate::world::{Browser, World, office};

async fn import(browser: &Browser<'_>, format: &str, text: &str) -> Value {
    let request = json!({"format": format, "text": text, "zone": "Europe/Berlin"});
    browser.post("/imports", request).await.expect(200)
}

#[tokio::test]
async fn what_is_imported_can_be_saved_as_it_is() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let written = world.store.writes();
    let text = r#"[
        {"type": "period", "name": "hours", "begintime": "09:00", "endtime": "17:00", "weekdays": ["mon-fri"]},
        {"type": "schedule", "name": "office", "periods": ["hours@t3.large"], "colour": "blue"}
    ]"#;
    let imported = import(&ada, "instance-scheduler-dynamodb", text).await;
    assert_eq!(world.store.writes(), written, "an import stores nothing");
    let schedules = imported["schedules"].as_array().unwrap();
    assert_eq!(schedules.len(), 1, "{imported}");
    let office = &schedules[0];
    assert_eq!((&office["name"], &office["document"]["zone"]), (&json!("office"), &json!("Europe/Berlin")));
    assert_eq!(office["tags"], json!([{"key": "Schedule", "value": "office"}]));
    assert_eq!(office["instance_types"], json!({"hours": "t3.large"}));
    let verdicts: Vec<_> =
        imported["report"].as_array().unwrap().iter().map(|line| line["verdict"].as_str().unwrap()).collect();
    for verdict in ["exact", "differs", "refused"] {
        assert!(verdicts.contains(&verdict), "{imported}");
    }
    assert!(imported["report"].as_array().unwrap().iter().all(|line| {
        !line["subject"].as_str().unwrap().is_empty() && !line["text"].as_str().unwrap().is_empty()
    }));

    let draft = json!({"name": office["name"], "document": office["document"]});
    let saved = ada.post("/schedules", draft).await.expect(201);
    assert_eq!(saved["document"], office["document"]);
    // 08:00 on a Monday in London is 09:00 in Berlin.
    assert_eq!(
        (&saved["wish_now"], &saved["next_edge"]["at"]),
        (&json!("on"), &json!("2026-03-02T16:00:00Z"))
    );
}

#[tokio::test]
async fn every_format_is_read() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloudformation = "
Resources:
  Office:
    Type: Custom::ServiceInstanceSchedule
    Properties:
      Name: office
      Timezone: America/New_York
      Periods:
        - {Description: hours, BeginTime: '09:00', EndTime: '17:00', WeekDays: mon-fri}
";
    let policy = "
policies:
  - name: stop
    resource: ec2
    filters: [{type: offhour, default_tz: utc, tag: downtime, offhour: 20}]
    actions: [stop]
";
    for (format, text) in [
        (
            "instance-scheduler-dynamodb",
            r#"[{"type": "period", "name": "p", "weekdays": "mon-fri"}, {"type": "schedule", "name": "s", "periods": "p"}]"#,
        ),
        ("instance-scheduler-cloudformation", cloudformation),
        ("custodian-tag", "off=[(M-F,21)];on=[(M-F,6)];tz=pt"),
        ("custodian-policy", policy),
    ] {
        let imported = import(&ada, format, text).await;
        let schedules = imported["schedules"].as_array().unwrap();
        assert_eq!(schedules.len(), 1, "{format}: {imported}");
        let preview = json!({"document": schedules[0]["document"]});
        ada.post("/schedules/preview", preview).await.expect(200);
        assert!(!imported["report"].as_array().unwrap().is_empty(), "{format}: {imported}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_by_field() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let right = json!({"format": "custodian-tag", "text": "off=[(M-F,21)]", "zone": "UTC"});
    ada.post("/imports", right.clone()).await.expect(200);
    for (field, value) in [
        ("format", json!("crontab")),
        ("format", json!(null)),
        ("text", json!(7)),
        ("text", json!("x".repeat(1_000_001))),
        ("zone", json!("Europe/Berln")),
        ("zone", json!("")),
    ] {
        let mut request = right.clone();
        request[field] = value;
        assert_eq!(ada.post("/imports", request).await.field(), field);
    }
    let request = json!({"format": "instance-scheduler-dynamodb", "text": "{", "zone": "UTC"});
    assert_eq!(ada.post("/imports", request).await.field(), "text");
    // The schedules of others are no way around the checks of one's own.
    let mut draft = office(json!([]));
    draft["document"]["imported"] = json!(true);
    assert_eq!(ada.post("/schedules", draft).await.field(), "document.imported");
}
