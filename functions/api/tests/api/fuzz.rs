//! Whatever comes in from outside, in any form: it is answered, never with a fault of ours, and nothing
//! dies. A case that failed once is kept in `proptest-regressions` and run again every time.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::Method;
use lambda_http::{Adapter, request::LambdaRequest};
use lambda_runtime::{Context, LambdaEvent, Service};
use powerdown_api::{
    border::CLIENT,
    cookies::SESSION,
    gateway::harmless,
    push::BusEvent,
    sockets::{self, SocketEvent},
};
use powerdown_engine::ports::MacPurpose;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    matrix::document::operations,
    sockets::{handler, open, say},
    world::{URL, World, office},
};

/// Runs one case. Each has a world of its own.
fn run<T>(case: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(case)
}

/// Any JSON of a few levels, with names that mean something here among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    let key = prop_oneof![
        "[a-z_]{0,6}",
        Just("type".to_owned()),
        Just("since".to_owned()),
        Just("topics".to_owned()),
        Just("key".to_owned()),
        Just("tags".to_owned()),
    ];
    leaf.prop_recursive(3, 24, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// A change of a text at one place: a character replaced, put in or left out, or the end cut off.
fn edited(text: &str, place: usize, with: char, how: u8) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let place = place % characters.len().max(1);
    match how % 4 {
        0 if !characters.is_empty() => characters[place] = with,
        1 => characters.insert(place, with),
        2 if !characters.is_empty() => drop(characters.remove(place)),
        _ => characters.truncate(place),
    }
    characters.into_iter().collect()
}

/// A text as a client writes it into a path or a query: every byte encoded.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A request as API Gateway tells of it.
fn event(
    method: &str,
    path: &str,
    query: &str,
    headers: &Value,
    body: Option<&str>,
    is_base64: bool,
) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": headers, "body": body, "isBase64Encoded": is_base64,
        "requestContext": {
            "accountId": "1", "apiId": "a", "domainName": "a", "requestId": "r", "routeKey": "$default",
            "stage": "$default", "time": "02/Mar/2026:08:00:00 +0000", "timeEpoch": 1,
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "x"},
        },
    })
}

/// What the portal answers to such an event; `None` where the runtime does not hand it on.
async fn answer_to(world: &World, event: Value) -> Option<Value> {
    let request = serde_json::from_value::<LambdaRequest>(event).ok()?;
    let mut adapter = Adapter::from(world.portal());
    let answer = adapter.call(LambdaEvent::new(harmless(request), Context::default())).await;
    Some(serde_json::to_value(answer.unwrap()).unwrap())
}

