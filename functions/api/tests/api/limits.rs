//! Limits: who is refused, who never is, and what everybody is told.

use futures::future::join_all;
use http::Method;
use jiff::SignedDuration;
use powerdown_api::{border::limits::RULES, routes};
use serde_json::{Value, json};

use crate::world::{Answer, PASSWORD, World};

const HOME: &str = "192.0.2.1";
const GUESS: &str = "a wrong guess";
const TOKEN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Tries to log in from an address.
async fn try_from(world: &World, address: &str, email: &str, password: &str) -> Answer {
    let body = json!({"email": email, "password": password});
    let from = [("x-powerdown-viewer", address)];
    world.browser().call_with(Method::POST, "/sessions", Some(body), &from).await
}

fn number(answer: &Answer, header: &str) -> u64 {
    answer.headers[header].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_when_to_come_again() {
    let world = World::limited();
    world.owner("ada@example.com").await;
    let mut refused = None;
    for number_of_try in 0..21 {
        let answer = try_from(&world, "192.0.2.66", &format!("u{number_of_try}@example.com"), GUESS).await;
        if answer.status == 429 {
            refused = Some((number_of_try, answer));
            break;
        }
        answer.problem(401);
        // The tightest bucket speaks: first the account's own, then the address's.
        assert_eq!(number(&answer, "ratelimit-limit"), if number_of_try < 10 { 10 } else { 20 });
    }
    let (after, refused) = refused.expect("a refusal");
    assert_eq!(after, 20);
    assert_eq!(refused.problem(429)["type"], "urn:powerdown:problem:rate-limited");
    assert_eq!(
        ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"]
            .map(|header| number(&refused, header)),
        [20, 0, 60, 3]
    );
    // Somebody else, and the same one when told to.
    try_from(&world, HOME, "ada@example.com", PASSWORD).await.expect(200);
    world.advance(SignedDuration::from_secs(3));
    try_from(&world, "192.0.2.66", "ada@example.com", PASSWORD).await.expect(200);
    try_from(&world, "192.0.2.66", "ada@example.com", PASSWORD).await.problem(429);
}

#[tokio::test]
async fn a_network_is_one_source() {
    let world = World::limited();
    for host in 0..20 {
        let address = format!("2001:db8:1:2::{host:x}");
        try_from(&world, &address, &format!("u{host}@example.com"), GUESS).await.problem(401);
    }
    try_from(&world, "2001:db8:1:2:ffff::1", "ada@example.com", GUESS).await.problem(429);
    try_from(&world, "2001:db8:1:3::1", "ada@example.com", GUESS).await.problem(401);
}

/// A guesser with a thousand addresses cannot keep the owner out.
#[tokio::test]
async fn nobody_locks_an_owner_out() {
    let world = World::limited();
    world.owner("ada@example.com").await;
    try_from(&world, HOME, "ada@example.com", PASSWORD).await.expect(200);
    for host in 0..200 {
        let guess = try_from(&world, &format!("198.51.100.{host}"), "ada@example.com", GUESS).await;
        assert!([401, 429].contains(&guess.status.as_u16()));
    }
    // A stranger has one try now, and not a second one.
    try_from(&world, "203.0.113.1", "ada@example.com", GUESS).await.problem(401);
    let held_back = try_from(&world, "203.0.113.1", "ada@example.com", PASSWORD).await;
    assert_eq!(held_back.problem(429)["detail"], "that is too often; try again in 900 s");
    // The owner gets in: at home, mistakes included, and somewhere new at the first try.
    for _ in 0..5 {
        try_from(&world, HOME, "ada@example.com", "mistyped it").await.problem(401);
    }
    try_from(&world, HOME, "ada@example.com", PASSWORD).await.expect(200);
    try_from(&world, "203.0.113.2", "ada@example.com", PASSWORD).await.expect(200);
    try_from(&world, "203.0.113.2", "ada@example.com", PASSWORD).await.expect(200);
}

/// Two hundred wrong passwords at once, from as many addresses and from the owner's own.
#[tokio::test]
async fn a_flood_of_log_ins_ends_nobodys_session() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    try_from(&world, HOME, "ada@example.com", PASSWORD).await.expect(200);
    let guesses = (0..200).map(async |host| {
        let address = if host % 10 == 0 { HOME.to_owned() } else { format!("198.51.100.{host}") };
        try_from(&world, &address, "ada@example.com", GUESS).await.status.as_u16()
    });
    let answers = join_all(guesses).await;
    assert!(
        answers.contains(&429) && answers.iter().all(|status| [401, 429].contains(status)),
        "{answers:?}"
    );
    ada.get("/session").await.expect(200);
    ada.call(Method::POST, "/session/refresh", None).await.expect(200);
    ada.get("/clouds").await.expect(200);
    try_from(&world, "203.0.113.2", "ada@example.com", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn guessing_at_one_account_is_slow_from_one_address() {
    let world = World::limited();
    world.owner("ada@example.com").await;
    let address = "203.0.113.9";
    for _ in 0..10 {
        try_from(&world, address, "ada@example.com", GUESS).await.problem(401);
    }
    try_from(&world, address, "ada@example.com", GUESS).await.problem(429);
    try_from(&world, address, "bob@example.com", GUESS).await.problem(401);
}

/// Known or not, an address is limited alike: the limit tells nothing.
#[tokio::test]
async fn limits_do_not_tell_who_has_an_account() {
    let world = World::limited();
    world.owner("ada@example.com").await;
    // The owner logged in once already.
    try_from(&world, HOME, "eve@example.com", GUESS).await.problem(401);
    let walk = async |email: &str, net: &str| {
        let mut seen = Vec::new();
        for host in 0..30 {
            seen.push(try_from(&world, &format!("{net}.{host}"), email, GUESS).await.essence());
            seen.push(try_from(&world, &format!("{net}.7"), email, GUESS).await.essence());
        }
        seen
    };
    let known = walk("ada@example.com", "198.51.100").await;
    let unknown = walk("eve@example.com", "203.0.113").await;
    assert!(known.iter().any(|(status, _, _)| *status == 429));
    assert_eq!(known, unknown);
}

#[tokio::test]
async fn mails_to_one_address_are_few_whoever_asks() {
    let world = World::limited();
    let sign_up = async |host: u32| {
        let draft = json!({"company": "Engines", "email": "ada@example.com", "password": PASSWORD});
        let address = format!("198.51.100.{host}");
        let from = [("x-powerdown-viewer", address.as_str())];
        world.browser().call_with(Method::POST, "/tenants", Some(draft), &from).await
    };
    for host in 0..5 {
        sign_up(host).await.expect(202);
    }
    sign_up(6).await.problem(429);
    assert_eq!(world.outbox.take_mails().len(), 5);
}

#[tokio::test]
async fn a_person_and_their_company_are_limited_where_work_is_slow() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    let import = json!({"source": "instance-scheduler-yaml", "text": "x"});
    let mut statuses = Vec::new();
    for _ in 0..22 {
        statuses.push(ada.post("/imports", import.clone()).await.status.as_u16());
    }
    assert!(statuses[..20].iter().all(|status| *status != 429), "{statuses:?}");
    assert_eq!(statuses[20..], [429, 429]);
    // What has no limit goes on, and says nothing of limits.
    let clouds = ada.get("/clouds").await;
    clouds.expect(200);
    assert!(!clouds.headers.contains_key("ratelimit-limit"));
    // Another company is another matter.
    let bob = world.owner("bob@example.com").await;
    assert_ne!(bob.post("/imports", import).await.status, 429);
}

/// The key's middleware asks who it is, and so does the handler: one call is one call.
#[tokio::test]
async fn an_idempotency_key_does_not_count_twice() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    let left = async |headers: &[(&str, &str)]| {
        let answer = ada.call_with(Method::POST, "/socket-tickets", None, headers).await;
        number(&answer, "ratelimit-remaining")
    };
    let before = left(&[]).await;
    assert_eq!(left(&[("idempotency-key", "one")]).await, before - 1);
}

