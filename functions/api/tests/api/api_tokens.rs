//! API tokens: what they open, and what they never do.

use http::Method;
use jiff::SignedDuration;
use powerdown_domain::Reach;
use powerdown_engine::record::Role;
use serde_json::{Value, json};

use crate::world::{Browser, World, office};

impl Browser<'_> {
    /// A fresh token with these scopes, for everything, until April.
    pub(crate) async fn api_token(&self, scopes: &[&str]) -> Value {
        self.post("/api-tokens", token_draft(scopes)).await.expect(201)
    }
}

/// A token for everything, until April.
pub(crate) fn token_draft(scopes: &[&str]) -> Value {
    json!({
        "name": "nightly report", "scopes": scopes, "reach": {"type": "everything"},
        "expires_at": "2026-04-01T00:00:00Z",
    })
}

impl World {
    /// A program with a fresh token.
    pub(crate) fn program_with(&self, issued: &Value) -> Browser<'_> {
        self.program(format!("Bearer {}", issued["token"].as_str().unwrap()))
    }
}

fn keep() -> Value {
    json!({"keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release weekend"})
}

#[tokio::test]
async fn a_token_opens_its_scopes_and_nothing_else() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let (overriding, machine) = (format!("/machines/{machine}/override"), format!("/machines/{machine}"));
    let reader = world.program_with(&ada.api_token(&["machines:read"]).await);
    reader.get("/machines").await.expect(200);
    reader.get(&machine).await.expect(200);
    let refused = reader.call(Method::PUT, &overriding, Some(keep())).await.problem(403);
    assert!(refused["detail"].as_str().unwrap().contains("machines:write"), "{refused}");
    for other in ["/schedules", "/calendars", "/clouds", "/audit-writers"] {
        reader.get(other).await.problem(403);
    }

    let writer = world.program_with(&ada.api_token(&["machines:write", "schedules:write"]).await);
    writer.get(&machine).await.expect(200);
    let set = writer.call(Method::PUT, &overriding, Some(keep())).await.expect(200);
    assert_eq!(set["override"]["set_by"]["email"], "ada@example.com", "it acts in her place");
    writer.call(Method::POST, "/schedules", Some(office(json!([])))).await.expect(201);
    let preview = json!({"document": office(json!([]))["document"]});
    writer.call(Method::POST, "/schedules/preview", Some(preview)).await.expect(200);

    let all = ["machines", "schedules", "calendars", "clouds"].map(|family| format!("{family}:write"));
    let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
    all.push("audit:read");
    let all = world.program_with(&ada.api_token(&all).await);
    for for_people in ["/session", "/members", "/invitations", "/api-tokens", "/tenant"] {
        all.get(for_people).await.problem(403);
    }
    for for_people in ["/socket-tickets", "/api-tokens", "/invitations"] {
        all.call(Method::POST, for_people, Some(json!({}))).await.problem(403);
    }
}

#[tokio::test]
async fn a_token_is_shown_once_and_the_trail_names_it() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let issued = ada.api_token(&["schedules:write", "audit:read"]).await;
    let token = issued["token"].as_str().unwrap().to_owned();
    let secret = token.rsplit('_').next().unwrap().to_owned();
    assert!(token.starts_with("pdt_") && secret.len() == 64);
    let listed = ada.get("/api-tokens").await.expect(200);
    assert_eq!(listed["items"], json!([issued["api_token"]]));
    assert!(!listed.to_string().contains(&secret));

    let program = world.program_with(&issued);
    program.call(Method::POST, "/schedules", Some(office(json!([])))).await.expect(201);
    let listed = ada.get("/api-tokens").await.expect(200);
    assert_eq!(listed["items"][0]["last_used"], "2026-03-02");
    let trail = program.get("/audit-entries?writer=portal&month=2026-03").await.expect(200);
    let entries = trail["items"].as_array().unwrap();
    let by_token = json!({"type": "api-token", "id": issued["api_token"]["id"]});
    assert!(entries.iter().any(|it| it["action"] == "schedule.create" && it["actor"] == by_token));
    assert!(entries.iter().any(|it| it["action"] == "api-token.create" && it["actor"]["type"] == "user"));
    assert!(!trail.to_string().contains(&secret));
}

#[tokio::test]
async fn what_is_no_living_token_is_refused_alike() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let issued = ada.api_token(&["machines:read"]).await;
    let token = issued["token"].as_str().unwrap().to_owned();
    let foreign = eve.api_token(&["machines:read"]).await["token"].as_str().unwrap().to_owned();
    world.program_with(&issued).get("/machines").await.expect(200);
    let none = world.browser().get("/machines").await.essence();
    let parts: Vec<&str> = token.split('_').collect();
    let theirs: Vec<&str> = foreign.split('_').collect();
    let mixed = [
        // The secret of another, the company of another, another's id in one's own company.
        format!("pdt_{}_{}_{}", parts[1], parts[2], theirs[3]),
        format!("pdt_{}_{}_{}", theirs[1], parts[2], parts[3]),
        format!("pdt_{}_{}_{}", parts[1], theirs[2], theirs[3]),
        token.to_uppercase(),
        token[..token.len() - 1].to_owned(),
        format!("{token}0"),
        token.replace("pdt_", ""),
        "x".to_owned(),
        String::new(),
    ];
    let wrong = mixed.iter().map(|token| format!("Bearer {token}"));
    let schemes = [format!("Basic {token}"), token.clone(), format!("Bearer  {token}"), "Bearer".to_owned()];
    for authorization in wrong.chain(schemes) {
        let answer = world.program(authorization.clone()).get("/machines").await;
        assert_eq!(answer.essence(), none, "{authorization}");
        // A cookie beside it does not help.
        let answer =
            ada.call_with(Method::GET, "/machines", None, &[("authorization", &authorization)]).await;
        assert_eq!(answer.essence(), none, "{authorization}");
    }
    let path = format!("/api-tokens/{}", issued["api_token"]["id"].as_str().unwrap());
    eve.call(Method::DELETE, &path, None).await.problem(404);
    ada.call(Method::DELETE, &path, None).await.expect(204);
    assert_eq!(world.program_with(&issued).get("/machines").await.essence(), none, "ended");
    world.clock.set("2026-04-01T00:00:00Z".parse().unwrap());
    let late = world.program(format!("Bearer {foreign}")).get("/machines").await;
    assert_eq!(late.essence(), none, "expired");
}

