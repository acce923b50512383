//! What somebody was not allowed to do is in their company's trail, few times and with the count.

use axum::body::Body;
use http::{HeaderValue, Method};
use jiff::SignedDuration;
use powerdown_domain::{CloudId, Reach};
use powerdown_engine::record::{Actor, AuditEntry, AuditOutcome, Role};
use serde_json::{Value, json};

use crate::{
    api_tokens::token_draft,
    overrides::trail,
    world::{Browser, World, office},
};

async fn denied(browser: &Browser<'_>) -> Vec<AuditEntry> {
    let mut entries = trail(browser).await;
    entries.retain(|entry| entry.outcome == AuditOutcome::Denied);
    entries
}

/// The operations of denied attempts, with what is said of them.
fn told(entries: &[AuditEntry]) -> Vec<(&str, &str)> {
    entries.iter().map(|entry| (entry.subjects[0].as_str(), entry.detail.as_str())).collect()
}

fn program_of(issued: &Value) -> Actor {
    Actor::ApiToken(issued["api_token"]["id"].as_str().unwrap().parse().unwrap())
}

#[tokio::test]
async fn every_kind_of_refusal_is_in_the_trail() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let reader = ada.api_token(&["machines:read"]).await;
    let mut narrow = token_draft(&["machines:read"]);
    narrow["reach"] = json!({"type": "clouds", "clouds": [cloud]});
    let narrow = ada.post("/api-tokens", narrow).await.expect(201);
    let owner = ada.session().await.user;

    ada.become_a(Role::Viewer).await;
    ada.post("/schedules", office(json!([]))).await.problem(403);
    ada.become_a(Role::Admin).await;
    ada.reach(Reach::Clouds([cloud.parse().unwrap()].into())).await;
    ada.call(Method::DELETE, &format!("/members/{owner}"), None).await.problem(403);
    ada.reach(Reach::Everything).await;
    ada.call(Method::DELETE, &format!("/members/{owner}"), None).await.problem(403);
    ada.become_a(Role::Owner).await;

    let program = world.program_with(&reader);
    program.get("/clouds").await.problem(403);
    program.get("/sessions").await.problem(403);
    program.call(Method::POST, "/api-tokens", Some(json!({}))).await.problem(403);
    ada.reach(Reach::Clouds([CloudId::from_parts(1, 1)].into())).await;
    world.program_with(&narrow).get("/machines").await.problem(403);
    ada.reach(Reach::Everything).await;

    let entries = denied(&ada).await;
    assert_eq!(
        told(&entries),
        [
            ("POST /api/v1/schedules", "this needs the role admin or a higher one"),
            (
                "DELETE /api/v1/members/{user_id}",
                "this concerns the whole company, and needs a reach that nothing narrows"
            ),
            ("GET /api/v1/clouds", "this token lacks the scope clouds:read"),
            ("GET /api/v1/sessions", "API tokens do not work here; log in"),
            ("POST /api/v1/api-tokens", "API tokens do not work here; log in"),
            ("GET /api/v1/machines", "this token reaches nothing that its maker reaches; make another one"),
        ]
    );
    assert!(entries.iter().all(|entry| entry.action == "operation.call"));
    let (user, reader, narrow) = (Actor::User(owner), program_of(&reader), program_of(&narrow));
    let expected = [user.clone(), user, reader.clone(), reader.clone(), reader, narrow];
    assert_eq!(entries.iter().map(|entry| entry.actor.clone()).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_thousand_refusals_are_four_entries_with_the_count() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Viewer).await;
    for _ in 0..1_000 {
        ada.post("/schedules", office(json!([]))).await.problem(403);
    }
    let schedules = |detail| ("POST /api/v1/schedules", detail);
    let reason = "this needs the role admin or a higher one";
    let counted = [10, 100, 1_000].map(|count| format!("{reason}; {count} times within 10 minutes"));
    let mut expected = vec![schedules(reason)];
    expected.extend(counted.iter().map(|detail| schedules(detail.as_str())));
    assert_eq!(told(&denied(&ada).await), expected);

    // Another operation and another window are counted by themselves.
    ada.post("/calendars", json!({})).await.problem(403);
    expected.push(("POST /api/v1/calendars", reason));
    assert_eq!(told(&denied(&ada).await), expected);
    world.advance(SignedDuration::from_mins(9));
    ada.post("/schedules", office(json!([]))).await.problem(403);
    assert_eq!(denied(&ada).await.len(), 5, "still within ten minutes");
    world.advance(SignedDuration::from_mins(1));
    let ada = world.log_in("ada@example.com").await;
    ada.post("/schedules", office(json!([]))).await.problem(403);
    expected.push(schedules(reason));
    assert_eq!(told(&denied(&ada).await), expected);
}

#[tokio::test]
async fn what_is_allowed_unknown_or_nobodys_is_no_denied_attempt() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let before = (trail(&ada).await.len(), world.store.writes());
    for list in ["/clouds", "/machines", "/schedules", "/session"] {
        ada.get(list).await.expect(200);
    }
    assert_eq!(world.store.writes(), before.1, "what is allowed writes nothing");
    ada.get("/schedules/sch_01JZ0000000000000000000000").await.problem(404);
    ada.get("/admin").await.problem(404);
    world.browser().get("/schedules").await.problem(401);
    let mut forged = ada.request(Method::POST, "/api/v1/schedules").body(Body::empty()).unwrap();
    forged.headers_mut().insert("origin", HeaderValue::from_static("https://elsewhere.example"));
    ada.send(forged).await.problem(403);
    assert_eq!(trail(&ada).await.len(), before.0);
}

#[tokio::test]
async fn a_refusal_stays_one_when_it_cannot_be_written_down() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Viewer).await;
    world.store.fail_audit(true);
    ada.post("/schedules", office(json!([]))).await.problem(403);
    world.store.fail_audit(false);
    assert_eq!(denied(&ada).await, []);
}

#[tokio::test]
async fn a_token_that_is_not_on_record_is_not_given_out_and_is_none() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    world.store.fail_audit(true);
    let refused = ada.post("/api-tokens", token_draft(&["machines:read"])).await.problem(503);
    assert!(!refused.to_string().contains("pdt_"), "{refused}");
    assert_eq!(ada.get("/api-tokens").await.expect(200)["items"], json!([]));
    world.store.fail_audit(false);
    ada.api_token(&["machines:read"]).await;
}
