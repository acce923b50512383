//! Writing schedules and assigning machines.

use http::{Method, header};
use serde_json::{Value, json};

use crate::world::{World, office};

#[tokio::test]
async fn a_schedule_is_saved_shown_replaced_and_deleted() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let saved = ada.post("/schedules", office(json!([{"priority": 5, "tags": [{"key": "env"}]}]))).await;
    let schedule = saved.expect(201);
    assert!(saved.headers[header::ETAG].to_str().unwrap().starts_with("\"1."));
    let id = schedule["id"].as_str().unwrap();
    assert_eq!(
        schedule,
        json!({
            "id": id, "name": "office hours",
            "document": {
                "zone": "Europe/London",
                "windows": [{"from": {"day": "mon", "time": "09:00"}, "to": {"day": "mon", "time": "17:00"}}],
            },
            "selectors": [{"priority": 5, "tags": [{"key": "env"}]}],
            "version": 1, "next_edge": {"at": "2026-03-02T09:00:00Z", "wish": "on"}, "wish_now": "off",
            "override": null,
            "explanation": "Off, as nothing else is scheduled. Next: on at Mon 2026-03-02 09:00 +00:00, by the window Mon 09:00 to Mon 17:00.",
            "machines": 0, "created_at": "2026-03-02T08:00:00Z", "updated_at": "2026-03-02T08:00:00Z",
        })
    );
    let path = format!("/schedules/{id}");
    assert_eq!(ada.get(&path).await.expect(200), schedule);
    let listed = ada.get("/schedules").await.expect(200);
    assert_eq!(listed["next_cursor"], Value::Null);
    let mut summary = schedule.clone();
    summary.as_object_mut().unwrap().remove("document");
    summary["zone"] = json!("Europe/London");
    assert_eq!(listed["items"], json!([summary]));

    let mut draft = office(json!([]));
    draft["name"] = json!("shorter");
    let put = async |version: Option<&str>| {
        let headers: Vec<(&str, &str)> = version.map(|version| ("if-match", version)).into_iter().collect();
        ada.call_with(Method::PUT, &path, Some(draft.clone()), &headers).await
    };
    put(None).await.problem(428);
    for wrong in ["\"2\"", "1", "*", "W/\"1\"", "\"one\"", ""] {
        put(Some(wrong)).await.problem(412);
    }
    let replaced = put(Some("\"1\"")).await;
    assert!(replaced.headers[header::ETAG].to_str().unwrap().starts_with("\"2."));
    assert_eq!(replaced.expect(200)["name"], "shorter");
    put(Some("\"1\"")).await.problem(412);

    let delete = async |headers: &[(&str, &str)]| ada.call_with(Method::DELETE, &path, None, headers).await;
    delete(&[("if-match", "\"1\"")]).await.problem(412);
    delete(&[("if-match", "\"2\"")]).await.expect(204);
    delete(&[]).await.problem(404);
    ada.get(&path).await.problem(404);
}

#[tokio::test]
async fn a_schedule_that_is_always_on_has_no_next_edge() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let mut draft = office(json!([]));
    draft["document"]["windows"] = json!([
        {"from": {"day": "mon", "time": "00:00"}, "to": {"day": "fri", "time": "00:00"}},
        {"from": {"day": "fri", "time": "00:00"}, "to": {"day": "mon", "time": "00:00"}},
    ]);
    let schedule = ada.post("/schedules", draft).await.expect(201);
    assert_eq!((&schedule["next_edge"], &schedule["wish_now"]), (&Value::Null, &json!("on")));
}

#[tokio::test]
async fn selectors_may_be_left_out() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let mut draft = office(json!([]));
    draft.as_object_mut().unwrap().remove("selectors");
    assert_eq!(ada.post("/schedules", draft).await.expect(201)["selectors"], json!([]));
}

#[tokio::test]
async fn a_tie_is_refused_and_names_the_machines() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    ada.machine(&cloud, "eu-west-1", 1, &[("Name", "web-1"), ("env", "dev")]).await;
    let selector = json!([{"priority": 5, "tags": [{"key": "env"}]}]);
    ada.post("/schedules", office(selector.clone())).await.expect(201);
    let written = world.store.writes();
    let problem = ada.post("/schedules", office(selector)).await.problem(409);
    assert!(problem["detail"].as_str().unwrap().contains("web-1"), "{problem}");
    assert_eq!(world.store.writes(), written);
}

#[tokio::test]
async fn each_machine_of_an_assignment_has_its_own_outcome() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let (one, two) =
        (ada.machine(&cloud, "eu-west-1", 1, &[]).await, ada.machine(&cloud, "eu-west-1", 2, &[]).await);
    let unknown = format!("{cloud}:eu-west-1:i-00000000000000009");
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let path = format!("/schedules/{}/assignments", schedule["id"].as_str().unwrap());
    let assign = async |assign: Value, release: Value| {
        let results = ada.post(&path, json!({"assign": assign, "release": release})).await.expect(200);
        let results = results["results"].as_array().unwrap().clone();
        results
            .into_iter()
            .map(|result| (result["machine_id"].clone(), result["status"].clone()))
            .collect::<Vec<_>>()
    };
    let pairs = |pairs: &[(&String, &str)]| -> Vec<(Value, Value)> {
        pairs.iter().map(|(id, status)| (json!(id), json!(status))).collect()
    };
    assert_eq!(
        assign(json!([one, unknown]), json!([two])).await,
        pairs(&[(&one, "assigned"), (&unknown, "not-found"), (&two, "unchanged")])
    );
    assert_eq!(assign(json!([one, two]), json!([])).await, pairs(&[(&one, "unchanged"), (&two, "assigned")]));
    assert_eq!(assign(json!([]), json!([one])).await, pairs(&[(&one, "released")]));
    assert_eq!(ada.get(&format!("/machines/{one}")).await.expect(200)["schedule"], Value::Null);
    assert_eq!(ada.get(&format!("/machines/{two}")).await.expect(200)["schedule"]["by"], "id");
}
