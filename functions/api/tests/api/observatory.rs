//! Our headers, scored by the rules of MDN's HTTP Observatory.
//!
//! A small rewriting of its analyzers and of its table of modifiers (github.com/mdn/mdn-http-observatory,
//! src/analyzer/tests and src/grader/charts.js, algorithm version 5): 100 points, minus the penalties;
//! bonuses count when 90 are left; 100 and more are an A+. Two of its tests need a deployed site and are
//! left out: whether HTTP is redirected to HTTPS, which the template says and a test of the template
//! holds, and whether the domain is on the browsers' preload list, which would only add points.

use axum::body::Body;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde_json::json;

use crate::world::{Answer, PASSWORD, World};

/// What a test found, and what it adds or takes away.
type Finding = (&'static str, i32);

/// A policy's directives and their sources.
type Policy = Vec<(String, Vec<String>)>;

const BROAD: [&str; 8] =
    ["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];
const INLINE: [&str; 2] = ["'unsafe-inline'", "data:"];

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

/// `None` for a policy that repeats a directive or says nothing.
fn policy(text: &str) -> Option<Policy> {
    let mut policy: Policy = Vec::new();
    for directive in text.split(';').map(str::trim).filter(|directive| !directive.is_empty()) {
        let mut words = directive.split_ascii_whitespace().map(str::to_ascii_lowercase);
        let name = words.next()?;
        if policy.iter().any(|(known, _)| *known == name) {
            return None;
        }
        policy.push((name, words.collect()));
    }
    (!policy.is_empty()).then_some(policy)
}

fn content_security_policy(headers: &HeaderMap) -> Finding {
    let Some(text) = value(headers, "content-security-policy") else { return ("csp-not-implemented", -25) };
    let Some(policy) = policy(text) else { return ("csp-header-invalid", -25) };
    let everything = vec!["*".to_owned()];
    let find = |name: &str| policy.iter().find(|(known, _)| known == name).map(|(_, sources)| sources);
    let or_default = |name| find(name).or_else(|| find("default-src")).unwrap_or(&everything);
    let (script, object, style) =
        (or_default("script-src"), or_default("object-src"), or_default("style-src"));
    let any =
        |sources: &[String], words: &[&str]| sources.iter().any(|source| words.contains(&source.as_str()));
    let insecure = |sources: &[String]| {
        sources.iter().any(|source| source.starts_with("http:") || source.starts_with("ftp:"))
    };
    let passive = |name: &str| matches!(name, "img-src" | "media-src");
    let active = || policy.iter().filter(|(name, _)| !passive(name)).any(|(_, sources)| insecure(sources));
    if any(script, &["'strict-dynamic'"])
        && !script.iter().any(|source| source.starts_with("'nonce-") || source.starts_with("'sha"))
    {
        ("csp-header-invalid", -25)
    } else if any(script, &BROAD) || any(script, &INLINE) || any(object, &BROAD) {
        ("csp-implemented-with-unsafe-inline", -20)
    } else if active() {
        ("csp-implemented-with-insecure-scheme", -20)
    } else if any(script, &["'unsafe-eval'"]) || any(style, &["'unsafe-eval'"]) {
        ("csp-implemented-with-unsafe-eval", -10)
    } else if insecure(or_default("img-src")) || insecure(or_default("media-src")) {
        ("csp-implemented-with-insecure-scheme-in-passive-content-only", -10)
    } else if any(style, &BROAD) || any(style, &INLINE) {
        ("csp-implemented-with-unsafe-inline-in-style-src-only", 0)
    } else if find("default-src").is_some_and(|sources| sources == &["'none'"]) {
        ("csp-implemented-with-no-unsafe-default-src-none", 10)
    } else {
        ("csp-implemented-with-no-unsafe", 5)
    }
}

fn cookies(headers: &HeaderMap) -> Finding {
    let cookies: Vec<_> =
        headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap()).collect();
    let mut worst = ("cookies-secure-with-httponly-sessions-and-samesite", 5);
    for cookie in &cookies {
        let mut parts = cookie.split(';').map(|part| part.trim().to_ascii_lowercase());
        let name = parts.next().unwrap_or_default().split('=').next().unwrap_or_default().to_owned();
        let attributes: Vec<_> = parts.collect();
        let has = |wanted: &str| attributes.iter().any(|attribute| attribute == wanted);
        let same_site = attributes.iter().find_map(|attribute| attribute.strip_prefix("samesite="));
        let is_session = name.contains("login") || name.contains("sess");
        let mut found = |finding: Finding| {
            if finding.1 < worst.1 {
                worst = finding;
            }
        };
        match same_site {
            None if name.contains("csrf") => found(("cookies-anticsrf-without-samesite-flag", -20)),
            None => found(("cookies-secure-with-httponly-sessions", 0)),
            Some("lax" | "strict") => {}
            Some("none") if has("secure") => {}
            Some(_) => found(("cookies-samesite-flag-invalid", -20)),
        }
        if !has("secure") {
            found(if is_session {
                ("cookies-session-without-secure-flag", -40)
            } else {
                ("cookies-without-secure-flag", -20)
            });
        }
        if is_session && !has("httponly") {
            found(("cookies-session-without-httponly-flag", -30));
        }
    }
    if cookies.is_empty() { ("cookies-not-found", 0) } else { worst }
}

fn cross_origin_resource_sharing(headers: &HeaderMap) -> Finding {
    match (value(headers, "access-control-allow-origin"), value(headers, "access-control-allow-credentials"))
    {
        (None, _) => ("cross-origin-resource-sharing-not-implemented", 0),
        (Some("*"), None) => ("cross-origin-resource-sharing-implemented-with-public-access", 0),
        (Some(_), Some(yes)) if yes.eq_ignore_ascii_case("true") => {
            ("cross-origin-resource-sharing-implemented-with-universal-access", -50)
        }
        (Some(_), _) => ("cross-origin-resource-sharing-implemented-with-restricted-access", 0),
    }
}

fn referrer_policy(headers: &HeaderMap) -> Finding {
    let private = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];
    let unsafe_ones = ["origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"];
    let Some(text) = value(headers, "referrer-policy") else { return ("referrer-policy-not-implemented", 0) };
    let known =
        text.rsplit(',').map(str::trim).find(|word| private.contains(word) || unsafe_ones.contains(word));
    match known {
        Some(word) if private.contains(&word) => ("referrer-policy-private", 5),
        Some(_) => ("referrer-policy-unsafe", -5),
        None => ("referrer-policy-header-invalid", -5),
    }
}

