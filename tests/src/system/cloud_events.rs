//! EC2's own events from customers' accounts: the inventory follows without asking.

use serde_json::json;

use super::{
    company::Company,
    customer::Customer,
    operator::Operator,
    socket::Live,
    stack::stack_or_skip,
    wait::{SOON, eventually, expect_that},
};

#[tokio::test]
async fn what_happens_in_an_account_shows_without_a_scan() {
    let Some(stack) = stack_or_skip("EC2's events") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("eu-west-1");
    let instance = region.launch_one(&[("Name", "watched")]).await;
    // Its launch is told as well; once that has passed, unheard, everything after is an event of its own.
    let operator = Operator::of(stack);
    eventually("the launch was told", SOON, async || {
        let lines = operator.log_lines("CloudEvents", &[&instance, "Running"]).await;
        expect_that(!lines.is_empty(), "no line about it")
    })
    .await;
    let cloud = company.connect(&customer, &["eu-west-1"]).await;
    let machine = company.inventory_of(1).await.remove(&instance).expect("the machine is there");
    let mut live = Live::open(stack, &mut company.browser).await;

    region.stop(&instance).await;
    follows(&mut company, &machine.id, "stopped").await;
    region.start(&instance).await;
    follows(&mut company, &machine.id, "running").await;
    region.terminate(&instance).await;
    follows(&mut company, &machine.id, "terminated").await;

    let after = company.cloud(&cloud.id).await;
    assert_eq!(after.machines_seen_at, cloud.machines_seen_at, "the region was listed: that was no event");
    let states = ["stopped", "running", "terminated"];
    eventually("each state told live", SOON, async || {
        let told = live.changes_of(&machine.id);
        let all = states.iter().all(|state| told.iter().any(|change| change["state"] == *state));
        expect_that(all, told)
    })
    .await;
    assert!(
        live.changes_of(&machine.id).iter().all(|change| change["last_action"] == json!(null)),
        "we did nothing"
    );
}

async fn follows(company: &mut Company, machine: &str, state: &str) {
    eventually(&format!("shown as {state}"), SOON, async || {
        let machine = company.machine(machine).await;
        expect_that(machine.state == state, machine.state)
    })
    .await;
}

#[tokio::test]
async fn events_of_an_account_that_nobody_connected_are_dropped() {
    let Some(stack) = stack_or_skip("events of a stranger's account") else { return };
    let stranger = Customer::new(stack);
    stranger.region("us-east-1").launch_one(&[("Name", "not yours")]).await;
    let operator = Operator::of(stack);
    eventually("the event was looked at", SOON, async || {
        let lines = operator.log_lines("CloudEvents", &[&stranger.id, "NotOurs"]).await;
        expect_that(!lines.is_empty(), "no line about it")
    })
    .await;
    assert!(
        operator.items_about(&stranger.id).await.is_empty(),
        "something of a stranger's account was stored"
    );
}
