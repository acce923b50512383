//! Connecting clouds.

use http::Method;
use powerdown_engine::ports::{CloudStore, Job};
use serde_json::{Value, json};

use crate::world::World;

#[tokio::test]
async fn a_role_gets_an_external_id_and_a_link_and_waits_for_its_owner() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let access = json!({"type": "role", "role_arn": "arn:aws:iam::333333333333:role/PowerDown"});
    let draft = json!({"name": " prod ", "account_id": "333333333333", "regions": ["eu-west-1", "us-east-1"], "access": access});
    let cloud = ada.post("/clouds", draft).await.expect(201);
    assert_eq!(cloud["name"], "prod");
    assert_eq!(cloud["account_id"], "333333333333");
    assert_eq!(cloud["regions"], json!(["eu-west-1", "us-east-1"]));
    assert_eq!(cloud["health"], json!({"status": "unverified", "reason": null, "checked_at": null}));
    assert_eq!(cloud["machines_seen_at"], Value::Null);
    assert_eq!(cloud["version"], 1);
    assert_eq!(cloud["access"]["type"], "role");
    let external_id = cloud["access"]["external_id"].as_str().unwrap();
    assert_eq!(external_id.len(), 64);
    let link = cloud["access"]["launch_url"].as_str().unwrap();
    assert!(link.contains(external_id) && link.contains("param_PowerDownAccountId=111111111111"), "{link}");
    assert!(world.outbox.take_jobs().is_empty(), "nothing can be verified yet");

    let id = cloud["id"].as_str().unwrap();
    assert_eq!(ada.get(&format!("/clouds/{id}")).await.expect(200), cloud);
    assert_eq!(ada.get("/clouds").await.expect(200), json!({"items": [cloud], "next_cursor": null}));
    let asked = ada.call(Method::POST, &format!("/clouds/{id}/verification"), None).await.expect(202);
    assert_eq!(asked["id"], cloud["id"]);
    assert!(matches!(world.outbox.take_jobs()[..], [Job::VerifyCloud { .. }]));
    let stored = world.store.clouds(ada.tenant().await).await.unwrap();
    assert!(!format!("{:?}", serde_json::to_value(&stored).unwrap()).contains(external_id));
}

#[tokio::test]
async fn access_keys_are_sealed_and_never_shown() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let id = ada.connect("222222222222", &["eu-west-1"]).await;
    let answer = ada.get(&format!("/clouds/{id}")).await;
    assert_eq!(answer.expect(200)["access"], json!({"type": "access_keys", "access_key_id_hint": "MPLE"}));
    for answer in [answer, ada.get("/clouds").await] {
        let text = String::from_utf8(answer.bytes).unwrap();
        assert!(!text.contains("AKIAIOSFODNN7") && !text.contains("wJalr"), "{text}");
    }
    assert!(matches!(world.outbox.take_jobs()[..], [Job::VerifyCloud { .. }]));
}

#[tokio::test]
async fn an_account_is_connected_once_and_whose_it_is_is_not_said() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    ada.connect("222222222222", &["eu-west-1"]).await;
    let access = json!({"type": "role", "role_arn": "arn:aws:iam::222222222222:role/PowerDown"});
    let draft =
        json!({"name": "x", "account_id": "222222222222", "regions": ["eu-west-1"], "access": access});
    let own = ada.post("/clouds", draft.clone()).await;
    let foreign = eve.post("/clouds", draft).await;
    own.problem(409);
    assert_eq!(own.essence(), foreign.essence());
    assert_eq!(eve.get("/clouds").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn a_cloud_is_changed_at_its_version_and_taken_away() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let id = ada.connect("222222222222", &["eu-west-1", "us-east-1"]).await;
    let path = format!("/clouds/{id}");
    world.outbox.take_jobs();
    let put = async |body: Value, version: &str| {
        ada.call_with(Method::PUT, &path, Some(body), &[("if-match", version)]).await
    };
    let renamed = json!({"name": "production", "regions": ["eu-west-1", "us-east-1"]});
    ada.call(Method::PUT, &path, Some(renamed.clone())).await.problem(428);
    put(renamed.clone(), "\"2\"").await.problem(412);
    let shown = put(renamed.clone(), "\"1\"").await.expect(200);
    assert_eq!((&shown["name"], &shown["version"]), (&json!("production"), &json!(2)));
    assert_eq!(shown["access"]["access_key_id_hint"], "MPLE", "access stays what it was");
    assert!(world.outbox.take_jobs().is_empty());
    put(renamed, "\"1\"").await.problem(412);

    let fewer = json!({"name": "production", "regions": ["us-east-1"]});
    put(fewer.clone(), "\"2\"").await.expect(200);
    let more = json!({"name": "production", "regions": ["us-east-1", "eu-west-1"]});
    assert!(put(more, "\"3\"").await.problem(409)["detail"].as_str().unwrap().contains("still leaving"));
    for (body, field) in [
        (json!({"name": "", "regions": ["us-east-1"]}), "name"),
        (json!({"name": "x", "regions": []}), "regions"),
        (json!({"name": "x", "regions": ["us-east-1", "us-east-1"]}), "regions[1]"),
        (json!({"name": "x", "regions": ["us-east-1"], "account_id": "222222222222"}), "account_id"),
        (
            json!({"name": "x", "regions": ["us-east-1"], "access": {"type": "role", "role_arn": "arn:aws:iam::333333333333:role/x"}}),
            "access.role_arn",
        ),
    ] {
        assert_eq!(put(body.clone(), "\"3\"").await.field(), field, "{body}");
    }

    ada.call_with(Method::DELETE, &path, None, &[("if-match", "\"1\"")]).await.problem(412);
    ada.call(Method::DELETE, &path, None).await.expect(204);
    ada.get(&path).await.problem(404);
    ada.call(Method::DELETE, &path, None).await.problem(404);
    assert_eq!(ada.get("/clouds").await.expect(200)["items"], json!([]));
    // The account is free, for anybody.
    eve.connect("222222222222", &["eu-west-1"]).await;
}
