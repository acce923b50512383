//! Events of API Gateway, as JSON, through to answers as JSON.

use base64::{Engine, engine::general_purpose::STANDARD};
use lambda_http::{Adapter, request::LambdaRequest};
use lambda_runtime::{Context, LambdaEvent, Service};
use powerdown_api::{gateway::harmless, routes, state::Login};
use powerdown_testkit::passwords::FakePasswords;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::world::{PASSWORD, World};

/// Answers an event as `gateway::run` does, without a Lambda runtime.
async fn invoke(world: &World, login: bool, method: &str, path: &str, query: &str, more: Value) -> Value {
    let mut event = json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": {"host": "abc.execute-api.us-east-1.amazonaws.com", "accept-encoding": "gzip, br", "x-powerdown-client": "tests"},
        "requestContext": {
            "accountId": "111111111111", "apiId": "abc", "domainName": "abc.execute-api.us-east-1.amazonaws.com",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "x"},
            "requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default", "stage": "$default",
            "time": "02/Mar/2026:08:00:00 +0000", "timeEpoch": 1_772_438_400_000_i64,
        },
        "isBase64Encoded": false,
    });
    for (name, value) in more.as_object().unwrap() {
        event[name] = value.clone();
    }
    let request: LambdaRequest = serde_json::from_value(event).unwrap();
    let router = if login { login_router(world) } else { world.portal() };
    let mut adapter = Adapter::from(router);
    let answer = adapter.call(LambdaEvent::new(harmless(request), Context::default())).await.unwrap();
    serde_json::to_value(answer).unwrap()
}

fn login_router(world: &World) -> axum::Router {
    let login = Login {
        base: world.base.clone(),
        passwords: Arc::new(FakePasswords::new()),
        mailer: world.outbox.clone(),
    };
    routes::login(login)
}

#[tokio::test]
async fn an_event_is_answered_under_the_gateways_request_id() {
    let world = World::new();
    let answer = invoke(&world, false, "GET", "/api/v1/session", "", json!({})).await;
    assert_eq!(answer["statusCode"], 401);
    assert_eq!(answer["isBase64Encoded"], false);
    assert_eq!(answer["headers"]["x-request-id"], "JKJaXmPLvHcESHA=");
    let problem: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    assert_eq!(problem["request_id"], "JKJaXmPLvHcESHA=");
}

#[tokio::test]
async fn cookies_come_and_go_as_the_gateway_wants_them() {
    let world = World::new();
    world.owner("ada@example.com").await;
    let body = json!({"email": "ada@example.com", "password": PASSWORD}).to_string();
    let headers = json!({"content-type": "application/json", "x-powerdown-client": "tests"});
    let answer =
        invoke(&world, true, "POST", "/api/v1/sessions", "", json!({"headers": headers, "body": body})).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let cookies = answer["cookies"].as_array().unwrap();
    assert_eq!(cookies.len(), 2);
    assert!(answer["headers"].get("set-cookie").is_none());
    let sent: Vec<&str> =
        cookies.iter().map(|cookie| cookie.as_str().unwrap().split(';').next().unwrap()).collect();
    let answer = invoke(&world, false, "GET", "/api/v1/session", "", json!({ "cookies": sent })).await;
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let body = STANDARD.encode(body);
    let base64 = json!({"headers": headers, "body": body, "isBase64Encoded": true});
    assert_eq!(invoke(&world, true, "POST", "/api/v1/sessions", "", base64).await["statusCode"], 200);
}

#[tokio::test]
async fn compressed_files_travel_as_base64() {
    let world = World::new();
    let answer = invoke(&world, false, "GET", "/", "", json!({})).await;
    assert_eq!(answer["statusCode"], 200);
    assert_eq!(answer["headers"]["content-encoding"], "br");
    assert_eq!(answer["isBase64Encoded"], true);
    assert!(!STANDARD.decode(answer["body"].as_str().unwrap()).unwrap().is_empty());
}

#[tokio::test]
async fn no_event_a_client_can_cause_ends_the_process() {
    let world = World::new();
    let hosts = ["", "a b", "x:99999999", "[", "evil.example/..", "ü", "%", "a@b:c"];
    let paths =
        ["", "x", "/ ", "//", "/%", "/%2F..%2F", "/api/v1/machines/\u{0}", "/é", "/?#", "/\\", "/:::", "/{}"];
    let queries = ["a= b", "<>\"`{}|\\^", "%", "%zz", "é=ü", "&&&", "=", "#", "a=%00", "limit=\u{7f}"];
    for host in hosts {
        let more = json!({"headers": {"host": host, "x-forwarded-proto": "nonsense://"}});
        let answer = invoke(&world, false, "GET", "/api/v1/health", "", more).await;
        assert_eq!(answer["statusCode"], 200, "{host}");
    }
    for path in paths {
        for query in queries {
            let answer = invoke(&world, false, "GET", path, query, json!({})).await;
            assert!(answer["statusCode"].as_u64().unwrap() < 500, "{path} {query}: {answer}");
        }
    }
    for query in queries {
        let answer = invoke(&world, false, "GET", "/api/v1/machines", query, json!({})).await;
        assert_eq!(answer["statusCode"], 401, "{query}");
    }
}

/// A route that is missing in the template leads to the portal, which has no such path.
#[test]
fn api_gateway_sends_to_the_log_in_function_what_it_answers() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml");
    let template = std::fs::read_to_string(path).unwrap();
    let (mut key, mut led) = (String::new(), Vec::new());
    for line in template.lines() {
        // A route's key stands before its target, on the same line or above it.
        if let Some((_, rest)) = line.split_once("RouteKey: ") {
            key = rest.split(',').next().unwrap_or_default().to_owned();
        }
        if line.contains("integrations/${LoginIntegration}") {
            led.push(std::mem::take(&mut key));
        }
    }
    let answers = |(method, path): (http::Method, String)| format!("{method} {path}");
    let mut answered: Vec<String> =
        powerdown_api::routes::login_operations().into_iter().map(answers).collect();
    led.sort();
    answered.sort();
    assert_eq!(led, answered);
}
