//! Canaries: what sets them off is answered like anything unknown, written down, and slowed.

use axum::body::Body;
use http::Method;
use jiff::SignedDuration;
use powerdown_domain::TenantId;
use powerdown_engine::{
    ports::{Part, SecurityStore},
    record::{SecurityEvent, SecurityEventKind},
};
use serde_json::{Value, json};

use crate::world::{Answer, Browser, World, office};

async fn events(world: &World, tenant: TenantId) -> Vec<SecurityEvent> {
    world.store.security_events(tenant, Part::first(100)).await.unwrap().items
}

async fn kinds(world: &World, tenant: TenantId) -> Vec<(SecurityEventKind, u64)> {
    events(world, tenant).await.into_iter().map(|event| (event.kind, event.count)).collect()
}

async fn fetch(browser: &Browser<'_>, path: &str) -> Answer {
    browser.send(browser.request(Method::GET, path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_decoy_path_is_answered_as_any_unknown_one() {
    let world = World::new();
    let stranger = world.browser();
    for (decoy, unknown) in [
        ("/.env", "/anything"),
        ("/wp-login.php", "/anything"),
        ("/.git/config", "/anything/else"),
        ("/api/v1/admin", "/api/v1/nothing"),
        ("/api/v1/users", "/api/v1/nothing"),
    ] {
        let (decoy, unknown) = (fetch(&stranger, decoy).await, fetch(&stranger, unknown).await);
        assert_eq!(
            (decoy.status, &decoy.headers.get("content-type")),
            (unknown.status, &unknown.headers.get("content-type"))
        );
        if decoy.status == 404 {
            assert_eq!(decoy.essence(), unknown.essence());
        } else {
            assert_eq!(decoy.bytes, unknown.bytes);
        }
    }
    assert_eq!(kinds(&world, TenantId::SYSTEM).await, [(SecurityEventKind::DecoyRoute, 5)]);
    let seen = &events(&world, TenantId::SYSTEM).await[0];
    assert_eq!((seen.detail.as_str(), seen.user), ("/api/v1/users", None));
}

#[tokio::test]
async fn a_company_learns_what_its_own_people_tried() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    ada.get("/admin").await.problem(404);
    assert_eq!(kinds(&world, tenant).await, [(SecurityEventKind::DecoyRoute, 1)]);
    assert_eq!(events(&world, tenant).await[0].user, Some(ada.session().await.user));
    assert_eq!(kinds(&world, TenantId::SYSTEM).await, []);
}

#[tokio::test]
async fn a_decoy_field_is_refused_as_any_unknown_one() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    let with = async |field: &str| {
        let mut draft = office(json!([]));
        draft[field] = json!(true);
        ada.post("/schedules", draft).await
    };
    let (decoy, unknown) = (with("is_admin").await.problem(422), with("nonsense").await.problem(422));
    let blur = |problem: &Value, name: &str| problem.to_string().replace(name, "x");
    let (mut decoy, mut unknown) = (decoy, unknown);
    for problem in [&mut decoy, &mut unknown] {
        problem["request_id"] = json!("");
    }
    assert_eq!(blur(&decoy, "is_admin"), blur(&unknown, "nonsense"));
    with("__proto__").await.problem(422);
    ada.get("/machines?tenant_id=x").await.problem(422);
    ada.get("/machines?colour=red").await.problem(422);
    assert_eq!(kinds(&world, tenant).await, [(SecurityEventKind::DecoyField, 3)]);
}

#[tokio::test]
async fn an_id_that_was_never_given_out_tells() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    let reserved = ada.get("/clouds/cld_00000000000000000000000000").await;
    let unknown = ada.get("/clouds/cld_01JZ0000000000000000000000").await;
    assert_eq!(reserved.essence(), unknown.essence());
    reserved.problem(404);
    assert_eq!(kinds(&world, tenant).await, [(SecurityEventKind::DecoyId, 1)]);
}

#[tokio::test]
async fn asking_for_many_things_that_are_not_there_is_probing() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    for number in 0..20 {
        ada.get(&format!("/schedules/sch_01JZ00000000000000000000{number:02}")).await.problem(404);
    }
    assert_eq!(kinds(&world, tenant).await, []);
    for number in 20..25 {
        ada.get(&format!("/schedules/sch_01JZ00000000000000000000{number:02}")).await.problem(404);
    }
    assert_eq!(kinds(&world, tenant).await, [(SecurityEventKind::Probing, 5)]);
    // Whoever has a session is not slowed for it.
    ada.get("/clouds").await.expect(200);
}