async fn session_with(world: &World, token: &str) -> u16 {
    let browser = world.browser();
    browser.set_cookie(SESSION, token);
    browser.get("/session").await.status.as_u16()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_is_taken_for_a_token(text in "[!-:<-~]{0,200}|([A-Za-z0-9_-]{0,40}\\.){0,4}[A-Za-z0-9_=-]{0,40}") {
        let status = run(async { session_with(&World::new(), &text).await });
        prop_assert_eq!(status, 401);
    }

    #[test]
    fn an_edited_token_is_refused(place in any::<usize>(), with in "[A-Za-z0-9_.=-]", how in any::<u8>()) {
        let (same, status) = run(async {
            let world = World::new();
            let ada = world.owner("ada@example.com").await;
            let token = ada.cookie(SESSION);
            let text = edited(&token, place, with.chars().next().unwrap(), how);
            (text == token, session_with(&world, &text).await)
        });
        prop_assert_eq!(status, if same { 200 } else { 401 });
    }

    /// By somebody who has the key, and signs whatever comes to mind.
    #[test]
    fn rightly_signed_nonsense_is_refused(header in any_json(), claims in any_json(), right_header in any::<bool>()) {
        let status = run(async {
            let world = World::new();
            let key = world.base.vault.mac_key(MacPurpose::SessionSigning).await.unwrap();
            let right = json!({"typ": "at+jwt", "alg": "HS256", "kid": key.id});
            let header = if right_header { right } else { header };
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            let signed = format!("{}.{}", part(&header), part(&claims));
            let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &key.bytes);
            let signature = URL_SAFE_NO_PAD.encode(aws_lc_rs::hmac::sign(&key, signed.as_bytes()));
            session_with(&world, &format!("{signed}.{signature}")).await
        });
        prop_assert_eq!(status, 401);
    }

    #[test]
    fn every_http_event_is_answered(
        method in "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|[A-Z]{1,8}",
        path in "(/api/v1)?(/(sessions|machines|clouds|schedules|[a-z-]{1,9}|\\PC{0,9})){0,4}/?",
        query in "(limit|cursor|sort|fields|cloud|\\PC{0,6})?(=\\PC{0,12})?(&[a-z]{0,4}=%?[0-9A-Fa-f]{0,3})?",
        headers in prop::collection::btree_map(
            "content-type|accept|if-match|if-none-match|idempotency-key|authorization|cookie|origin|host|content-length|x-forwarded-proto|[a-z-]{1,12}",
            "application/json|[ -~]{0,24}",
            0..6,
        ),
        body in prop::option::of("\\PC{0,60}|\\{\\PC{0,40}\\}"),
        is_base64 in any::<bool>(),
    ) {
        let event = event(&method, &path, &query, &json!(headers), body.as_deref(), is_base64);
        // What API Gateway could not have sent, the runtime refuses by itself.
        let Some(answer) = run(async { answer_to(&World::new(), event).await }) else { return Ok(()) };
        let status = answer["statusCode"].as_u64().unwrap();
        prop_assert!(status < 500, "{}", answer);
        prop_assert_eq!(&answer["headers"]["x-content-type-options"], "nosniff");
    }

    /// Encoded, as a client sends it, and decoded, as API Gateway hands it on: what the emulated gateway
    /// would take for something else than a part of the path is among it.
    #[test]
    fn every_id_in_a_path_is_answered(id in "([#?%/\\\\;&=+.]|%[0-9A-F]{2}|\\p{Cc}|\\PC){1,12}") {
        run(async {
            let world = World::new();
            let ada = world.owner("ada@example.com").await;
            let cookie = format!("{SESSION}={}", ada.cookie(SESSION));
            let headers = json!({
                "cookie": cookie, "origin": URL, CLIENT: "tests", "content-type": "application/json",
            });
            for operation in operations() {
                let Some(name) = operation.parameters().next() else { continue };
                let path = |id: &str| operation.path.replace(&format!("{{{name}}}"), id);
                let called = ada.call(operation.method.clone(), &path(&encoded(&id)), Some(json!({}))).await;
                let problem = called.problem(called.status.as_u16());
                assert!(called.status.is_client_error(), "{} {id:?}: {problem}", operation.id);
                let path = format!("/api/v1{}", path(&id));
                let event = event(operation.method.as_str(), &path, "", &headers, Some("{}"), false);
                let Some(answer) = answer_to(&world, event).await else { continue };
                assert!((400..500).contains(&answer["statusCode"].as_u64().unwrap()), "{path:?}: {answer}");
                assert_eq!(answer["headers"]["content-type"], "application/problem+json", "{path:?}: {answer}");
            }
        });
    }

    #[test]
    fn every_message_over_a_socket_is_answered(
        text in "\\PC{0,80}|\\{\"type\":\"(ping|subscribe)\"\\PC{0,40}\\}",
        value in any_json(),
        as_json in any::<bool>(),
    ) {
        let body = if as_json { value.to_string() } else { text };
        run(async {
            let world = World::new();
            let ada = world.owner("ada@example.com").await;
            open(&ada, "c").await;
            let told = say(&world, "c", &body).await;
            assert!(!told.is_empty() && told.iter().all(|told| told["v"] == 1), "{told:?}");
            assert!(!say(&world, "c", r#"{"type":"ping"}"#).await.is_empty(), "the socket lives");
        });
    }

    #[test]
    fn every_socket_event_is_survived(event in any_json(), route in "\\$connect|\\$disconnect|\\$default|\\PC{0,9}", connection in "\\PC{0,20}") {
        let whole = json!({
            "requestContext": {"routeKey": route, "connectionId": connection}, "headers": event,
            "queryStringParameters": {"ticket": connection}, "body": event.to_string(),
        });
        for event in [event, whole] {
            let Ok(event) = serde_json::from_value::<SocketEvent>(event) else { continue };
            let answer = run(async { sockets::handle(&handler(&World::new()), event).await });
            prop_assert!(answer.unwrap().status_code < 500);
        }
        // The bus is ours alone; what is not an event of ours is refused whole.
        let strange = serde_json::from_value::<BusEvent>(json!({ "detail": connection }));
        prop_assert!(strange.is_err());
    }

    #[test]
    fn no_text_is_taken_for_a_cursor(text in "[A-Za-z0-9_-]{0,80}|\\PC{0,40}") {
        let status = run(async {
            let world = World::new();
            let ada = world.owner("ada@example.com").await;
            ada.get(&format!("/schedules?cursor={}", encoded(&text))).await.status.as_u16()
        });
        prop_assert_eq!(status, 422);
    }

    #[test]
    fn an_edited_cursor_is_refused(place in any::<usize>(), with in "[A-Za-z0-9_-]", how in any::<u8>()) {
        let (same, status) = run(async {
            let world = World::new();
            let ada = world.owner("ada@example.com").await;
            for _ in 0..2 {
                ada.post("/schedules", office(json!([]))).await.expect(201);
            }
            let page = ada.get("/schedules?limit=1").await.expect(200);
            let cursor = page["next_cursor"].as_str().unwrap();
            let text = edited(cursor, place, with.chars().next().unwrap(), how);
            (text == cursor, ada.get(&format!("/schedules?limit=1&cursor={text}")).await.status.as_u16())
        });
        prop_assert_eq!(status, if same { 200 } else { 422 });
    }

    #[test]
    fn every_selector_is_taken_or_refused_by_name(selector in any_json(), key in "\\PC{0,140}", value in prop::option::of("\\PC{0,270}"), priority in any::<i32>()) {
        let formed = json!({"priority": priority, "tags": [{"key": key, "value": value}]});
        run(async {
            let world = World::new();
            let ada = world.owner("ada@example.com").await;
            for selector in [selector, formed] {
                let answer = ada.call(Method::POST, "/schedules", Some(office(json!([selector])))).await;
                match answer.status.as_u16() {
                    201 => assert_eq!(answer.json()["selectors"].as_array().map(Vec::len), Some(1)),
                    422 => assert!(!answer.field().is_empty()),
                    other => panic!("{other}: {}", String::from_utf8_lossy(&answer.bytes)),
                }
            }
        });
    }
}
