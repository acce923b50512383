//! Headers on every answer, and requests that are turned away at the border.

use axum::body::Body;
use http::{Method, Request, header};
use powerdown_api::headers::CONTENT_SECURITY_POLICY;
use serde_json::json;

use crate::world::{FRIEND, PASSWORD, URL, World};

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let mut answers = vec![
        ada.get("/session").await,
        ada.get("/nothing").await,
        ada.get("/machines?limit=0").await,
        ada.call(Method::PATCH, "/clouds", None).await,
        ada.post("/schedules", json!({})).await,
        world.browser().get("/session").await,
        world.browser().post("/sessions", json!({"email": "x", "password": "x"})).await,
    ];
    for path in ["/", "/machines", "/assets/none.js", "/favicon.svg"] {
        answers.push(ada.send(ada.request(Method::GET, path).body(Body::empty()).unwrap()).await);
    }
    for answer in answers {
        for (name, value) in [
            ("content-security-policy", CONTENT_SECURITY_POLICY),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("x-xss-protection", "0"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.headers.get(name).unwrap(), value, "{answer:?}");
        }
        assert!(answer.headers.contains_key("permissions-policy"));
        assert!(answer.headers.contains_key(header::CACHE_CONTROL));
        assert!(answer.headers.contains_key("x-request-id"));
        assert!(!answer.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
        assert!(!answer.headers.contains_key(header::SERVER));
    }
}

#[tokio::test]
async fn the_policy_allows_nothing_inline_and_nobody_else() {
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
    assert!(!CONTENT_SECURITY_POLICY.contains('*'));
    assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'"));
}

#[tokio::test]
async fn data_is_not_stored_by_anybody() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for path in ["/session", "/clouds", "/machines", "/schedules", "/nothing", "/health"] {
        assert_eq!(ada.get(path).await.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
}

#[tokio::test]
async fn changes_asked_for_by_another_sites_page_are_refused() {
    let world = World::new();
    world.owner("ada@example.com").await;
    let log_in = async |headers: &[(&str, &str)]| {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/sessions")
            .header("x-powerdown-client", "tests")
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = json!({"email": "ada@example.com", "password": PASSWORD}).to_string();
        world.send(request.body(Body::from(body)).unwrap()).await
    };
    for headers in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        &[("origin", "http://powerdown.example")],
        &[("origin", "https://powerdown.example.evil.example")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
    ] {
        log_in(headers).await.problem(403);
    }
    for headers in [
        &[][..],
        &[("origin", URL)],
        &[("origin", URL), ("sec-fetch-site", "same-origin")],
        &[("sec-fetch-site", "none")],
    ] {
        log_in(headers).await.expect(200);
    }
}

#[tokio::test]
async fn a_change_says_which_program_makes_it() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let change = async |method: Method, path: &str, headers: &[(&str, &str)]| {
        let mut request = ada.request(method, &format!("/api/v1{path}"));
        request.headers_mut().unwrap().remove("x-powerdown-client");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        world.send(request.body(Body::empty()).unwrap()).await
    };
    for path in ["/session/refresh", "/socket-tickets", "/schedules", "/sessions", "/nothing"] {
        for headers in [&[][..], &[("x-powerdown-client", "")], &[("x-powerdown-client", "  ")]] {
            let problem = change(Method::POST, path, headers).await.problem(403);
            assert_eq!(problem["type"], "urn:powerdown:problem:needs-client-header");
        }
    }
    for basic in ["Basic YTpi", "Bearer", "Bearer "] {
        change(Method::POST, "/socket-tickets", &[("authorization", basic)]).await.problem(403);
    }
    change(Method::DELETE, "/session", &[]).await.problem(403);
    change(Method::GET, "/session", &[]).await.expect(200);
    change(Method::POST, "/socket-tickets", &[("x-powerdown-client", "x")]).await.expect(201);
    // Whether the token is good is for others to say: no other site's page could have sent it.
    let bearer = change(Method::POST, "/nothing", &[("authorization", "bearer x")]).await;
    bearer.problem(404);
}

