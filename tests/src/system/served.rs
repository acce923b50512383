//! What a browser gets: security headers on every kind of answer, the app compressed and kept for good.

use reqwest::Method;
use serde_json::Value;

use super::{
    browser::{Answer, Browser},
    stack::stack_or_skip,
};
use crate::repository;

/// Every kind of answer there is: status, method and path.
const KINDS: [(u16, &str, &str); 9] = [
    (200, "GET", "/"),
    (200, "GET", "/schedules/anything"),
    (200, "GET", "/favicon.svg"),
    (404, "GET", "/assets/gone-00000000.js"),
    (200, "GET", "/api/v1/health"),
    (401, "GET", "/api/v1/machines"),
    (404, "GET", "/api/v1/nothing-here"),
    (405, "PUT", "/api/v1/machines"),
    (415, "POST", "/api/v1/sessions"),
];

fn assert_secure(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    for needed in [
        "default-src 'none'",
        "script-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action",
    ] {
        assert!(policy.contains(needed), "{what}: no {needed} in {policy:?}");
    }
    for forbidden in ["unsafe", "*", "http:", "https:", "blob:"] {
        assert!(!policy.contains(forbidden), "{what}: {forbidden} in {policy:?}");
    }
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("x-frame-options"), "DENY", "{what}");
    assert!(matches!(answer.header("referrer-policy"), "no-referrer" | "same-origin"), "{what}");
    let transport = answer.header("strict-transport-security");
    let age = transport.split(';').next().and_then(|part| part.strip_prefix("max-age=")?.parse::<u64>().ok());
    assert!(age >= Some(31_536_000), "{what}: {transport}");
    assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
    for tells in ["server", "x-powered-by"] {
        assert!(!answer.header(tells).to_ascii_lowercase().contains("axum"), "{what}: {tells}");
    }
}

#[tokio::test]
async fn every_kind_of_answer_is_secure() {
    let Some(stack) = stack_or_skip("security headers") else { return };
    let mut browser = Browser::new(stack);
    for (status, method, path) in KINDS {
        let what = format!("{method} {path}");
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let body = if method == Method::POST { b"email=a".to_vec() } else { Vec::new() };
        let answer = browser.send(method, path, &[], body).await;
        answer.expect(status);
        assert_secure(&answer, &what);
        if path.starts_with("/api/") {
            assert_eq!(answer.header("cache-control"), "no-store", "{what}");
        }
    }
    let home = browser.send(Method::HEAD, "/", &[], Vec::new()).await;
    home.expect(200);
    assert_secure(&home, "HEAD /");
}

#[tokio::test]
async fn the_app_is_served_compressed_and_its_parts_are_kept_for_good() {
    let Some(stack) = stack_or_skip("the served app") else { return };
    let mut browser = Browser::new(stack);
    let page = browser.send(Method::GET, "/", &[], Vec::new()).await;
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.header("cache-control").contains("no-cache"), "{:?}", page.headers);
    let html = page.text();
    assert!(!html.contains("<style") && !html.contains("onload="), "something inline: {html}");
    let parts: Vec<&str> = html.split('"').filter(|text| text.starts_with("/assets/")).collect();
    assert!(
        parts.iter().any(|part| part.ends_with(".js")) && parts.iter().any(|part| part.ends_with(".css")),
        "{parts:?}"
    );
    for part in parts {
        let plain = browser.send(Method::GET, part, &[], Vec::new()).await;
        plain.expect(200);
        assert_eq!(plain.header("content-encoding"), "", "{part}");
        for encoding in ["br", "gzip"] {
            let accept = [("accept-encoding", encoding.to_owned())];
            let answer = browser.send(Method::GET, part, &accept, Vec::new()).await;
            assert_eq!(answer.header("content-encoding"), encoding, "{part}");
            assert!(answer.header("cache-control").contains("immutable"), "{part}: {:?}", answer.headers);
            assert!(
                answer.header("cache-control").contains("max-age=31536000"),
                "{part}: {:?}",
                answer.headers
            );
            assert!(answer.header("vary").to_ascii_lowercase().contains("accept-encoding"), "{part}");
            assert!(answer.body.len() < plain.body.len(), "{part} is not smaller in {encoding}");
            assert_secure(&answer, part);
        }
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_app() {
    let Some(stack) = stack_or_skip("paths out of the app") else { return };
    let mut browser = Browser::new(stack);
    for path in
        ["/assets/..%2f..%2fCargo.toml", "/%2e%2e/%2e%2e/etc/passwd", "/.git/config", "/index.html%00.js"]
    {
        let answer = browser.send(Method::GET, path, &[], Vec::new()).await;
        let text = answer.text();
        assert!(
            !text.contains("[workspace]") && !text.contains("root:") && !text.contains("[core]"),
            "{path}: {text}"
        );
        assert_secure(&answer, path);
    }
}

/// The first link of the contract chain: what is served is what is committed, from which the app's types
/// are made.
#[tokio::test]
async fn the_served_contract_is_the_committed_one() {
    let Some(stack) = stack_or_skip("the contract") else { return };
    let served: Value = Browser::new(stack).get("/openapi.json").await.read(200);
    let committed: Value = serde_json::from_str(&repository::read("docs/openapi.json")).expect("it is JSON");
    assert_eq!(served, committed, "docs/openapi.json is not what the deployed function serves");
}

#[tokio::test]
async fn health_says_which_version_runs() {
    let Some(stack) = stack_or_skip("health") else { return };
    let health: Value = Browser::new(stack).get("/health").await.read(200);
    assert_eq!(
        (&health["status"], health["version"].as_str()),
        (&Value::from("ok"), Some(env!("CARGO_PKG_VERSION")))
    );
}
