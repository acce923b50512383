//! Overrides: a person wants something else than the schedule for a while.

use http::{Method, header};
use jiff::{SignedDuration, civil::date};
use powerdown_domain::{
    MachineId, UserId,
    machine::MachineState,
    schedule::{Override, Wish},
};
use powerdown_engine::{
    ports::{AuditStore, MachineStore},
    record::{Actor, AuditEntry, Writer},
};
use serde_json::{Value, json};

use crate::world::{Browser, PASSWORD, World, office};

/// Kept on for two hours.
fn draft() -> Value {
    json!({"keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release weekend"})
}

async fn put(browser: &Browser<'_>, path: &str, body: Value) -> crate::world::Answer {
    browser.call(Method::PUT, path, Some(body)).await
}

pub(crate) async fn trail(browser: &Browser<'_>) -> Vec<AuditEntry> {
    let tenant = browser.tenant().await;
    let store = &browser.world.store;
    store.audit_entries(tenant, &Writer::Portal, date(2026, 3, 1), None, 100).await.unwrap().items
}

#[tokio::test]
async fn a_machine_is_kept_on_by_a_person_who_says_why() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let path = format!("/machines/{machine}/override");
    let session = ada.session().await;

    let shown = put(&ada, &path, draft()).await.expect(200);
    let set = json!({
        "keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release weekend",
        "set_by": {"id": session.user, "email": "ada@example.com"}, "set_at": "2026-03-02T08:00:00Z",
    });
    assert_eq!((&shown["override"], &shown["wish"]), (&set, &json!("on")), "it needs no schedule");
    assert_eq!(shown["next_attempt_at"], "2026-03-02T08:00:00Z", "the next tick looks");
    assert_eq!(ada.get(&format!("/machines/{machine}")).await.expect(200), shown);
    assert_eq!(ada.get("/machines").await.expect(200)["items"], json!([shown]));

    // Another takes its place.
    let off = json!({"keep": "off", "until": "2026-03-02T09:00:00+00:00", "reason": "  too noisy "});
    let shown = put(&ada, &path, off).await.expect(200);
    assert_eq!(
        (&shown["override"]["keep"], &shown["override"]["reason"]),
        (&json!("off"), &json!("too noisy"))
    );

    ada.call(Method::DELETE, &path, None).await.expect(204);
    let shown = ada.get(&format!("/machines/{machine}")).await.expect(200);
    assert_eq!((&shown["override"], &shown["wish"]), (&Value::Null, &Value::Null));
    let written = world.store.writes();
    ada.call(Method::DELETE, &path, None).await.expect(204);
    assert_eq!(world.store.writes(), written, "there is nothing left to end");

    let trail = trail(&ada).await;
    let told: Vec<_> = trail
        .iter()
        .filter(|entry| entry.action.starts_with("machine."))
        .map(|entry| (entry.action.as_str(), entry.detail.as_str()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], ("machine.override", "kept on until 2026-03-02T10:00:00Z: release weekend"));
    assert_eq!(told[1], ("machine.override", "kept off until 2026-03-02T09:00:00Z: too noisy"));
    assert_eq!(told[2].0, "machine.override-end");
    assert!(
        trail.iter().filter(|entry| entry.action.starts_with("machine.")).all(|entry| {
            entry.actor == Actor::User(session.user) && entry.subjects == [machine.as_str()]
        })
    );
}

#[tokio::test]
async fn an_override_ends_by_itself() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    put(&ada, &format!("/machines/{machine}/override"), draft()).await.expect(200);
    for (at, shown) in [("2026-03-02T09:59:59Z", true), ("2026-03-02T10:00:00Z", false)] {
        world.clock.set(at.parse().unwrap());
        let browser = world.browser();
        let credentials = json!({"email": "ada@example.com", "password": PASSWORD});
        browser.post("/sessions", credentials).await.expect(200);
        let machine = browser.get(&format!("/machines/{machine}")).await.expect(200);
        assert_eq!(machine["override"].is_object(), shown, "{at}");
        assert_eq!(machine["wish"], if shown { json!("on") } else { Value::Null }, "{at}");
    }
}

