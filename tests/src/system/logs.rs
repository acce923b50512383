//! What functions say: one JSON object a line, each with the request it belongs to and, where one is known,
//! the tenant.

use serde_json::{Value, json};

use super::{
    company::{Company, by_tag},
    customer::Customer,
    operator::Operator,
    stack::stack_or_skip,
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};

const FUNCTIONS: [&str; 10] = [
    "Portal",
    "Login",
    "Sockets",
    "Push",
    "Tick",
    "Orders",
    "Jobs",
    "CloudEvents",
    "CostRollup",
    "Maintenance",
];

#[tokio::test]
async fn every_line_is_json_and_says_whose_it_is() {
    let Some(stack) = stack_or_skip("log lines") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    customer.region("us-east-1").launch_one(&[("env", "dev")]).await;
    company.connect(&customer, &["us-east-1"]).await;
    company.schedule("Nights", "UTC", &week::closed_now("UTC"), &json!([by_tag(10, "env", "dev")])).await;
    company.browser.get("/machines?limit=0").await.expect(422);

    let operator = Operator::of(stack);
    let tenant = company.tenant().to_owned();
    eventually("portal, jobs and orders spoke of this company", NEXT_TICK, async || {
        let mut silent = Vec::new();
        for function in ["Portal", "Jobs", "Orders"] {
            if operator.log_lines(function, &[&tenant]).await.is_empty() {
                silent.push(function);
            }
        }
        expect_that(silent.is_empty(), silent)
    })
    .await;
    for function in FUNCTIONS {
        let lines = operator.log_of(function).await;
        let own: Vec<Value> =
            lines.iter().filter(|line| !is_the_platforms(line)).map(|line| read(function, line)).collect();
        for line in &own {
            assert_is_whole(function, line);
        }
    }
    eventually("the refusal is told with its request", SOON, async || {
        let refusals = operator.log_lines("Portal", &["refused", "422", &tenant]).await;
        expect_that(refusals.iter().any(|line| line.contains("\"request_id\"")), refusals)
    })
    .await;
}

/// `START`, `END` and `REPORT`, which Lambda itself writes.
fn is_the_platforms(line: &str) -> bool {
    ["START ", "END ", "REPORT ", "INIT_START "].iter().any(|word| line.starts_with(word))
        || line.trim().is_empty()
}

#[track_caller]
fn read(function: &str, line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{function}: {error}: {line}"))
}

/// A metric, or a message with time, level and the id of the invocation.
#[track_caller]
fn assert_is_whole(function: &str, line: &Value) {
    if line.get("_aws").is_some() {
        return;
    }
    for field in ["timestamp", "level", "message"] {
        assert!(line[field].is_string(), "{function}: no {field} in {line}");
    }
    assert!(line.to_string().contains("\"requestId\""), "{function}: no invocation in {line}");
    assert_ne!(line["level"], "ERROR", "{function}: {line}");
}
