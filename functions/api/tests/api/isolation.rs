//! Another company's things answer exactly as things that do not exist.

use http::Method;
use serde_json::{Value, json};

use crate::world::{World, office};

#[tokio::test]
async fn foreign_unknown_and_malformed_ids_answer_alike() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let schedule = schedule["id"].as_str().unwrap().to_owned();

    let unknown_cloud = "cld_00000000000000000000000009";
    let unknown_machine = format!("{unknown_cloud}:eu-west-1:i-00000000000000009");
    let unknown_schedule = "sch_00000000000000000000000009";
    let empty = json!({"assign": [machine], "release": []});
    let draft = office(json!([]));
    let clouds = [cloud.as_str(), unknown_cloud, "x", "cld_", "%00", "sch_00000000000000000000000009"];
    let machines = [machine.as_str(), &unknown_machine, "x", "::", "%FF"];
    let schedules = [schedule.as_str(), unknown_schedule, "x", "cld_00000000000000000000000009"];
    let routes: [(Method, &str, Option<Value>, &[&str]); 9] = [
        (Method::GET, "/clouds/{}", None, &clouds),
        (Method::POST, "/clouds/{}/verification", None, &clouds),
        (Method::GET, "/machines?cloud={}", None, &clouds[..2]),
        (Method::GET, "/machines/{}", None, &machines),
        (Method::GET, "/schedules/{}", None, &schedules),
        (Method::PUT, "/schedules/{}", Some(draft), &schedules),
        (Method::DELETE, "/schedules/{}", None, &schedules),
        (Method::POST, "/schedules/{}/assignments", Some(empty), &schedules),
        (Method::GET, "/schedules/{}/machines", None, &schedules),
    ];
    for (method, route, body, ids) in routes {
        let mut answers = Vec::new();
        for id in ids {
            let path = route.replace("{}", id);
            let answer = eve.call_with(method.clone(), &path, body.clone(), &[("if-match", "\"1\"")]).await;
            answer.problem(404);
            answers.push(answer.essence());
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{method} {route}");
    }
    // They are there, for whom they belong to.
    ada.get(&format!("/clouds/{cloud}")).await.expect(200);
    ada.get(&format!("/machines/{machine}")).await.expect(200);
    ada.get(&format!("/schedules/{schedule}")).await.expect(200);
}

#[tokio::test]
async fn lists_hold_ones_own_things_alone() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    ada.post("/schedules", office(json!([]))).await.expect(201);
    for path in ["/clouds", "/machines", "/schedules"] {
        assert_eq!(ada.get(path).await.expect(200)["items"].as_array().unwrap().len(), 1, "{path}");
        assert_eq!(eve.get(path).await.expect(200)["items"], json!([]), "{path}");
    }
    // A foreign cursor reaches nothing.
    let page = ada.get("/machines?limit=1").await.expect(200);
    assert_eq!(page["next_cursor"], Value::Null);
    let forged = powerdown_api::cursor::Cursor {
        cloud: cloud.parse().unwrap(),
        region: "eu-west-1".parse().unwrap(),
        after: None,
    };
    let path = format!("/machines?cursor={}", forged.write());
    ada.get(&path).await.expect(200);
    assert_eq!(eve.get(&path).await.field(), "cursor");
    // Nor does a foreign machine follow one's schedule.
    let schedule = eve.post("/schedules", office(json!([]))).await.expect(201);
    let path = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    let request = json!({"assign": [machine], "release": []});
    let results = eve.post(&format!("{path}/assignments"), request).await.expect(200);
    assert_eq!(results["results"], json!([{"machine_id": machine, "status": "not-found"}]));
    assert_eq!(
        eve.get(&format!("{path}/machines?cursor={}", forged.write())).await.expect(200)["items"],
        json!([])
    );
    assert_eq!(ada.get(&format!("/machines/{machine}")).await.expect(200)["schedule"], Value::Null);
}