fn strict_transport_security(headers: &HeaderMap) -> Finding {
    let Some(text) = value(headers, "strict-transport-security") else {
        return ("hsts-not-implemented", -20);
    };
    let age = text.split(';').find_map(|part| part.trim().strip_prefix("max-age="));
    match age.and_then(|age| age.parse::<u64>().ok()) {
        Some(seconds) if seconds >= 15_768_000 => ("hsts-implemented-max-age-at-least-six-months", 0),
        Some(_) => ("hsts-implemented-max-age-less-than-six-months", -10),
        None => ("hsts-header-invalid", -20),
    }
}

/// Scripts of the page: ours come from our own origin, which needs no integrity and gains no bonus.
fn subresource_integrity(headers: &HeaderMap, page: &str) -> Finding {
    if !value(headers, "content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return ("sri-not-implemented-response-not-html", 0);
    }
    let sources =
        page.split("<script").skip(1).filter_map(|tag| tag.split('>').next()?.split("src=\"").nth(1));
    match sources.filter_map(|rest| rest.split('"').next()).find(|source| source.contains("//")) {
        Some(source) if source.starts_with("https://") => {
            ("sri-not-implemented-but-external-scripts-loaded-securely", -5)
        }
        Some(_) => ("sri-not-implemented-and-external-scripts-not-loaded-securely", -50),
        None => ("sri-not-implemented-but-all-scripts-loaded-from-secure-origin", 0),
    }
}

fn content_type_options(headers: &HeaderMap) -> Finding {
    match value(headers, "x-content-type-options") {
        Some("nosniff") => ("x-content-type-options-nosniff", 0),
        Some(_) => ("x-content-type-options-header-invalid", -5),
        None => ("x-content-type-options-not-implemented", -5),
    }
}

fn frame_options(headers: &HeaderMap) -> Finding {
    let policy = value(headers, "content-security-policy").and_then(policy).unwrap_or_default();
    if policy.iter().any(|(name, _)| name == "frame-ancestors") {
        return ("x-frame-options-implemented-via-csp", 5);
    }
    match value(headers, "x-frame-options").map(str::to_ascii_lowercase).as_deref() {
        Some("deny" | "sameorigin") => ("x-frame-options-sameorigin-or-deny", 0),
        Some(_) => ("x-frame-options-header-invalid", -20),
        None => ("x-frame-options-not-implemented", -20),
    }
}

fn resource_policy(headers: &HeaderMap) -> Finding {
    match value(headers, "cross-origin-resource-policy") {
        Some("same-origin") => ("cross-origin-resource-policy-implemented-with-same-origin", 10),
        Some("same-site") => ("cross-origin-resource-policy-implemented-with-same-site", 10),
        Some("cross-origin") => ("cross-origin-resource-policy-implemented-with-cross-origin", 0),
        Some(_) => ("cross-origin-resource-policy-header-invalid", -5),
        None => ("cross-origin-resource-policy-not-implemented", 0),
    }
}

