//! How fast the API answers by itself, and whether its time tells who has an account:
//! `cargo xtask bench api [--json]`.
//!
//! The real routers over the fakes: what is measured is all that a warm request costs us beside the
//! calls to AWS, which cost nothing here. Log-ins hash with the real bcrypt at the cost of production;
//! a thousand pairs take some minutes.

#[path = "../tests/api/world.rs"]
#[expect(dead_code, reason = "the tests use the rest of it")]
mod world;

use std::{process::ExitCode, sync::Arc, time::Instant};

use axum::{Router, body::Body};
use http::{Method, Request, StatusCode, header};
use jiff::SignedDuration;
use powerdown_api::{
    passwords::{BcryptPasswords, COST},
    routes,
    state::Login,
};
use serde_json::{Value, json};
use tower::ServiceExt;
use world::{Browser, PASSWORD, World, office};

const REQUESTS: usize = 3_000;
const PAIRS: usize = 1_000;

/// A figure and what it may be at most.
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    most: f64,
    inputs: String,
}

impl Figure {
    fn ok(&self) -> bool {
        self.value <= self.most
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name, "value": self.value, "unit": self.unit, "budget": format!("<= {}", self.most),
            "peer": Value::Null, "ok": self.ok(), "inputs": self.inputs,
        })
    }

    fn text(&self) -> String {
        let met = if self.ok() { "met" } else { "MISSED" };
        let Self { name, value, unit, most, inputs, .. } = self;
        format!("{name:<44} {value:>9.3} {unit:<3} budget at most {most}: {met}\n  inputs: {inputs}")
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let json = std::env::args().any(|argument| argument == "--json");
    let mut figures = warm_requests().await;
    figures.push(enumeration().await);
    for figure in &figures {
        if json {
            println!("{}", figure.json());
        } else {
            println!("{}", figure.text());
        }
    }
    ExitCode::from(u8::from(figures.iter().any(|figure| !figure.ok())))
}

/// The time of one request after the other, of several kinds.
async fn warm_requests() -> Vec<Figure> {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    for number in 0..100 {
        ada.machine(&cloud, "eu-west-1", number, &[("env", "dev")]).await;
    }
    let schedule = office(json!([{"priority": 10, "tags": [{"key": "env", "value": "dev"}]}]));
    ada.post("/schedules", schedule.clone()).await.expect(201);
    let preview = json!({ "document": schedule["document"] });
    let mut figures = Vec::new();
    for (name, method, path, body) in [
        ("who am I", Method::GET, "/session", None),
        ("100 machines with their schedules", Method::GET, "/machines?limit=100", None),
        ("the schedules", Method::GET, "/schedules", None),
        ("a preview of two weeks", Method::POST, "/schedules/preview", Some(preview)),
        ("a refusal", Method::GET, "/machines/x", None),
    ] {
        let milliseconds = timed(&world, &ada, &method, path, body).await;
        let inputs = format!("{method} {path}, {REQUESTS} times; {}", machine());
        for (share, at, most) in [("p50", 0.5, 1.0), ("p99", 0.99, 3.0)] {
            let name = format!("{name}: own time, {share}");
            let value = quantile(&milliseconds, at);
            figures.push(Figure { name, value, unit: "ms", most, inputs: inputs.clone() });
        }
    }
    figures
}

#[expect(clippy::disallowed_methods, reason = "a bench measures")]
async fn timed(
    world: &World,
    ada: &Browser<'_>,
    method: &Method,
    path: &str,
    body: Option<Value>,
) -> Vec<f64> {
    let portal = world.portal();
    let mut milliseconds = Vec::new();
    for count in 0..REQUESTS + 100 {
        // Tokens run out by this clock; it stands still.
        let request = ada.request(method.clone(), &format!("/api/v1{path}"));
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let body = body.as_ref().map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let request = request.body(body).expect("a request is made");
        let begun = Instant::now();
        let answer = portal.clone().oneshot(request).await.expect("routers do not fail");
        let elapsed = begun.elapsed();
        assert!(!answer.status().is_server_error(), "{method} {path}: {}", answer.status());
        // The first ones warm up.
        if count >= 100 {
            milliseconds.push(elapsed.as_secs_f64() * 1_000.0);
        }
    }
    milliseconds
}

/// Log-ins with a wrong password, at a known and at an unknown address in turn.
async fn enumeration() -> Figure {
    let world = World::new();
    let passwords =
        BcryptPasswords::new(Arc::clone(&world.base.vault), Arc::clone(&world.base.entropy), COST);
    let login =
        Login { base: world.base.clone(), passwords: Arc::new(passwords), mailer: world.outbox.clone() };
    let router = routes::login(login);
    let draft = json!({"company": "Engines", "email": "ada@example.com", "password": PASSWORD});
    let answer = router.clone().oneshot(post("/api/v1/tenants", &draft)).await.expect("routers do not fail");
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    let token = json!({ "token": world.link_token() });
    world.browser().post("/email-verifications", token).await.expect(204);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for pair in 0..PAIRS {
        // Whoever goes first may find a colder cache: each does so half of the time.
        for turn in 0..2 {
            world.advance(SignedDuration::from_mins(10));
            if (pair + turn) % 2 == 0 {
                known.push(refused(&router, "ada@example.com").await);
            } else {
                unknown.push(refused(&router, "eve@example.com").await);
            }
        }
    }
    let (known, unknown) = (quantile(&known, 0.5), quantile(&unknown, 0.5));
    Figure {
        name: "log-in: known against unknown address".to_owned(),
        value: (known - unknown).abs() / unknown * 100.0,
        unit: "%",
        most: 5.0,
        inputs: format!("medians of {PAIRS} pairs: {known:.2} ms and {unknown:.2} ms; {}", machine()),
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures")]
async fn refused(router: &Router, email: &str) -> f64 {
    let request = post("/api/v1/sessions", &json!({"email": email, "password": "not this one, but as long"}));
    let begun = Instant::now();
    let answer = router.clone().oneshot(request).await.expect("routers do not fail");
    let elapsed = begun.elapsed();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{email}");
    elapsed.as_secs_f64() * 1_000.0
}

fn post(path: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-powerdown-client", "bench")
        .body(Body::from(body.to_string()))
        .expect("a request is made")
}

fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted[(last as f64 * share).round() as usize]
}

/// The processor, as Linux names it.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": an unnamed processor");
    model.trim_start_matches([' ', '\t', ':']).to_owned()
}