#[tokio::test]
async fn a_schedules_override_is_on_all_its_machines_and_a_machines_own_beats_it() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let (one, two) =
        (ada.machine(&cloud, "eu-west-1", 1, &[]).await, ada.machine(&cloud, "eu-west-1", 2, &[]).await);
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let path = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    ada.post(&format!("{path}/assignments"), json!({"assign": [one, two], "release": []})).await.expect(200);
    let ignored = json!({"keep": "hands-off", "until": "2026-03-02T12:00:00Z", "reason": "leave it"});
    put(&ada, &format!("/machines/{two}/override"), ignored).await.expect(200);

    let answer = put(&ada, &format!("{path}/override"), draft()).await;
    assert!(answer.headers[header::ETAG].to_str().unwrap().starts_with("\"2."));
    let shown = answer.expect(200);
    assert_eq!((&shown["override"]["keep"], &shown["wish_now"]), (&json!("on"), &json!("on")));
    // At 10:00, when it ends, the office is open already: the next change is its closing.
    assert_eq!(shown["next_edge"], json!({"at": "2026-03-02T17:00:00Z", "wish": "off"}));
    assert_eq!(
        shown["explanation"],
        "On, by an override on its schedule until Mon 2026-03-02 10:00 +00:00: release weekend. Next: off at Mon 2026-03-02 17:00 +00:00, as nothing else is scheduled."
    );
    let listed = ada.get("/schedules").await.expect(200);
    for field in ["override", "wish_now", "next_edge", "explanation", "version"] {
        assert_eq!(listed["items"][0][field], shown[field], "{field}");
    }
    let wishes: Vec<_> = ada.get(&format!("{path}/machines")).await.expect(200)["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|machine| (machine["wish"].clone(), machine["override"]["keep"].clone()))
        .collect();
    assert_eq!(wishes, [(json!("on"), Value::Null), (json!("hands-off"), json!("hands-off"))]);

    ada.call(Method::DELETE, &format!("{path}/override"), None).await.expect(204);
    let shown = ada.get(&path).await.expect(200);
    assert_eq!(
        (&shown["override"], &shown["wish_now"], &shown["version"]),
        (&Value::Null, &json!("off"), &json!(3))
    );
    let actions: Vec<_> = trail(&ada).await.into_iter().map(|entry| entry.action).collect();
    assert!(actions.ends_with(&["schedule.override".into(), "schedule.override-end".into()]), "{actions:?}");
}

#[tokio::test]
async fn overrides_are_checked_field_by_field() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let written = world.store.writes();
    for path in [
        format!("/machines/{machine}/override"),
        format!("/schedules/{}/override", schedule["id"].as_str().unwrap()),
    ] {
        for (field, value) in [
            ("keep", json!("sideways")),
            ("keep", json!(null)),
            ("until", json!("2026-03-02T08:00:00Z")),
            ("until", json!("2026-03-02T07:00:00Z")),
            ("until", json!("2027-03-03T08:00:01Z")),
            ("until", json!("tomorrow")),
            ("until", json!("2026-03-02T10:00")),
            ("reason", json!("")),
            ("reason", json!("  ")),
            ("reason", json!("x".repeat(501))),
            ("reason", json!("a\u{7}b")),
            ("set_by", json!("usr_00000000000000000000000001")),
        ] {
            let mut body = draft();
            body[field] = value.clone();
            assert_eq!(put(&ada, &path, body).await.field(), field, "{path} {value}");
        }
        for field in ["keep", "until", "reason"] {
            let mut body = draft();
            body.as_object_mut().unwrap().remove(field);
            assert_eq!(put(&ada, &path, body).await.field(), field, "{path} without {field}");
        }
    }
    assert_eq!(world.store.writes(), written);
    let year = json!({"keep": "on", "until": "2027-03-03T08:00:00Z", "reason": "sabbatical"});
    put(&ada, &format!("/machines/{machine}/override"), year).await.expect(200);
}

#[tokio::test]
async fn a_terminated_machine_is_not_overridden() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let id = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let (tenant, key): (_, MachineId) = (ada.tenant().await, id.parse().unwrap());
    let mut machine = world.store.machine(tenant, &key).await.unwrap().unwrap();
    machine.state = MachineState::Terminated;
    world.store.put_machine(tenant, &machine, None).await.unwrap();
    put(&ada, &format!("/machines/{id}/override"), draft()).await.problem(409);
}

/// Somebody who has left the company, or never was in it, is not named by their address.
#[tokio::test]
async fn strangers_are_shown_by_their_id_alone() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let id = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let (tenant, key): (_, MachineId) = (ada.tenant().await, id.parse().unwrap());
    for stranger in [UserId::from_parts(1, 1), eve.session().await.user] {
        let mut machine = world.store.machine(tenant, &key).await.unwrap().unwrap();
        machine.overridden = Some(Override {
            keep: Wish::On,
            until: world.now() + SignedDuration::from_hours(1),
            reason: "old times".to_owned().try_into().unwrap(),
            set_by: stranger,
            set_at: world.now(),
        });
        world.store.put_machine(tenant, &machine, None).await.unwrap();
        let shown = ada.get(&format!("/machines/{id}")).await.expect(200);
        assert_eq!(shown["override"]["set_by"], json!({"id": stranger, "email": null}));
    }
}
