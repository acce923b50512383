//! Bad input: a clear error each time, and nothing half-written.

use axum::body::Body;
use http::{Method, header};
use serde_json::{Value, json};

use crate::world::{Browser, PASSWORD, World, office};

/// Every route with a body, and a body it takes.
async fn bodies(ada: &Browser<'_>) -> Vec<(Method, String, Value)> {
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let schedule = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let calendar = ada.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201);
    let calendar = format!("/calendars/{}", calendar["id"].as_str().unwrap());
    let keep = json!({"keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release weekend"});
    let sign_up = json!({"company": "Engines", "email": "x@example.com", "password": PASSWORD});
    let access = json!({"type": "role", "role_arn": "arn:aws:iam::333333333333:role/PowerDown"});
    let cloud =
        json!({"name": "prod", "account_id": "333333333333", "regions": ["eu-west-1"], "access": access});
    vec![
        (Method::POST, "/tenants".into(), sign_up),
        (Method::POST, "/email-verifications".into(), json!({"token": "x"})),
        (Method::POST, "/sessions".into(), json!({"email": "ada@example.com", "password": PASSWORD})),
        (Method::POST, "/clouds".into(), cloud),
        (Method::POST, "/schedules".into(), office(json!([]))),
        (Method::PUT, schedule.clone(), office(json!([]))),
        (Method::POST, format!("{schedule}/assignments"), json!({"assign": [machine], "release": []})),
        (Method::POST, "/schedules/preview".into(), json!({"document": {"zone": "UTC", "otherwise": "on"}})),
        (Method::PUT, format!("{schedule}/override"), keep.clone()),
        (Method::PUT, format!("/machines/{machine}/override"), keep),
        (Method::POST, "/calendars".into(), json!({"name": "Holidays", "document": {}})),
        (Method::PUT, calendar, json!({"name": "Holidays", "document": {}})),
        (Method::POST, "/calendars/import".into(), json!({"name": "Holidays", "icalendar": ""})),
        (Method::POST, "/imports".into(), json!({"format": "custodian-tag", "text": "", "zone": "UTC"})),
    ]
}

async fn send(
    ada: &Browser<'_>,
    method: &Method,
    path: &str,
    kind: &str,
    body: impl Into<Body>,
) -> crate::world::Answer {
    let request = ada
        .request(method.clone(), &format!("/api/v1{path}"))
        .header(header::CONTENT_TYPE, kind)
        .header(header::IF_MATCH, "\"1\"");
    ada.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn every_body_is_read_strictly_and_nothing_is_written() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let bodies = bodies(&ada).await;
    world.outbox.take_mails();
    let written = world.store.writes();
    for (method, path, body) in &bodies {
        let text = body.to_string();
        let json = "application/json";
        let detail = |problem: Value| problem["detail"].as_str().unwrap().to_owned();
        let cut = send(&ada, method, path, json, text[..text.len() - 1].to_owned()).await.problem(400);
        assert!(detail(cut).contains("line 1 column"), "{path}");
        send(&ada, method, path, json, "not json").await.problem(400);
        send(&ada, method, path, json, "").await.problem(400);
        send(&ada, method, path, json, format!("{text}{text}")).await.problem(400);
        send(&ada, method, path, json, vec![0xff, 0xfe]).await.problem(400);
        send(&ada, method, path, json, "[".repeat(10_000)).await.problem(400);
        assert_eq!(send(&ada, method, path, json, "[]").await.field(), "body", "{path}");
        let mut more = body.clone();
        more["is_admin"] = json!(true);
        assert_eq!(send(&ada, method, path, json, more.to_string()).await.field(), "is_admin", "{path}");
        for kind in
            ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""]
        {
            send(&ada, method, path, kind, text.clone()).await.problem(415);
        }
        // Those that carry a file may be twice as long as the others.
        let most = if path.contains("import") { 2 } else { 1 };
        let large = format!("{text}{}", " ".repeat(most * 1024 * 1024));
        send(&ada, method, path, json, large).await.problem(413);
    }
    assert_eq!(world.store.writes(), written);
    assert!(world.outbox.take_mails().is_empty());
}

/// What a route takes, with one value changed; the field the answer must name.
async fn refuses(ada: &Browser<'_>, path: &str, right: &Value, cases: &[(&str, Value, &str)]) {
    let written = ada.world.store.writes();
    for (pointer, value, field) in cases {
        let mut body = right.clone();
        *body.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value.clone();
        let answer = ada.post(path, body).await;
        assert_eq!(answer.field(), *field, "{pointer} = {value}");
    }
    assert_eq!(ada.world.store.writes(), written, "{path}");
}

#[tokio::test]
async fn sign_ups_are_checked_field_by_field() {
    let world = World::new();
    let stranger = world.browser();
    let right =
        json!({"company": "Engines", "email": "ada@example.com", "password": PASSWORD, "time_zone": "UTC"});
    refuses(
        &stranger,
        "/tenants",
        &right,
        &[
            ("/company", json!(""), "company"),
            ("/company", json!("   "), "company"),
            ("/company", json!("x".repeat(121)), "company"),
            ("/company", json!("a\u{0}b"), "company"),
            ("/company", json!(null), "company"),
            ("/email", json!(""), "email"),
            ("/email", json!("ada"), "email"),
            ("/email", json!("ada@example.com, eve@example.com"), "email"),
            ("/email", json!(format!("{}@example.com", "x".repeat(300))), "email"),
            ("/password", json!("short"), "password"),
            ("/password", json!("x".repeat(129)), "password"),
            ("/time_zone", json!("Europe/Londn"), "time_zone"),
            ("/time_zone", json!("../../etc/passwd"), "time_zone"),
        ],
    )
    .await;
    assert!(world.outbox.take_mails().is_empty());
}