#[tokio::test]
async fn a_forged_token_tells_and_an_old_one_does_not() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let good = ada.cookie("__Host-session");
    let forged = world.browser();
    let (head, signature) = good.rsplit_once('.').unwrap();
    let changed = signature.replace(|c: char| c.is_ascii_lowercase(), "a");
    for token in ["nonsense", "a.b.c", &format!("{head}.{changed}"), &format!("{head}.")] {
        forged.set_cookie("__Host-session", token);
        forged.get("/session").await.problem(401);
    }
    assert_eq!(kinds(&world, TenantId::SYSTEM).await, [(SecurityEventKind::MalformedToken, 4)]);
    // One that has run out was ours.
    world.advance(SignedDuration::from_mins(11));
    ada.get("/session").await.problem(401);
    assert_eq!(kinds(&world, TenantId::SYSTEM).await, [(SecurityEventKind::MalformedToken, 4)]);
}

#[tokio::test]
async fn a_refresh_token_in_two_hands_is_told_to_the_company_and_slows_nobody() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    let (tenant, user, thief) = (ada.tenant().await, ada.session().await.user, ada.copy());
    let eve = world.owner("eve@example.com").await;
    let refresh = async |browser: &Browser<'_>| browser.call(Method::POST, "/session/refresh", None).await;
    refresh(&ada).await.expect(200);
    refresh(&thief).await.problem(409);
    assert_eq!(kinds(&world, tenant).await, []);
    world.advance(SignedDuration::from_secs(10));
    let stolen = refresh(&thief).await;
    stolen.problem(401);
    assert_eq!(stolen.essence(), refresh(&thief).await.essence(), "nothing tells it from any other");
    assert_eq!(kinds(&world, tenant).await, [(SecurityEventKind::ReusedRefreshToken, 1)]);
    assert_eq!(events(&world, tenant).await[0].user, Some(user));
    assert_eq!(kinds(&world, TenantId::SYSTEM).await, []);

    let ada = world.log_in("ada@example.com").await;
    let security = ada.get("/security").await.expect(200);
    assert_eq!(security["threat"]["level"], "watchful");
    assert_eq!(security["threat"]["why"], json!([{"kind": "reused-refresh-token", "count": 1}]));
    assert_eq!(security["canaries"], 0);
    assert_eq!(eve.get("/security").await.expect(200)["threat"]["level"], "calm");
    for _ in 0..50 {
        world.browser().get("/session").await.problem(401);
    }
}

/// A network that set off a canary gets less without a session; who is logged in there goes on.
#[tokio::test]
async fn a_suspect_network_is_slowed_and_its_people_are_not() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    let (stranger, other) = ([("x-powerdown-viewer", "192.0.2.66")], [("x-powerdown-viewer", "192.0.2.7")]);
    let ask = async |from: &[(&str, &str)]| {
        world.browser().call_with(Method::GET, "/session", None, from).await.status.as_u16()
    };
    for _ in 0..50 {
        assert_eq!(ask(&stranger).await, 401, "nobody is slowed for asking without a session");
    }
    world.browser().call_with(Method::GET, "/admin", None, &stranger).await.problem(404);
    let mut last = 0;
    for _ in 0..40 {
        last = ask(&stranger).await;
    }
    assert_eq!(last, 429);
    assert_eq!(ask(&other).await, 401);
    ada.call_with(Method::GET, "/session", None, &stranger).await.expect(200);
    // Log-ins of that network have a quarter of the usual.
    let log_in = async |number: u32| {
        let body = json!({"email": format!("u{number}@example.com"), "password": "a wrong guess"});
        world.browser().call_with(Method::POST, "/sessions", Some(body), &stranger).await.status.as_u16()
    };
    let mut tried = Vec::new();
    for number in 0..6 {
        tried.push(log_in(number).await);
    }
    assert_eq!(tried, [401, 401, 401, 401, 401, 429]);
    world.advance(SignedDuration::from_mins(16));
    assert_eq!(ask(&stranger).await, 401);
}

/// A whole day of honest work sets off nothing.
#[tokio::test]
async fn honest_use_sets_off_nothing() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let assign = json!({"assign": [machine], "release": []});
    let path = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    ada.post(&format!("{path}/assignments"), assign).await.expect(200);
    for page in ["/", "/machines", "/schedules", "/security", "/account"] {
        assert_eq!(fetch(&ada, page).await.status, 200, "{page}");
    }
    for list in
        ["/clouds", "/machines", "/schedules", "/calendars", "/security", "/security/events", "/session"]
    {
        ada.get(list).await.expect(200);
    }
    // A stale link, a mistyped password, a session that ran out.
    ada.get("/schedules/sch_01JZ0000000000000000000000").await.problem(404);
    world
        .browser()
        .post("/sessions", json!({"email": "ada@example.com", "password": "mistyped it"}))
        .await
        .problem(401);
    world.advance(SignedDuration::from_mins(11));
    ada.get("/session").await.problem(401);
    ada.call(Method::POST, "/session/refresh", None).await.expect(200);
    ada.call(Method::DELETE, "/session", None).await.expect(204);
    assert_eq!(kinds(&world, tenant).await, [(SecurityEventKind::FailedLogIn, 1)]);
    assert_eq!(kinds(&world, TenantId::SYSTEM).await, []);
}
