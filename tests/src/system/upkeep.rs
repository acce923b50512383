//! The timekeeper and the admin at work on their own rules, by what they report and what they leave behind.

use jiff::SignedDuration;
use serde_json::Value;

use super::{
    company::Company,
    customer::Customer,
    operator::Operator,
    stack::stack_or_skip,
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};

/// The key of a session that this test makes.
const EXPIRED: &str = "session#ses_01ARZ3NDEKTSV4RRFFQ69G5FAV";

#[tokio::test]
async fn the_time_a_machine_ran_is_in_the_ledger() {
    let Some(stack) = stack_or_skip("the ledger") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("us-east-1");
    let instance = region.launch_one(&[("Name", "counted")]).await;
    company.connect(&customer, &["us-east-1"]).await;
    company.inventory_of(1).await;
    region.stop(&instance).await;
    eventually("shown as stopped", SOON, async || {
        let machines = company.machines().await;
        expect_that(machines[&instance].state == "stopped", &machines[&instance].state)
    })
    .await;

    let operator = Operator::of(stack);
    let entries = eventually("the interval is in the ledger", NEXT_TICK, async || {
        let ledger = format!("l#{}#", company.tenant());
        let items = operator.items_about(&ledger).await;
        if items.is_empty() { Err("no ledger item".to_owned()) } else { Ok(items) }
    })
    .await;
    let text = Value::from(entries).to_string();
    assert!(text.contains("running"), "no running interval: {text}");
    // A function's lines reach the log when its invocation ends, after the item is there.
    eventually("the timekeeper says so", SOON, async || {
        let reports = operator.log_lines("CostRollup", &["intervals recorded", "\"machines\":"]).await;
        let recorded = reports.iter().any(|line| !line.contains("\"machines\":0"));
        expect_that(recorded, reports)
    })
    .await;
}

#[tokio::test]
async fn the_admin_walks_the_table_and_reports() {
    let Some(stack) = stack_or_skip("upkeep") else { return };
    let operator = Operator::of(stack);
    let before = operator.log_lines("Maintenance", &["upkeep done"]).await.len();
    let lines = eventually("the admin's next report", NEXT_TICK, async || {
        let lines = operator.log_lines("Maintenance", &["upkeep done"]).await;
        if lines.len() > before { Ok(lines) } else { Err(format!("{} reports", lines.len())) }
    })
    .await;
    let last = lines.last().expect("there is one");
    assert!(last.contains("\"unique_orphaned\":0"), "entries without an owner: {last}");
    // The demo company has an address and two accounts.
    assert!(!last.contains("\"unique_checked\":0"), "nothing was checked: {last}");
}

#[tokio::test]
async fn the_admin_removes_an_expired_session() {
    let Some(stack) = stack_or_skip("expired sessions") else { return };
    let company = Company::found(stack).await;
    let operator = Operator::of(stack);
    let user = &company.session.user.id;
    let alive = operator.sessions_of(user).await;
    let before = operator.log_lines("Maintenance", &["upkeep done"]).await.len();
    // The database's own broom may take it first; then it is put there again, for the admin to find.
    let past = week::now() - SignedDuration::from_hours(1);
    eventually("the admin removed an expired session", NEXT_TICK, async || {
        operator.copy_session(&alive[0], EXPIRED, past).await;
        let reports = operator.log_lines("Maintenance", &["upkeep done"]).await;
        let removed = reports[before..].iter().any(|line| !line.contains("\"sessions_removed\":0"));
        expect_that(removed, &reports[before..])
    })
    .await;
    eventually("the expired session is gone, the living one is not", NEXT_TICK, async || {
        let left = operator.sessions_of(user).await;
        expect_that(left == alive, left)
    })
    .await;
}

#[tokio::test]
async fn no_message_ends_among_the_dead() {
    let Some(stack) = stack_or_skip("dead letters") else { return };
    let operator = Operator::of(stack);
    for queue in ["OrdersDeadLettersUrl", "JobsDeadLettersUrl", "EventsDeadLettersUrl"] {
        assert_eq!(operator.waiting_in(queue).await, 0, "{queue}");
    }
}