#[tokio::test]
async fn refused_secrets_are_not_repeated() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let draft = json!({"company": "Engines", "email": "hush@@example.com", "password": PASSWORD});
    let answer = ada.post("/tenants", draft).await;
    assert!(!String::from_utf8(answer.bytes.clone()).unwrap().contains("hush"));
    let access = json!({"type": "access_keys", "access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "hush hush"});
    let draft =
        json!({"name": "x", "account_id": "333333333333", "regions": ["eu-west-1"], "access": access});
    let answer = ada.post("/clouds", draft).await;
    assert_eq!(answer.field(), "access");
    assert!(!String::from_utf8(answer.bytes.clone()).unwrap().contains("hush"));
}

#[tokio::test]
async fn clouds_are_checked_field_by_field() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let role = |arn: &str| json!({"type": "role", "role_arn": arn});
    let access = role("arn:aws:iam::333333333333:role/PowerDown");
    let right =
        json!({"name": "prod", "account_id": "333333333333", "regions": ["eu-west-1"], "access": access});
    refuses(
        &ada,
        "/clouds",
        &right,
        &[
            ("/name", json!(""), "name"),
            ("/name", json!("x".repeat(121)), "name"),
            ("/account_id", json!("33333333333"), "account_id"),
            ("/account_id", json!(333333333333_u64), "account_id"),
            ("/regions", json!([]), "regions"),
            ("/regions", json!(["eu-west-9"]), "regions[0]"),
            ("/regions", json!(["eu-west-1", "us-east-1", "eu-west-1"]), "regions[2]"),
            ("/access/role_arn", json!("arn:aws:iam::333333333333:user/ada"), "access.role_arn"),
            ("/access/role_arn", json!("arn:aws:iam::444444444444:role/PowerDown"), "access.role_arn"),
            ("/access/type", json!("root"), "access.type"),
            ("/access", json!({"type": "role"}), "access"),
            ("/access", json!({"type": "access_keys", "access_key_id": "AKIAIOSFODNN7EXAMPLE"}), "access"),
            (
                "/access",
                json!({"type": "role", "role_arn": "arn:aws:iam::333333333333:role/P", "mfa": 1}),
                "access.mfa",
            ),
        ],
    )
    .await;
    assert!(world.outbox.take_jobs().is_empty());
}

#[tokio::test]
async fn schedules_are_checked_field_by_field() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let right = office(json!([{"priority": 10, "tags": [{"key": "env", "value": "dev"}]}]));
    let window = &right["document"]["windows"][0];
    refuses(
        &ada,
        "/schedules",
        &right,
        &[
            ("/name", json!(""), "name"),
            ("/document/zone", json!("Europe/Londn"), "document.zone"),
            ("/document/zone", json!(""), "document.zone"),
            ("/document/windows", json!([]), "document.windows"),
            ("/document/windows", json!(vec![window.clone(); 101]), "document.windows"),
            ("/document/windows/0/to", json!({"day": "mon", "time": "09:00"}), "document.windows[0]"),
            ("/document/windows/0/to/time", json!("24:00"), "document.windows[0].to.time"),
            ("/document/windows/0/from/day", json!("someday"), "document.windows[0].from.day"),
            (
                "/document/windows/0",
                json!({"from": {"day": "mon", "time": "09:00"}}),
                "document.windows[0].to",
            ),
            ("/selectors/0/priority", json!(1001), "selectors[0].priority"),
            ("/selectors/0/priority", json!(-1), "selectors[0].priority"),
            ("/selectors/0/tags", json!([]), "selectors[0]"),
            ("/selectors/0/tags/0/key", json!(""), "selectors[0]"),
            ("/selectors/0/tags/0/value", json!("x".repeat(257)), "selectors[0]"),
            ("/selectors", json!(vec![right["selectors"][0].clone(); 51]), "selectors"),
            (
                "/selectors/0",
                json!({"priority": 1, "tags": [{"key": "a"}], "cloud_id": "x"}),
                "selectors[0].cloud_id",
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn assignments_are_bounded() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let path = format!("/schedules/{}/assignments", schedule["id"].as_str().unwrap());
    let ids = |count: u32| -> Vec<String> {
        (0..count).map(|n| format!("cld_00000000000000000000000001:eu-west-1:i-{n:017x}")).collect()
    };
    let assign = async |assign: Value, release: Value| {
        ada.post(&path, json!({"assign": assign, "release": release})).await
    };
    assert_eq!(assign(json!([]), json!([])).await.field(), "assign");
    assert_eq!(assign(json!(ids(101)), json!([])).await.field(), "assign");
    assert_eq!(assign(json!(ids(1)), json!(ids(1))).await.field(), "assign");
    assert_eq!(assign(json!(["i-1"]), json!([])).await.field(), "assign[0]");
    assign(json!(ids(60)), json!(ids(100).split_off(60))).await.expect(200);
}

#[tokio::test]
async fn parameters_are_read_strictly() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=-1", "limit"),
        ("limit=ten", "limit"),
        ("limit=1&limit=2", "limit"),
        ("limt=10", "limt"),
        ("cursor=nonsense", "cursor"),
        ("cursor=", "cursor"),
        ("region=eu-west-1", "region"),
        ("cloud=cld_00000000000000000000000001&region=eu-west-9", "region"),
    ] {
        assert_eq!(ada.get(&format!("/machines?{query}")).await.field(), field, "{query}");
    }
    ada.get("/machines?limit=200").await.expect(200);
    ada.get("/machines?limit=1").await.expect(200);
}