#[tokio::test]
async fn a_token_never_does_more_than_its_maker_may_now() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let (first, second) = (
        ada.connect("222222222222", &["eu-west-1"]).await,
        ada.connect("333333333333", &["eu-west-1"]).await,
    );
    let machines =
        [ada.machine(&first, "eu-west-1", 1, &[]).await, ada.machine(&second, "eu-west-1", 2, &[]).await];
    let (grace, id) = ada.joined_by("grace@example.com", "admin").await;
    let program = world.program_with(&grace.api_token(&["machines:write", "schedules:write"]).await);
    let overriding = |machine: &str| format!("/machines/{machine}/override");
    program.call(Method::PUT, &overriding(&machines[1]), Some(keep())).await.expect(200);

    grace.become_a(Role::Viewer).await;
    program.get(&format!("/machines/{}", machines[1])).await.expect(200);
    program.call(Method::PUT, &overriding(&machines[1]), Some(keep())).await.problem(403);
    grace.become_a(Role::Admin).await;
    grace.reach(Reach::Clouds([first.parse().unwrap()].into())).await;
    program.get(&format!("/machines/{}", machines[0])).await.expect(200);
    program.get(&format!("/machines/{}", machines[1])).await.problem(404);
    program.call(Method::PUT, &overriding(&machines[1]), Some(keep())).await.problem(404);
    program.call(Method::POST, "/schedules", Some(office(json!([])))).await.problem(403);

    // With her membership her tokens end, and another membership does not bring them back.
    ada.call(Method::DELETE, &format!("/members/{id}"), None).await.expect(204);
    program.get("/machines").await.problem(401);
    assert_eq!(ada.get("/api-tokens").await.expect(200)["items"], json!([]));
    world.advance(SignedDuration::from_secs(1));
    ada.invite("grace@example.com", "admin").await.expect(201);
    let token = json!({"token": world.link_token()});
    world.browser().post("/invitations/acceptance", token).await.expect(204);
    program.get("/machines").await.problem(401);
}

#[tokio::test]
async fn a_narrow_token_of_somebody_who_reaches_elsewhere_reaches_nothing() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let draft = json!({
        "name": "one cloud", "scopes": ["machines:read"], "expires_at": "2026-04-01T00:00:00Z",
        "reach": {"type": "clouds", "clouds": [cloud]},
    });
    let program = world.program_with(&ada.post("/api-tokens", draft).await.expect(201));
    program.get("/machines").await.expect(200);
    ada.become_a(Role::Admin).await;
    ada.reach(Reach::Tag { key: "team".to_owned(), value: "web".to_owned() }).await;
    program.get("/machines").await.problem(403);
}

#[tokio::test]
async fn what_is_no_draft_is_refused() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let draft = json!({
        "name": "x", "scopes": ["machines:read"], "reach": {"type": "everything"},
        "expires_at": "2026-04-01T00:00:00Z",
    });
    for (field, value) in [
        ("name", json!("")),
        ("scopes", json!([])),
        ("scopes", json!(["audit:write"])),
        ("scopes", json!(["people:read"])),
        ("reach", json!({"type": "clouds", "clouds": []})),
        ("reach", json!({"type": "everything", "clouds": []})),
        ("expires_at", json!("2026-03-02T08:00:00Z")),
        ("expires_at", json!("2027-03-03T08:00:01Z")),
        ("role", json!("owner")),
    ] {
        let mut wrong = draft.clone();
        wrong[field] = value;
        let found = ada.post("/api-tokens", wrong.clone()).await.field();
        assert!(found.starts_with(field), "{found}: {wrong}");
    }
    ada.post("/api-tokens", draft.clone()).await.expect(201);
    ada.become_a(Role::Operator).await;
    ada.post("/api-tokens", draft).await.problem(403);
}

/// A repeated answer would show the token a second time.
#[tokio::test]
async fn a_repeated_call_makes_no_second_token_and_a_program_may_repeat_its_own() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let draft = json!({
        "name": "x", "scopes": ["schedules:write"], "reach": {"type": "everything"},
        "expires_at": "2026-04-01T00:00:00Z",
    });
    let key = [("idempotency-key", "k-1")];
    let make = || ada.call_with(Method::POST, "/api-tokens", Some(draft.clone()), &key);
    let issued = make().await.expect(201);
    make().await.problem(409);
    assert_eq!(ada.get("/api-tokens").await.expect(200)["items"].as_array().unwrap().len(), 1);

    let program = world.program_with(&issued);
    let write = || program.call_with(Method::POST, "/schedules", Some(office(json!([]))), &key);
    let (once, twice) = (write().await, write().await);
    assert_eq!(once.expect(201), twice.expect(201));
    assert_eq!(twice.headers["idempotent-replayed"], "true");
}