fn findings(headers: &HeaderMap, page: &str) -> Vec<Finding> {
    vec![
        content_security_policy(headers),
        cookies(headers),
        cross_origin_resource_sharing(headers),
        referrer_policy(headers),
        strict_transport_security(headers),
        subresource_integrity(headers, page),
        content_type_options(headers),
        frame_options(headers),
        resource_policy(headers),
    ]
}

fn score(findings: &[Finding]) -> i32 {
    let penalties: i32 = findings.iter().map(|(_, modifier)| *modifier.min(&0)).sum();
    let bonuses: i32 = findings.iter().map(|(_, modifier)| *modifier.max(&0)).sum();
    let score = 100 + penalties;
    if score >= 90 { score + bonuses } else { score.max(0) }
}

#[tokio::test]
async fn every_answer_is_an_a_plus() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let page = |path: &str| ada.request(Method::GET, path).body(Body::empty()).unwrap();
    let answers: Vec<(&str, Answer)> = vec![
        ("the app", ada.send(page("/")).await),
        ("a page of the app", ada.send(page("/machines")).await),
        ("a missing asset", ada.send(page("/assets/none.js")).await),
        ("data", ada.get("/machines").await),
        ("an unknown path", ada.get("/nothing").await),
        ("a method that is not there", ada.call(Method::PATCH, "/clouds", None).await),
        ("a refused request", ada.post("/schedules", json!({})).await),
        ("a stranger's request", world.browser().get("/session").await),
        ("a log-in", ada.post("/sessions", json!({"email": "ada@example.com", "password": PASSWORD})).await),
        (
            "a refused log-in",
            ada.post("/sessions", json!({"email": "ada@example.com", "password": "x"})).await,
        ),
        ("a log-out", ada.call(Method::DELETE, "/session", None).await),
    ];
    for (name, answer) in answers {
        let findings = findings(&answer.headers, &String::from_utf8_lossy(&answer.bytes));
        let penalties: Vec<_> = findings.iter().filter(|(_, modifier)| *modifier < 0).collect();
        assert!(penalties.is_empty(), "{name}: {penalties:?}");
        let sets_cookies = answer.headers.contains_key(header::SET_COOKIE);
        assert_eq!(score(&findings), if sets_cookies { 135 } else { 130 }, "{name}: {findings:?}");
    }
}

/// The scorer finds what is wrong; each line is one header made worse.
#[tokio::test]
async fn the_scorer_takes_points_away_for_what_is_wrong() {
    let world = World::new();
    let login = json!({"email": "ada@example.com", "password": PASSWORD});
    world.owner("ada@example.com").await;
    let good = world.browser().post("/sessions", login).await.headers;
    for (name, worse, expected) in [
        ("content-security-policy", None, 75),
        ("content-security-policy", Some("default-src *"), 80),
        ("content-security-policy", Some("default-src 'none'; script-src 'unsafe-inline'"), 80),
        (
            "content-security-policy",
            Some("default-src 'none'; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'"),
            115,
        ),
        (
            "content-security-policy",
            Some("default-src 'none'; connect-src http://x.example; frame-ancestors 'none'"),
            80,
        ),
        ("content-security-policy", Some("default-src 'none'; default-src *"), 75),
        ("content-security-policy", Some("default-src 'self'; frame-ancestors 'none'"), 130),
        ("strict-transport-security", None, 80),
        ("strict-transport-security", Some("max-age=3600"), 125),
        ("x-content-type-options", None, 130),
        ("referrer-policy", Some("unsafe-url"), 125),
        ("cross-origin-resource-policy", None, 125),
        ("set-cookie", Some("__Host-session=x; HttpOnly; SameSite=Strict"), 60),
        ("set-cookie", Some("__Host-session=x; Secure; SameSite=Strict"), 70),
        ("set-cookie", Some("x=x; Secure; SameSite=Sometimes"), 80),
    ] {
        let mut headers = good.clone();
        let header: HeaderName = name.parse().unwrap();
        headers.remove(&header);
        if let Some(worse) = worse {
            headers.insert(header, HeaderValue::from_static(worse));
        }
        assert_eq!(
            score(&findings(&headers, "")),
            expected,
            "{name}: {worse:?}: {:?}",
            findings(&headers, "")
        );
    }
    let mut headers = good.clone();
    headers.insert("access-control-allow-origin", HeaderValue::from_static("https://evil.example"));
    headers.insert("access-control-allow-credentials", HeaderValue::from_static("true"));
    assert_eq!(score(&findings(&headers, "")), 50);
    headers = good;
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    let page = "<script type=\"module\" src=\"http://evil.example/x.js\"></script>";
    assert_eq!(score(&findings(&headers, page)), 50);
}
