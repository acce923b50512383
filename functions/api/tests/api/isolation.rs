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
    let calendar = ada.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201);
    let calendar = calendar["id"].as_str().unwrap().to_owned();

    let unknown_cloud = "cld_00000000000000000000000009";
    let unknown_machine = format!("{unknown_cloud}:eu-west-1:i-00000000000000009");
    let unknown_schedule = "sch_00000000000000000000000009";
    let empty = json!({"assign": [machine], "release": []});
    let draft = office(json!([]));
    let clouds = [cloud.as_str(), unknown_cloud, "x", "cld_", "%00", "sch_00000000000000000000000009"];
    let machines = [machine.as_str(), &unknown_machine, "x", "::", "%FF"];
    let schedules = [schedule.as_str(), unknown_schedule, "x", "cld_00000000000000000000000009"];
    let calendars = [calendar.as_str(), "cal_00000000000000000000000009", "x", unknown_schedule];
    let keep = json!({"keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "mine now"});
    let days_off = json!({"name": "Mine now", "document": {}});
    let routes: [(Method, &str, Option<Value>, &[&str]); 18] = [
        (Method::GET, "/clouds/{}", None, &clouds),
        (Method::POST, "/clouds/{}/verification", None, &clouds),
        (Method::GET, "/machines?cloud={}", None, &clouds[..2]),
        (Method::GET, "/machines/{}", None, &machines),
        (Method::GET, "/machines/{}/explanation", None, &machines),
        (Method::PUT, "/machines/{}/override", Some(keep.clone()), &machines),
        (Method::DELETE, "/machines/{}/override", None, &machines),
        (Method::GET, "/schedules/{}", None, &schedules),
        (Method::PUT, "/schedules/{}", Some(draft), &schedules),
        (Method::DELETE, "/schedules/{}", None, &schedules),
        (Method::POST, "/schedules/{}/assignments", Some(empty), &schedules),
        (Method::GET, "/schedules/{}/machines", None, &schedules),
        (Method::GET, "/schedules/{}/preview", None, &schedules),
        (Method::PUT, "/schedules/{}/override", Some(keep), &schedules),
        (Method::DELETE, "/schedules/{}/override", None, &schedules),
        (Method::GET, "/calendars/{}", None, &calendars),
        (Method::PUT, "/calendars/{}", Some(days_off), &calendars),
        (Method::DELETE, "/calendars/{}", None, &calendars),
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
    // They are there, for whom they belong to, and as they were.
    ada.get(&format!("/clouds/{cloud}")).await.expect(200);
    let machine = ada.get(&format!("/machines/{machine}")).await.expect(200);
    let schedule = ada.get(&format!("/schedules/{schedule}")).await.expect(200);
    let calendar = ada.get(&format!("/calendars/{calendar}")).await.expect(200);
    assert_eq!((&machine["override"], &schedule["override"]), (&Value::Null, &Value::Null));
    assert_eq!((&schedule["version"], &calendar["version"]), (&json!(1), &json!(1)));
}

/// A document may name calendars; another company's are as unknown as those that never were.
#[tokio::test]
async fn foreign_calendars_cannot_be_used() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let calendar = ada.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201);
    let (foreign, unknown) = (calendar["id"].as_str().unwrap(), "cal_00000000000000000000000009");
    let own = eve.post("/calendars", json!({"name": "Own", "document": {}})).await.expect(201);
    let own = format!("/calendars/{}", own["id"].as_str().unwrap());
    let using = json!({"zone": "UTC", "otherwise": "on", "calendars": [{"calendar": "{}", "wish": "off"}]});
    let schedule = json!({"name": "x", "document": using});
    let including = json!({"name": "x", "document": {"includes": ["{}"]}});
    let routes = [
        (Method::POST, "/schedules/preview", json!({ "document": using })),
        (Method::POST, "/schedules", schedule),
        (Method::POST, "/calendars", including.clone()),
        (Method::PUT, &own, including),
    ];
    for (method, path, body) in routes {
        let mut answers = Vec::new();
        for id in [foreign, unknown] {
            let body = serde_json::from_str(&body.to_string().replace("{}", id)).unwrap();
            let answer = eve.call_with(method.clone(), path, Some(body), &[("if-match", "\"1\"")]).await;
            answer.problem(422);
            let (status, headers, body) = answer.essence();
            answers.push((status, headers, body.to_string().replace(id, "…")));
        }
        assert_eq!(answers[0], answers[1], "{method} {path}");
    }
}

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
