//! The security status and its events.

use http::Method;
use jiff::SignedDuration;
use powerdown_engine::{
    audit::{AnchorDesk, Anchors, anchor_all},
    record::Role,
};
use powerdown_testkit::notary::FakeNotary;
use serde_json::json;

use crate::world::{PASSWORD, World, office};

async fn guess(world: &World, times: u32) {
    for host in 0..times {
        let body = json!({"email": "ada@example.com", "password": "a wrong guess"});
        let address = format!("198.51.100.{host}");
        let from = [("x-powerdown-viewer", address.as_str())];
        world.browser().call_with(Method::POST, "/sessions", Some(body), &from).await;
    }
}

#[tokio::test]
async fn the_status_of_a_quiet_company() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let status = ada.get("/security").await.expect(200);
    assert_eq!(status["threat"], json!({"level": "calm", "score": 0, "why": []}));
    assert_eq!(status["installation"], json!({"level": "calm"}));
    assert_eq!((&status["canaries"], &status["limited_sources"]), (&json!(0), &json!(0)));
    assert_eq!(status["failed_log_ins"].as_array().unwrap().len(), 24);
    assert_eq!(status["clouds_failing"], json!([]));
    assert_eq!((&status["sessions"], &status["api_tokens"]), (&json!(1), &json!(0)));
    assert!(status["audit"]["entries"].as_u64().unwrap() >= 2, "{status}");
    assert_eq!(ada.get("/security/events").await.expect(200)["items"], json!([]));
}

/// A busy first hour under the limits of production: nothing is refused for its haste, nothing alarms.
#[tokio::test]
async fn a_busy_company_sets_off_no_alarm() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    for number in 0..12 {
        ada.connect(&format!("2222222222{number:02}"), &["eu-west-1"]).await;
        ada.post("/schedules", office(json!([]))).await.expect(201);
        let email = format!("guest{number}@example.com");
        let draft = json!({"email": email, "role": "viewer", "reach": {"type": "everything"}});
        ada.post("/invitations", draft).await.expect(201);
        ada.get(&format!("/schedules/sch_0000000000000000000000000{}", number % 9 + 1)).await.problem(404);
        ada.post("/schedules", json!({"name": ""})).await.problem(422);
    }
    // Several tabs on a shaky line.
    for _ in 0..40 {
        ada.call(Method::POST, "/socket-tickets", None).await.expect(201);
        ada.call(Method::POST, "/session/refresh", None).await.expect(200);
        ada.get("/machines").await.expect(200);
    }
    let phone = world.log_in("ada@example.com").await;
    phone.call(Method::DELETE, "/session", None).await.expect(204);
    phone.get("/session").await.problem(401);
    let status = ada.get("/security").await.expect(200);
    assert_eq!(status["threat"], json!({"level": "calm", "score": 0, "why": []}));
    assert_eq!(status["installation"], json!({"level": "calm"}));
    assert_eq!((&status["canaries"], &status["limited_sources"]), (&json!(0), &json!(0)));
    assert_eq!(ada.get("/security/events").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn an_attack_shows_and_passes() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let mine = ada.session().await.user.to_string();
    guess(&world, 30).await;
    ada.get("/admin").await.problem(404);
    let status = ada.get("/security").await.expect(200);
    assert_eq!(status["threat"]["level"], "watchful");
    assert_eq!(
        status["threat"]["why"],
        json!([{"kind": "decoy-route", "count": 1}, {"kind": "failed-log-in", "count": 30}])
    );
    assert_eq!(status["failed_log_ins"][23]["count"], 30);
    assert_eq!(status["canaries"], 1);
    let events = ada.get("/security/events?limit=200").await.expect(200);
    let events = events["items"].as_array().unwrap();
    assert_eq!(events.len(), 31, "one a source");
    assert!(events.iter().all(|event| event["user_id"] == mine.as_str()), "{events:?}");
    assert!(events.iter().all(|event| event["source"].as_str().unwrap().len() == 32));
    world.advance(SignedDuration::from_hours(3));
    ada.call(Method::POST, "/session/refresh", None).await.expect(200);
    let later = ada.get("/security").await.expect(200);
    assert_eq!(later["threat"]["level"], "calm");
    assert!(later["threat"]["since"].is_string());
}

