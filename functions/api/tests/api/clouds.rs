//! Connecting clouds.

use http::Method;
use jiff::SignedDuration;
use powerdown_domain::{CloudId, Reach};
use powerdown_engine::{
    ports::{CloudStore, Job},
    record::{Actor, AuditEntry, Role},
};
use serde_json::{Value, json};

use crate::{
    overrides::trail,
    world::{Browser, World},
};

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
    let launch = cloud["launch"].clone();
    let external_id = launch["external_id"].as_str().unwrap();
    assert_eq!(external_id.len(), 64);
    let link = launch["launch_url"].as_str().unwrap();
    assert!(link.contains(external_id) && link.contains("param_PowerDownAccountId=111111111111"), "{link}");
    assert!(world.outbox.take_jobs().is_empty(), "nothing can be verified yet");

    let id = cloud["id"].as_str().unwrap();
    let mut known = cloud.clone();
    known.as_object_mut().unwrap().remove("launch");
    let cloud = known;
    assert_eq!(ada.get(&format!("/clouds/{id}")).await.expect(200), cloud);
    assert_eq!(ada.get(&format!("/clouds/{id}/launch")).await.expect(200), launch);
    assert_eq!(ada.get("/clouds").await.expect(200), json!({"items": [cloud], "next_cursor": null}));
    let asked = ada.call(Method::POST, &format!("/clouds/{id}/verification"), None).await.expect(202);
    assert_eq!(asked["id"], cloud["id"]);
    assert!(matches!(world.outbox.take_jobs()[..], [Job::VerifyCloud { .. }]));
    let stored = world.store.clouds(ada.tenant().await).await.unwrap();
    assert!(!format!("{:?}", serde_json::to_value(&stored).unwrap()).contains(external_id));
}

/// The trail's entries of external ids that were shown.
async fn shown(browser: &Browser<'_>) -> Vec<AuditEntry> {
    let mut entries = trail(browser).await;
    entries.retain(|entry| entry.action == "cloud.external-id-show");
    entries
}

#[tokio::test]
async fn an_external_id_is_shown_to_admins_who_ask_and_that_is_on_record() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect_by_role("333333333333").await;
    let (id, external_id) = (cloud["id"].as_str().unwrap(), cloud["launch"]["external_id"].as_str().unwrap());
    let path = format!("/clouds/{id}/launch");
    for role in [Role::Viewer, Role::Operator] {
        ada.become_a(role).await;
        ada.get(&path).await.problem(403);
    }
    ada.become_a(Role::Admin).await;
    ada.reach(Reach::Clouds([CloudId::from_parts(1, 1)].into())).await;
    ada.get(&path).await.problem(404);
    ada.reach(Reach::Clouds([id.parse().unwrap()].into())).await;
    assert_eq!(shown(&ada).await, []);
    for _ in 0..3 {
        let answer = ada.get(&path).await;
        assert_eq!(answer.expect(200)["external_id"], external_id);
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert!(!answer.headers.contains_key("etag"));
    }
    let entries = shown(&ada).await;
    assert_eq!(entries.len(), 1, "within ten minutes it is said once");
    assert_eq!(entries[0].actor, Actor::User(ada.session().await.user));
    assert_eq!(entries[0].subjects, [id]);
    world.advance(SignedDuration::from_mins(10));
    let ada = world.log_in("ada@example.com").await;
    ada.get(&path).await.expect(200);
    assert_eq!(shown(&ada).await.len(), 2);

    // Nobody is shown it by the way.
    let version = ada.get(&format!("/clouds/{id}")).await.expect(200)["version"].to_string();
    let change = json!({"name": "production", "regions": ["eu-west-1"]});
    let version = format!("\"{version}\"");
    for answer in [
        ada.get("/clouds").await,
        ada.get(&format!("/clouds/{id}")).await,
        ada.call_with(Method::PUT, &format!("/clouds/{id}"), Some(change), &[("if-match", &version)]).await,
        ada.call(Method::POST, &format!("/clouds/{id}/verification"), None).await,
    ] {
        assert!(answer.status.is_success());
        let text = String::from_utf8(answer.bytes).unwrap();
        assert!(!text.contains(external_id) && !text.contains("launch"), "{text}");
    }
}

#[tokio::test]
async fn an_external_id_stays_closed_when_that_cannot_be_written_down() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect_by_role("333333333333").await;
    let path = format!("/clouds/{}/launch", cloud["id"].as_str().unwrap());
    world.store.fail_audit(true);
    ada.get(&path).await.problem(503);
    let draft = json!({"name": "prod", "account_id": "444444444444", "regions": ["eu-west-1"],
        "access": {"type": "role", "role_arn": "arn:aws:iam::444444444444:role/PowerDown"}});
    ada.post("/clouds", draft).await.problem(503);
    world.store.fail_audit(false);
    ada.get(&path).await.expect(200);
}

#[tokio::test]
async fn a_cloud_that_is_entered_by_keys_has_no_external_id() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let id = ada.connect("222222222222", &["eu-west-1"]).await;
    ada.get(&format!("/clouds/{id}/launch")).await.problem(404);
    assert_eq!(shown(&ada).await, []);
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
