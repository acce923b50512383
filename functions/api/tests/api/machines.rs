//! The inventory.

use jiff::SignedDuration;
use powerdown_domain::{
    MachineId, ScheduleId,
    machine::{LastAction, Outcome, Retry},
    reconcile::Action,
};
use powerdown_engine::ports::MachineStore;
use serde_json::{Value, json};

use crate::world::{World, office};

#[tokio::test]
async fn a_machine_is_shown_with_its_schedule_and_what_was_last_done() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let id = ada.machine(&cloud, "eu-west-1", 1, &[("Name", "web-1"), ("env", "dev")]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let schedule = schedule["id"].as_str().unwrap();
    let request = json!({"assign": [id], "release": []});
    ada.post(&format!("/schedules/{schedule}/assignments"), request).await.expect(200);
    let tenant = ada.tenant().await;
    let machine_id: MachineId = id.parse().unwrap();
    let mut machine = world.store.machine(tenant, &machine_id).await.unwrap().unwrap();
    let followed = machine.assignment.schedule();
    let at = "2026-03-02T07:59:00Z".parse().unwrap();
    let reason = "outside the schedule's windows".to_owned();
    machine.last_action = Some(LastAction { action: Action::Stop, outcome: Outcome::Accepted, reason, at });
    machine.retry = Some(Retry { at: world.now(), attempt: 2 });
    world.store.put_machine(tenant, &machine, followed).await.unwrap();

    assert_eq!(
        ada.get(&format!("/machines/{id}")).await.expect(200),
        json!({
            "id": id, "cloud_id": cloud, "region": "eu-west-1", "instance_id": machine_id.instance,
            "name": "web-1", "type": "m5.large", "zone": "eu-west-1a", "platform": "Linux/UNIX",
            "lifecycle": "on-demand", "state": "running", "state_at": "2026-01-01T00:00:00Z",
            "launched_at": "2026-01-01T00:00:00Z", "tags": {"Name": "web-1", "env": "dev"},
            "schedule": {"id": schedule, "by": "id"}, "conflict": [],
            // 08:00 on a Monday in London, before the office opens.
            "wish": "off", "override": null,
            "last_action": {
                "action": "stop", "outcome": "accepted", "reason": "outside the schedule's windows",
                "at": "2026-03-02T07:59:00Z",
            },
            "next_attempt_at": "2026-03-02T08:00:00Z", "rev": 3,
        })
    );
    world.clock.set("2026-03-02T09:00:00Z".parse().unwrap());
    let ada = again(&world).await;
    assert_eq!(ada.get(&format!("/machines/{id}")).await.expect(200)["wish"], "on");
    assert_eq!(ada.get("/machines").await.expect(200)["items"][0]["wish"], "on");
}

/// Ada, logged in after the clock moved on.
async fn again(world: &World) -> crate::world::Browser<'_> {
    let browser = world.browser();
    let credentials = json!({"email": "ada@example.com", "password": crate::world::PASSWORD});
    browser.post("/sessions", credentials).await.expect(200);
    browser
}

#[tokio::test]
async fn a_machine_without_a_schedule_and_one_in_conflict() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let id = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let shown = ada.get(&format!("/machines/{id}")).await.expect(200);
    for field in ["name", "schedule", "override", "wish", "last_action", "next_attempt_at"] {
        assert_eq!(shown[field], Value::Null, "{field}");
        assert!(shown.as_object().unwrap().contains_key(field), "{field} is there, and null");
    }
    let (tenant, key) = (ada.tenant().await, id.parse().unwrap());
    let mut machine = world.store.machine(tenant, &key).await.unwrap().unwrap();
    machine.assignment.tie = vec![ScheduleId::from_parts(1, 1), ScheduleId::from_parts(1, 2)];
    world.store.put_machine(tenant, &machine, None).await.unwrap();
    let shown = ada.get(&format!("/machines/{id}")).await.expect(200);
    assert_eq!(shown["conflict"], json!(machine.assignment.tie));
    assert_eq!(shown["wish"], Value::Null);
}

#[tokio::test]
async fn pages_go_through_all_clouds_and_regions_once() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let mut wanted = Vec::new();
    let first = ada.connect("222222222222", &["us-east-1", "eu-west-1"]).await;
    // The list is in order of age, which ids carry to the millisecond.
    world.advance(SignedDuration::from_secs(1));
    let second = ada.connect("333333333333", &["eu-west-1"]).await;
    for (cloud, region, count) in
        [(&first, "us-east-1", 3), (&first, "eu-west-1", 0), (&second, "eu-west-1", 4)]
    {
        for number in 0..count {
            wanted.push(ada.machine(cloud, region, number, &[]).await);
        }
    }
    let ids = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap();
        items.iter().map(|machine| machine["id"].as_str().unwrap().to_owned()).collect()
    };
    for limit in [1, 2, 3, 4, 7, 8, 100] {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = ada.get(&format!("/machines?limit={limit}{cursor}")).await.expect(200);
            found.extend(ids(&page));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, wanted, "limit {limit}");
    }
    let of_cloud = ada.get(&format!("/machines?cloud={second}")).await.expect(200);
    assert_eq!(ids(&of_cloud), wanted[3..]);
    let of_region = ada.get(&format!("/machines?cloud={first}&region=us-east-1")).await.expect(200);
    assert_eq!(ids(&of_region), wanted[..3]);
    let none = ada.get(&format!("/machines?cloud={first}&region=sa-east-1")).await.expect(200);
    assert_eq!(ids(&none), Vec::<String>::new());
}

#[tokio::test]
async fn machines_of_a_schedule_are_paged_too() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["us-east-1", "eu-west-1"]).await;
    let mut wanted = Vec::new();
    for (region, number) in [("eu-west-1", 1), ("eu-west-1", 2), ("us-east-1", 1)] {
        wanted.push(ada.machine(&cloud, region, number, &[]).await);
    }
    ada.machine(&cloud, "us-east-1", 9, &[]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let path = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    ada.post(&format!("{path}/assignments"), json!({"assign": wanted, "release": []})).await.expect(200);
    assert_eq!(ada.get(&path).await.expect(200)["machines"], 3);
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = ada.get(&format!("{path}/machines?limit=2{cursor}")).await.expect(200);
        for machine in page["items"].as_array().unwrap() {
            assert_eq!(machine["schedule"]["id"], schedule["id"]);
            found.push(machine["id"].as_str().unwrap().to_owned());
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found, wanted);
}