#[tokio::test]
async fn where_there_is_an_origin_secret_it_is_needed() {
    let world = World::with_origin_secret(Some("the edge's secret"));
    let health = async |secret: Option<&str>| {
        let mut request = Request::builder().uri("/api/v1/health");
        if let Some(secret) = secret {
            request = request.header("x-powerdown-origin", secret);
        }
        world.send(request.body(Body::empty()).unwrap()).await
    };
    health(None).await.problem(403);
    health(Some("")).await.problem(403);
    health(Some("the edge's secreT")).await.problem(403);
    health(Some("the edge's secret")).await.expect(200);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems_too() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.get("/nothing").await.problem(404);
    ada.get("/clouds/").await.problem(404);
    ada.get("/clouds/a/b/c").await.problem(404);
    let refused = ada.call(Method::PATCH, "/schedules", Some(json!({}))).await;
    refused.problem(405);
    let allowed = refused.headers[header::ALLOW].to_str().unwrap();
    assert!(allowed.contains("GET") && allowed.contains("POST"), "{allowed}");
    for path in ["/api", "/api/", "/api/v2/clouds", "/api/v1"] {
        let request = ada.request(Method::GET, path).body(Body::empty()).unwrap();
        ada.send(request).await.problem(404);
    }
    let request = ada.request(Method::POST, "/machines").body(Body::empty()).unwrap();
    ada.send(request).await.problem(405);
}

#[tokio::test]
async fn faults_say_nothing_of_their_cause() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    // Neither the news of it nor the job.
    world.outbox.fail_next(2);
    let access = json!({"type": "access_keys", "access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"});
    let draft =
        json!({"name": "prod", "account_id": "222222222222", "regions": ["eu-west-1"], "access": access});
    let problem = ada.post("/clouds", draft).await.problem(503);
    assert_eq!(
        problem.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["request_id", "status", "title", "type"],
        "{problem}"
    );
}

/// CloudFront sets them where no function answers; the two must not drift apart.
#[test]
fn the_edge_sets_the_same_headers() {
    let template = include_str!("../../../../template.yaml");
    let policy = template.split("  SecurityHeaders:\n").nth(1).unwrap().split("\n  WebAcl:").next().unwrap();
    let one_line = policy.split_whitespace().collect::<Vec<_>>().join(" ");
    let permissions = powerdown_api::headers::ALWAYS.iter().find(|(name, _)| *name == "permissions-policy");
    let said = [
        CONTENT_SECURITY_POLICY,
        permissions.unwrap().1,
        "AccessControlMaxAgeSec: 63072000, IncludeSubdomains: true",
        "ContentTypeOptions",
        "FrameOption: DENY",
        "ReferrerPolicy: no-referrer",
        "Protection: false",
        "cross-origin-opener-policy, Value: same-origin",
        "cross-origin-resource-policy, Value: same-origin",
    ];
    for text in said {
        assert!(one_line.contains(text), "{text} is not in {one_line}");
    }
}

#[tokio::test]
async fn only_sites_that_were_named_are_told_that_they_may() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let ask = async |method: Method, path: &str, headers: &[(&str, &str)]| {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        world.send(request.body(Body::empty()).unwrap()).await
    };
    let asked = ("access-control-request-method", "POST");
    let told = ask(Method::OPTIONS, "/api/v1/clouds", &[("origin", FRIEND), asked]).await;
    told.expect(204);
    assert_eq!(told.headers["access-control-allow-origin"], FRIEND);
    assert!(told.headers["access-control-allow-headers"].to_str().unwrap().contains("authorization"));
    assert_eq!(told.headers["vary"], "origin");
    for origin in
        ["https://evil.example", "null", "https://friend.example.evil.example", "http://friend.example"]
    {
        let refused = ask(Method::OPTIONS, "/api/v1/clouds", &[("origin", origin), asked]).await;
        refused.problem(405);
        assert!(!refused.headers.keys().any(|name| name.as_str().starts_with("access-control")), "{origin}");
    }
    // A friend's page reads with its own token; our cookies do not work for it.
    let read = ask(Method::GET, "/api/v1/health", &[("origin", FRIEND)]).await;
    read.expect(200);
    assert_eq!(read.headers["access-control-allow-origin"], FRIEND);
    assert!(!read.headers.contains_key("access-control-allow-credentials"));
    let cookie = format!("__Host-session={}", ada.cookie("__Host-session"));
    let stolen = [("origin", FRIEND), ("cookie", cookie.as_str()), ("x-powerdown-client", "x")];
    ask(Method::POST, "/api/v1/socket-tickets", &stolen).await.problem(403);
}