#[tokio::test]
async fn what_was_held_back_counts_by_source() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    for _ in 0..25 {
        ada.post("/imports", json!({})).await;
    }
    let status = ada.get("/security").await.expect(200);
    assert_eq!(status["limited_sources"], 1);
    assert_eq!(status["threat"]["why"], json!([{"kind": "rate-limited", "count": 5}]));
}

#[tokio::test]
async fn events_come_newest_first_in_pages_to_their_company_alone() {
    let world = World::new();
    let (ada, bob) = (world.owner("ada@example.com").await, world.owner("bob@example.com").await);
    guess(&world, 5).await;
    let first = ada.get("/security/events?limit=3").await.expect(200);
    assert_eq!(first["items"].as_array().unwrap().len(), 3);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = ada.get(&format!("/security/events?limit=3&cursor={cursor}")).await.expect(200);
    assert_eq!(second["items"].as_array().unwrap().len(), 2);
    assert!(second["next_cursor"].is_null());
    assert_eq!(bob.get("/security/events").await.expect(200)["items"], json!([]));
    assert_eq!(bob.get(&format!("/security/events?limit=3&cursor={cursor}")).await.field(), "cursor");
    assert_eq!(ada.get("/security/events?kind=probing").await.field(), "kind");
}

#[tokio::test]
async fn what_concerns_no_company_is_shown_without_its_source() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    world.browser().get("/admin").await.problem(404);
    let body = json!({"email": "nobody@example.com", "password": "a wrong guess"});
    world.browser().post("/sessions", body).await.problem(401);
    assert_eq!(ada.get("/security/events").await.expect(200)["items"], json!([]));
    let seen = ada.get("/security/events?scope=installation").await.expect(200);
    let kinds: Vec<_> = seen["items"].as_array().unwrap().iter().map(|event| event["kind"].clone()).collect();
    assert_eq!(kinds, ["failed-log-in", "decoy-route"]);
    assert!(seen["items"].as_array().unwrap().iter().all(|event| event.get("source").is_none()));
    assert_eq!(ada.get("/security/events?scope=all").await.field(), "scope");
}

#[tokio::test]
async fn the_audit_trail_says_when_it_was_anchored_and_verified() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let audit = ada.get("/security").await.expect(200)["audit"].clone();
    assert!(audit.get("anchored_at").is_none() && audit.get("verification").is_none(), "{audit}");

    let (store, anchored) = (&world.store, world.now());
    let anchors = Anchors { objects: &*world.objects, notary: &FakeNotary };
    let desk = AnchorDesk { audit: store, accounts: store, anchors, clock: &*world.clock };
    anchor_all(desk, anchored + SignedDuration::from_mins(1)).await.unwrap();
    world.advance(SignedDuration::from_mins(5));
    ada.post("/audit-verifications", json!({"writer": "portal", "month": "2026-03"})).await.expect(200);
    let part = ada.get("/security").await.expect(200)["audit"]["verification"].clone();
    assert_eq!((&part["whole"], &part["verified"]), (&json!(false), &json!(true)));
    ada.post("/audit-verifications", json!({"writer": "portal"})).await.expect(200);
    world.advance(SignedDuration::from_mins(2));
    let audit = ada.get("/security").await.expect(200)["audit"].clone();
    assert_eq!(audit["anchored_at"], json!(anchored));
    let wanted = json!({
        "at": anchored + SignedDuration::from_mins(5), "user_id": ada.session().await.user,
        "writer": "portal", "whole": true, "verified": true,
    });
    assert_eq!(audit["verification"], wanted);
}

#[tokio::test]
async fn an_operator_does_not_see_it() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Operator).await;
    ada.get("/security").await.problem(403);
    ada.get("/security/events").await.problem(403);
    world
        .browser()
        .post("/sessions", json!({"email": "ada@example.com", "password": PASSWORD}))
        .await
        .expect(200);
}
