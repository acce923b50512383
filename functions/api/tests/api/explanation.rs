//! Why is this machine running?

use http::Method;
use powerdown_domain::{
    MachineId, ScheduleId,
    machine::{LastAction, MachineState, Outcome},
    reconcile::{Action, Followed},
};
use powerdown_engine::{ports::MachineStore, record::Role};
use serde_json::{Value, json};

use crate::world::{Browser, World, office};

/// A machine that follows office hours in London, and the schedule's id. It is Monday, 08:00.
async fn at_the_office(ada: &Browser<'_>) -> (String, String) {
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let schedule = schedule["id"].as_str().unwrap().to_owned();
    let request = json!({"assign": [machine], "release": []});
    ada.post(&format!("/schedules/{schedule}/assignments"), request).await.expect(200);
    (machine, schedule)
}

/// Changes a machine as the scheduler would.
async fn change(ada: &Browser<'_>, id: &str, how: impl FnOnce(&mut powerdown_domain::machine::Machine)) {
    let (tenant, key): (_, MachineId) = (ada.tenant().await, id.parse().unwrap());
    let store = &ada.world.store;
    let mut machine = store.machine(tenant, &key).await.unwrap().unwrap();
    let follows = machine.assignment.schedule();
    how(&mut machine);
    store.put_machine(tenant, &machine, follows).await.unwrap();
}

#[tokio::test]
async fn a_machine_without_a_schedule_is_left_alone() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    ada.become_a(Role::Viewer).await;
    let written = world.store.writes();
    assert_eq!(
        ada.get(&format!("/machines/{machine}/explanation")).await.expect(200),
        json!({
            "at": "2026-03-02T08:00:00Z", "state": "running", "wish": "hands-off", "agrees": true,
            "sentence": "Hands off, since it follows no schedule. That does not change by itself.",
            "next_edge": null, "schedule": null, "override": null,
            "action": null, "reason": "the schedule leaves it alone", "last_action": null,
        })
    );
    assert_eq!(world.store.writes(), written);
}

#[tokio::test]
async fn a_machine_that_several_schedules_claim_alike_is_left_alone() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    change(&ada, &machine, |machine| {
        machine.assignment.tie = vec![ScheduleId::from_parts(1, 1), ScheduleId::from_parts(1, 2)];
    })
    .await;
    let shown = ada.get(&format!("/machines/{machine}/explanation")).await.expect(200);
    assert_eq!(
        (&shown["wish"], &shown["schedule"], &shown["action"]),
        (&json!("hands-off"), &Value::Null, &Value::Null)
    );
    assert_eq!(
        shown["reason"],
        "schedules claim it with equal priority, so that none counts; give one of them a higher priority"
    );
}

#[tokio::test]
async fn a_schedule_explains_what_it_wants_and_what_happens_next() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let (machine, schedule) = at_the_office(&ada).await;
    let path = format!("/machines/{machine}/explanation");
    assert_eq!(
        ada.get(&path).await.expect(200),
        json!({
            "at": "2026-03-02T08:00:00Z", "state": "running", "wish": "off", "agrees": false,
            "sentence": "Off, as nothing else is scheduled. Next: on at Mon 2026-03-02 09:00 +00:00, by the window Mon 09:00 to Mon 17:00.",
            "next_edge": {"at": "2026-03-02T09:00:00Z", "wish": "on"},
            "schedule": {"id": schedule, "name": "office hours"}, "override": null,
            "action": "stop", "reason": "it will be told to stop when it is next looked at",
            "last_action": null,
        })
    );
    // Stopped by the schedule, and started again by hand: respected until the next edge.
    let at = "2026-03-02T07:00:00Z".parse().unwrap();
    change(&ada, &machine, |machine| {
        machine.followed = Followed::Off;
        let reason = "the schedule".to_owned();
        machine.last_action =
            Some(LastAction { action: Action::Stop, outcome: Outcome::Accepted, reason, at });
    })
    .await;
    let shown = ada.get(&path).await.expect(200);
    assert_eq!((&shown["agrees"], &shown["action"]), (&json!(false), &Value::Null));
    assert_eq!(shown["reason"], "carried out; changes by hand are respected until the next edge");
    assert_eq!(shown["last_action"]["action"], "stop");
    change(&ada, &machine, |machine| machine.state = MachineState::Stopping).await;
    let shown = ada.get(&path).await.expect(200);
    assert_eq!(
        (&shown["agrees"], &shown["reason"]),
        (&json!(true), &json!("already as the schedule wants it"))
    );
}

