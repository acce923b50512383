//! Plaintext secrets exist in memory only: whatever goes in, neither the table, a log, a stored object, a
//! queue nor a refusal holds it, in any common spelling.

mod planting;
mod spelling;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::{
    planting::Planted,
    spelling::{Secret, assert_holds_none},
};
use super::{
    company::{Company, by_tag},
    customer::Customer,
    operator::Operator,
    stack::stack_or_skip,
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};
use crate::kept::{HASHED, SEALED};

const DEAD_LETTERS: [&str; 3] = ["OrdersDeadLettersUrl", "JobsDeadLettersUrl", "EventsDeadLettersUrl"];

#[tokio::test]
async fn neither_the_table_nor_a_log_holds_what_went_in() {
    let Some(stack) = stack_or_skip("secrets at rest and in logs") else { return };
    let mut company = Company::found(stack).await;
    let mut planted = Planted::by(&mut company).await;
    planted.somebody_who_never_verified(&mut company).await;
    let by_role = Customer::new(stack);
    let by_keys = Customer::new(stack);
    for customer in [&by_role, &by_keys] {
        customer.region("us-east-1").launch(2, "t3.micro", &[("env", "dev")]).await;
    }
    planted.cloud_by_role(&mut company, &by_role).await;
    planted.cloud_by_keys(&mut company, &by_keys).await;
    planted.tickets(&mut company).await;
    planted.people(&mut company).await;
    planted.api_token(&mut company).await;

    // Orders and jobs open the secrets to do their work: only now may they have leaked.
    let selectors = json!([by_tag(10, "env", "dev")]);
    company.schedule("Nights", "UTC", &week::closed_now("UTC"), &selectors).await;
    for customer in [&by_role, &by_keys] {
        let region = customer.region("us-east-1");
        eventually("the machines stopped", NEXT_TICK, async || {
            let stopped = region.in_state("stopped").await;
            expect_that(stopped.len() == 2, stopped)
        })
        .await;
    }
    planted.export(&mut company).await;
    planted.refused(&mut company).await;
    let Planted { secrets, refusals } = planted;
    assert_all_are_there(&secrets);
    assert_holds_none("a refusal", &refusals.join("\n"), &secrets);
    assert_rests_nowhere(&company, &by_keys, &secrets).await;
}

/// At least one value of everything that is sealed or hashed went in.
fn assert_all_are_there(secrets: &[Secret]) {
    let planted: BTreeSet<&str> = secrets.iter().map(|secret| secret.kept).collect();
    let missing: Vec<&str> =
        SEALED.into_iter().chain(HASHED).filter(|kept| !planted.contains(kept)).collect();
    assert!(missing.is_empty(), "nothing was sent in for {missing:?}");
}

async fn assert_rests_nowhere(company: &Company, customer: &Customer, secrets: &[Secret]) {
    let operator = Operator::of(company.stack);
    let table = Value::from(operator.dump().await).to_string();
    assert!(table.contains(company.tenant()) && table.contains(&customer.id), "the dump misses this company");
    assert_holds_none("the table", &table, secrets);

    let files = operator.objects_about("ExportsBucketName", "").await;
    assert!(files.iter().any(|file| file.contains(company.tenant())), "the trail's own file is missing");
    assert_holds_none("an export", &files.join("\n"), secrets);
    let anchors = operator.objects_about("AnchorsBucketName", company.tenant()).await;
    assert_holds_none("an anchor", &anchors.join("\n"), secrets);
    for queue in DEAD_LETTERS {
        assert_holds_none(queue, &operator.messages_in(queue).await.join("\n"), secrets);
    }

    // A function's lines reach the log when its invocation ends, after the machine has stopped.
    let logs = eventually("the logs tell of this company's orders", SOON, async || {
        let logs = operator.all_logs().await.join("\n");
        let told =
            logs.lines().any(|line| line.contains(company.tenant()) && line.contains("order carried out"));
        if told { Ok(logs) } else { Err(format!("{} lines without it", logs.lines().count())) }
    })
    .await;
    assert_holds_none("the logs", &logs, secrets);
}
