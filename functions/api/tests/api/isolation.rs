//! What the matrix cannot see: lists hold one's own things, cursors reach no further, and odd ids are
//! as unknown as all others.

use http::Method;
use powerdown_engine::record::Role;
use serde_json::{Value, json};

use crate::world::{World, office};

#[tokio::test]
async fn lists_hold_ones_own_things_alone() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    ada.post("/schedules", office(json!([]))).await.expect(201);
    ada.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201);
    for path in ["/clouds", "/machines", "/schedules", "/calendars"] {
        assert_eq!(ada.get(path).await.expect(200)["items"].as_array().unwrap().len(), 1, "{path}");
        assert_eq!(eve.get(path).await.expect(200)["items"], json!([]), "{path}");
    }
    // Nor does a foreign machine follow one's schedule.
    let schedule = eve.post("/schedules", office(json!([]))).await.expect(201);
    let path = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    let request = json!({"assign": [machine], "release": []});
    let results = eve.post(&format!("{path}/assignments"), request).await.expect(200);
    assert_eq!(results["results"], json!([{"machine_id": machine, "status": "not-found"}]));
    assert_eq!(ada.get(&format!("/machines/{machine}")).await.expect(200)["schedule"], Value::Null);
}

#[tokio::test]
async fn texts_that_are_no_ids_answer_like_unknown_ones() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for (kind, never) in [
        ("clouds", "cld_00000000000000000000000009"),
        ("machines", "cld_00000000000000000000000009:eu-west-1:i-00000000000000009"),
        ("schedules", "sch_00000000000000000000000009"),
        ("calendars", "cal_00000000000000000000000009"),
    ] {
        let unknown = ada.get(&format!("/{kind}/{never}")).await;
        unknown.problem(404);
        for odd in
            ["x", "::", "cld_", "sch_", "%00", "%FF", "%2E%2E%2Fsession", "tnt_00000000000000000000000009"]
        {
            assert_eq!(ada.get(&format!("/{kind}/{odd}")).await.essence(), unknown.essence(), "{kind}/{odd}");
        }
    }
}

/// Who may not do a thing is told so before their request is looked at.
#[tokio::test]
async fn a_bad_request_is_refused_first_for_its_role() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Viewer).await;
    ada.post("/schedules", json!({"nonsense": true})).await.problem(403);
    ada.call(Method::DELETE, "/schedules/x", None).await.problem(403);
    ada.call(Method::PUT, "/machines/x/override", Some(json!({}))).await.problem(403);
    ada.call(Method::PUT, "/schedules/x/override", Some(json!({}))).await.problem(403);
    ada.call(Method::DELETE, "/calendars/x", None).await.problem(403);
    ada.post("/calendars/import?dry_run=maybe", json!({"nonsense": true})).await.problem(403);
}