#[tokio::test]
async fn staying_logged_in_is_never_refused_for_others_haste() {
    let world = World::limited();
    let ada = world.owner("ada@example.com").await;
    for host in 0..40 {
        try_from(&world, "unknown", &format!("u{host}@example.com"), GUESS).await;
    }
    for _ in 0..50 {
        ada.call(Method::POST, "/session/refresh", None).await.expect(200);
    }
}

#[tokio::test]
async fn load_tests_have_a_thousand_times_as_much() {
    let world = World::new();
    for host in 0..100 {
        let answer = try_from(&world, HOME, &format!("u{host}@example.com"), GUESS).await;
        answer.problem(401);
        assert_eq!(number(&answer, "ratelimit-limit"), 10_000);
    }
}

/// A rule that names no route holds nothing; a route that anybody may call needs a rule.
#[test]
fn the_table_names_routes_and_misses_no_public_one() {
    let document = serde_json::to_value(routes::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    for rule in RULES {
        let alike = RULES.iter().filter(|other| other.path == rule.path && other.method == rule.method);
        assert_eq!(alike.count(), 1, "only the first of two rows counts: {rule:?}");
        let method = rule.method.as_str().to_lowercase();
        assert!(paths.get(rule.path).is_some_and(|path| path.get(&method).is_some()), "{rule:?}");
    }
    for (path, item) in paths {
        let Some(operation) = item.get("post") else { continue };
        let anybody = operation["security"]
            .as_array()
            .is_none_or(|ways| ways.contains(&Value::Object(serde_json::Map::default())));
        let mut rules = RULES.iter().filter(|rule| rule.path == path && rule.method == Method::POST);
        assert!(!anybody || rules.any(|rule| rule.address.is_some()), "anybody may post {path} at any rate");
    }
}

#[tokio::test]
async fn a_link_is_not_guessed_at_speed() {
    let world = World::limited();
    let mut last = 0;
    for _ in 0..21 {
        last = world.browser().post("/email-verifications", json!({ "token": TOKEN })).await.status.as_u16();
    }
    assert_eq!(last, 429);
}