#[tokio::test]
async fn another_instant_may_be_asked_about() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let (machine, _) = at_the_office(&ada).await;
    let asked = async |at: &str| ada.get(&format!("/machines/{machine}/explanation?at={at}")).await;
    // In summer, London is an hour ahead of UTC.
    let shown = asked("2026-07-06T09:30:00%2B01:00").await.expect(200);
    assert_eq!(
        (&shown["at"], &shown["wish"], &shown["agrees"]),
        (&json!("2026-07-06T08:30:00Z"), &json!("on"), &json!(true))
    );
    assert_eq!(
        shown["sentence"],
        "On, by the window Mon 09:00 to Mon 17:00. Next: off at Mon 2026-07-06 17:00 +01:00, as nothing else is scheduled."
    );
    // What would be done is about now, whatever instant is asked about.
    assert_eq!(shown["action"], "stop");
    assert_eq!(asked("noon").await.field(), "at");
    assert_eq!(asked("1969-12-31T00:00:00Z").await.field(), "at");
    assert_eq!(asked("2201-01-01T00:00:00Z").await.field(), "at");
    assert_eq!(asked("2026-07-06T08:30:00Z&when=now").await.field(), "when");
}

#[tokio::test]
async fn an_override_explains_who_why_and_until_when() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let (machine, schedule) = at_the_office(&ada).await;
    let path = format!("/machines/{machine}/explanation");
    let put = async |path: String, keep: &str, until: &str, reason: &str| {
        let body = json!({"keep": keep, "until": until, "reason": reason});
        ada.call(Method::PUT, &path, Some(body)).await.expect(200);
    };
    put(format!("/schedules/{schedule}/override"), "off", "2026-03-02T20:00:00Z", "fire drill").await;
    let shown = ada.get(&path).await.expect(200);
    assert_eq!(
        shown["sentence"],
        "Off, by an override on its schedule until Mon 2026-03-02 20:00 +00:00: fire drill. Next: on at Mon 2026-03-09 09:00 +00:00, by the window Mon 09:00 to Mon 17:00."
    );
    assert_eq!(shown["override"]["reason"], "fire drill");

    put(format!("/machines/{machine}/override"), "on", "2026-03-02T18:00:00Z", "release weekend").await;
    let shown = ada.get(&path).await.expect(200);
    let user = ada.session().await.user;
    assert_eq!(
        shown,
        json!({
            "at": "2026-03-02T08:00:00Z", "state": "running", "wish": "on", "agrees": true,
            "sentence": "On, by an override on this machine until Mon 2026-03-02 18:00 +00:00: release weekend. Next: off at Mon 2026-03-02 18:00 +00:00, by an override on its schedule until Mon 2026-03-02 20:00 +00:00: fire drill.",
            "next_edge": {"at": "2026-03-02T18:00:00Z", "wish": "off"},
            "schedule": {"id": schedule, "name": "office hours"},
            "override": {
                "keep": "on", "until": "2026-03-02T18:00:00Z", "reason": "release weekend",
                "set_by": {"id": user, "email": "ada@example.com"}, "set_at": "2026-03-02T08:00:00Z",
            },
            "action": null, "reason": "already as the schedule wants it", "last_action": null,
        })
    );
    for (at, reason) in [
        ("2026-03-02T17:59:59Z", json!("release weekend")),
        ("2026-03-02T18:00:00Z", json!("fire drill")),
        ("2026-03-02T20:00:00Z", Value::Null),
        // Before it was set there was none.
        ("2026-03-02T07:59:59Z", Value::Null),
    ] {
        let shown = ada.get(&format!("{path}?at={at}")).await.expect(200);
        assert_eq!(shown["override"]["reason"], reason, "{at}");
    }
}
