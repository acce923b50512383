//! News by number, over connections that come and go; and keys that rotate under all of it.

use serde_json::{Value, json};

use super::{
    company::Company,
    customer::Customer,
    operator::Operator,
    socket::Live,
    stack::stack_or_skip,
    wait::{NEXT_TICK, SOON, eventually, expect_that},
};

async fn answered(live: &mut Live, kind: &str) -> Value {
    eventually(&format!("a {kind}"), SOON, async || live.last(kind).ok_or_else(|| "not yet".to_owned())).await
}

#[tokio::test]
async fn a_browser_that_was_away_is_told_what_it_missed() {
    let Some(stack) = stack_or_skip("resuming") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("eu-west-1");
    let instance = region.launch_one(&[("Name", "watched")]).await;
    company.connect(&customer, &["eu-west-1"]).await;
    let machine = company.inventory_of(1).await.remove(&instance).expect("the machine is there");

    let mut before = Live::open(stack, &mut company.browser).await;
    before.say(&json!({"type": "subscribe"}));
    let since = answered(&mut before, "subscribed").await["number"].as_u64().expect("a number");
    drop(before);
    region.stop(&instance).await;
    eventually("shown as stopped", SOON, async || {
        let machine = company.machine(&machine.id).await;
        expect_that(machine.state == "stopped", machine.state)
    })
    .await;

    let mut after = Live::open(stack, &mut company.browser).await;
    let mut known = since;
    eventually("the stop is told again", SOON, async || {
        after.say(&json!({"type": "ping", "since": since}));
        let told = after.changes_of(&machine.id);
        expect_that(told.iter().any(|change| change["state"] == "stopped"), told)
    })
    .await;
    known = known.max(answered(&mut after, "pong").await["number"].as_u64().expect("a number"));
    assert!(known > since, "{known} follows upon {since}");
    after.say(&json!({"type": "ping", "since": known + 1_000}));
    answered(&mut after, "reload").await;
    after.say(&json!({"type": "shout"}));
    answered(&mut after, "error").await;
    assert!(!after.is_closed());
}

#[tokio::test]
async fn keys_rotate_and_no_call_fails() {
    let Some(stack) = stack_or_skip("key rotation") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let cloud = company.write_down_cloud(&customer, &["us-east-1"]).await;
    let operator = Operator::of(stack);
    // The admin is one at a time, and its round may be on.
    for event in ["session", "pii"] {
        eventually(&format!("the {event} keys rotate"), NEXT_TICK, async || {
            let answer = operator.invoke("Maintenance", &json!({ "rotate": event })).await;
            // A second run of these tests within half an hour finds the session's key just rotated.
            expect_that(answer.contains("_keys_rotated\":"), answer)
        })
        .await;
        company.browser.get("/session").await.expect(200);
        company.browser.get(&format!("/clouds/{}", cloud.id)).await.expect(200);
    }
    let pii = format!("k#{}#pii", company.tenant());
    let keys = operator.items_about(&pii).await;
    assert!(keys.len() >= 2, "the company's data key has a successor: {keys:?}");
    // What is sealed from now on lies under a newer key, and everything still opens.
    company.browser.ask("/session/refresh").await.expect(200);
    company.browser.get("/session").await.expect(200);
}
