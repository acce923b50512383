//! Everything may be delivered twice. The second time nothing happens: not in EC2, not in the table.

use std::collections::BTreeMap;

use aws_sdk_ec2::types::Instance;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    company::{Company, by_tag, random},
    customer::{Customer, CustomerRegion},
    operator::Operator,
    stack::stack_or_skip,
    views::{Cloud, Machine, Schedule},
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};

#[tokio::test]
async fn an_order_and_a_tick_delivered_again_change_nothing() {
    let Some(stack) = stack_or_skip("duplicate delivery") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("us-east-1");
    region.launch(2, "t3.micro", &[("env", "dev")]).await;
    region.launch_one(&[("Name", "outside")]).await;
    let cloud = company.connect(&customer, &["us-east-1"]).await;
    company.inventory_of(3).await;
    let selectors = json!([by_tag(10, "env", "dev")]);
    let schedule = company.schedule("Nights", "UTC", &week::closed_now("UTC"), &selectors).await;
    let settled = settled(&mut company, &region).await;

    let operator = Operator::of(stack);
    for deduplication in ["again", "and-again"] {
        let before = carried_out(&operator, &cloud).await;
        let order = order(&company, &cloud, &schedule);
        let unique = format!("{deduplication}-{:x}", random());
        operator.send_order(&format!("{}#us-east-1", cloud.id), &unique, &order).await;
        let lines = eventually("the order was carried out again", SOON, async || {
            let lines = carried_out(&operator, &cloud).await;
            if lines.len() > before.len() { Ok(lines) } else { Err(format!("{} orders", lines.len())) }
        })
        .await;
        let last = lines.last().expect("there is one more");
        assert!(last.contains("\"stopped\":0") && last.contains("\"started\":0"), "{last}");
    }

    a_tick_that_dies_half_way_is_made_good(&mut company, &operator, &cloud, &schedule).await;

    assert_eq!(company.machines().await, settled.shown, "a machine's record changed");
    assert_eq!(fingerprints(&region.instances().await), settled.in_ec2, "EC2 was called");
}

/// A tick that died between sending its orders and advancing the schedule leaves the table as it was. The
/// same tick again sends the same orders, which the queue drops, and advances the schedule.
async fn a_tick_that_dies_half_way_is_made_good(
    company: &mut Company,
    operator: &Operator,
    cloud: &Cloud,
    schedule: &Schedule,
) {
    let orders = carried_out(operator, cloud).await.len();
    let draft = json!({
        "name": "Nights", "document": { "zone": "UTC", "windows": [week::closed_now("UTC")] },
        "selectors": [by_tag(10, "env", "dev")],
    });
    company.browser.put(&format!("/schedules/{}", schedule.id), 1, &draft).await.expect(200);
    let (pk, sk) = (format!("t#{}", company.tenant()), format!("schedule#{}", schedule.id));
    let due = operator.item(&pk, &sk).await;
    // EventBridge tells whole seconds: the first one in which the schedule is due.
    let event = tick_at(week::now() + SignedDuration::from_secs(1));
    tick(operator, &event).await;
    let advanced = operator.item(&pk, &sk).await;
    assert_ne!(advanced, due, "the tick did not advance the schedule");
    eventually("the tick's order was carried out", SOON, async || {
        let lines = carried_out(operator, cloud).await.len();
        expect_that(lines == orders + 1, lines)
    })
    .await;

    operator.put(&due).await;
    tick(operator, &event).await;
    tick(operator, &event).await;
    assert_eq!(operator.item(&pk, &sk).await, advanced, "the schedule is not where it was");
    eventually("no order is left in the queue", SOON, async || {
        let waiting = operator.waiting_in("OrdersQueueUrl").await;
        expect_that(waiting == 0, waiting)
    })
    .await;
    assert_eq!(carried_out(operator, cloud).await.len(), orders + 1, "the same order was carried out twice");
}

async fn tick(operator: &Operator, event: &Value) {
    let answer = operator.invoke("Tick", event).await;
    assert!(!answer.contains("errorMessage"), "{answer}");
}

/// How everything is once the schedule's first order has done its work.
struct Settled {
    shown: BTreeMap<String, Machine>,
    in_ec2: BTreeMap<String, String>,
}

async fn settled(company: &mut Company, region: &CustomerRegion) -> Settled {
    eventually("two machines stopped", NEXT_TICK, async || {
        let stopped = region.in_state("stopped").await;
        expect_that(stopped.len() == 2, stopped)
    })
    .await;
    let operator = Operator::of(company.stack);
    // What follows a stop by itself: EC2's events, then the timekeeper, which takes the machines out of its index.
    let shown = eventually("stopped and in the ledger", NEXT_TICK, async || {
        let machines = company.machines().await;
        let stopped = machines.values().filter(|machine| machine.state == "stopped").count();
        let items = operator.items_about(company.tenant()).await;
        let unchanged = company.machines().await == machines;
        let recorded = items
            .iter()
            .filter(|item| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("l#")))
            .count();
        let waiting = items.iter().filter(|item| item.get("outbox_pk").is_some()).count();
        let settled = stopped == 2 && recorded >= 2 && waiting == 0 && unchanged;
        if settled {
            Ok(machines)
        } else {
            Err(format!("{stopped} stopped, {recorded} recorded, {waiting} waiting"))
        }
    })
    .await;
    Settled { shown, in_ec2: fingerprints(&region.instances().await) }
}

/// All that EC2 tells of a machine, its last transition and its reason included.
fn fingerprints(instances: &BTreeMap<String, Instance>) -> BTreeMap<String, String> {
    instances.iter().map(|(id, instance)| (id.clone(), format!("{instance:?}"))).collect()
}

/// The order that the tick sent, as it stands in the queue.
fn order(company: &Company, cloud: &Cloud, schedule: &Schedule) -> Value {
    let scope = json!({
        "type": "schedule", "schedule": schedule.id, "version": 1, "edge": week::now().to_string(), "after": null,
    });
    json!({ "v": 1, "tenant": company.tenant(), "cloud": cloud.id, "region": "us-east-1", "scope": scope })
}

async fn carried_out(operator: &Operator, cloud: &Cloud) -> Vec<String> {
    operator.log_lines("Orders", &[&cloud.id, "order carried out"]).await
}

/// The event that EventBridge's schedule sends at an instant.
fn tick_at(at: Timestamp) -> Value {
    let time = Timestamp::from_second(at.as_second()).expect("an instant");
    json!({
        "version": "0", "id": format!("{:032x}", random()), "detail-type": "Scheduled Event", "source": "aws.events",
        "account": "111111111111", "time": time.to_string(), "region": "us-east-1", "resources": [], "detail": {},
    })
}
