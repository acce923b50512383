//! The one true path: sign up, connect an account, watch a schedule stop and start real machines.
//!
//! Only the clock drives it: the edge lies a little ahead, and the real EventBridge tick finds it. What
//! happened to the machines is asked of moto, not of our API.

use std::{collections::BTreeSet, time::Duration};

use serde_json::json;

use super::{
    company::{Company, by_tag},
    customer::{Customer, CustomerRegion},
    operator::Operator,
    socket::Live,
    stack::stack_or_skip,
    views::{Access, Machine},
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week::{self, Opening},
};

/// Long enough for the tick that stops the machines to come before the edge that starts them.
const UNTIL_THE_EDGE: Duration = Duration::from_secs(115);

#[tokio::test]
async fn a_schedule_stops_and_starts_real_machines() {
    let Some(stack) = stack_or_skip("the true path") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("us-east-1");
    let office: BTreeSet<String> =
        region.launch(3, "t3.micro", &[("Name", "office"), ("hours", "office")]).await.into_iter().collect();
    let database = region.launch(1, "m5.large", &[("Name", "database")]).await.remove(0);

    let cloud = company.connect(&customer, &["us-east-1"]).await;
    let Access::Role { role_arn } = &cloud.access else { panic!("{cloud:?}") };
    assert_eq!((&cloud.account_id, role_arn), (&customer.id, &customer.role_arn()));
    let launch = company.launch(&cloud.id).await;
    assert!(launch.launch_url.contains("cloudformation"), "{launch:?}");
    let inventory = company.inventory_of(4).await;
    for (id, instance) in region.instances().await {
        assert_has_all_facts(&inventory[&id], &instance);
    }

    // Nepal is 5 h 45 min ahead: a zone that only real zone arithmetic gets right.
    let opening = Opening::after(UNTIL_THE_EDGE, "Asia/Kathmandu");
    let mut live = Live::open(stack, &mut company.browser).await;
    let selectors = json!([by_tag(10, "hours", "office")]);
    let schedule = company.schedule("Office hours", opening.zone, &opening.window(), &selectors).await;
    assert_eq!(schedule.wish_now, "off");
    let edge = schedule.next_edge.expect("the window opens");
    assert_eq!((edge.at, edge.wish.as_str()), (opening.edge.to_string(), "on"));

    eventually("the office stopped by a tick", NEXT_TICK, async || {
        let stopped: BTreeSet<String> = region.in_state("stopped").await.into_iter().collect();
        expect_that(stopped == office, stopped)
    })
    .await;
    let stopped = shown(&mut company, &office, "stopped").await;
    assert!(week::now() < opening.edge, "the stop came too late to tell it from the start");
    for machine in stopped {
        assert_acted(&machine, "stop", "off");
        assert_eq!(
            machine.schedule.map(|follows| (follows.id, follows.by)),
            Some((schedule.id.clone(), "selector".to_owned()))
        );
    }

    eventually("the office started after the edge", opening.patience(), async || {
        let running: BTreeSet<String> = region.in_state("running").await.into_iter().collect();
        expect_that(office.is_subset(&running), running)
    })
    .await;
    assert!(week::now() >= opening.edge, "started before the edge");
    let restarted = shown(&mut company, &office, "running").await;
    for machine in &restarted {
        assert_acted(machine, "start", "on");
        assert_told_live(&mut live, machine).await;
    }

    assert_left_alone(&region, &database, &inventory[&database], &mut company).await;
    assert_on_record(&company, &restarted).await;
}

/// Every fact that EC2 knows and a person wants to see is in the inventory.
fn assert_has_all_facts(machine: &Machine, instance: &aws_sdk_ec2::types::Instance) {
    let zone = instance.placement().and_then(|placement| placement.availability_zone());
    assert_eq!(Some(machine.zone.as_str()), zone);
    assert_eq!(Some(machine.r#type.as_str()), instance.instance_type().map(|kind| kind.as_str()));
    assert_eq!(machine.region, "us-east-1");
    assert_eq!(machine.platform, instance.platform_details().unwrap_or("Linux/UNIX"));
    assert_eq!(machine.lifecycle, "on-demand");
    assert_eq!(machine.state, "running");
    let launched = instance.launch_time().map(|time| time.secs()).unwrap_or_default();
    let shown: jiff::Timestamp = machine.launched_at.parse().expect("an instant");
    assert_eq!(shown.as_second(), launched);
    for tag in instance.tags() {
        let (key, value) = (tag.key().unwrap_or_default(), tag.value().unwrap_or_default());
        assert_eq!(machine.tags.get(key).map(String::as_str), Some(value));
    }
    assert_eq!(machine.name.as_deref(), machine.tags.get("Name").map(String::as_str));
    assert!(machine.id.starts_with(&machine.cloud_id) && machine.id.ends_with(&machine.instance_id));
}

/// These machines once our API shows all of them in a state.
async fn shown(company: &mut Company, instances: &BTreeSet<String>, state: &str) -> Vec<Machine> {
    eventually(&format!("all shown as {state}"), SOON, async || {
        let machines = company.machines().await;
        let wanted: Vec<Machine> = instances.iter().map(|id| machines[id].clone()).collect();
        let states: Vec<&str> = wanted.iter().map(|machine| machine.state.as_str()).collect();
        if states.iter().all(|found| *found == state) {
            Ok(wanted.clone())
        } else {
            Err(format!("{states:?}"))
        }
    })
    .await
}

fn assert_acted(machine: &Machine, action: &str, wish: &str) {
    let last = machine.last_action.as_ref().unwrap_or_else(|| panic!("no action on record: {machine:?}"));
    assert_eq!((last.action.as_str(), last.outcome.as_str()), (action, "accepted"), "{last:?}");
    assert!(last.reason.contains(&format!("wants it {wish}")), "{last:?}");
    assert_eq!(machine.wish.as_deref(), Some(wish), "{machine:?}");
    assert_eq!(machine.next_attempt_at, None, "{machine:?}");
}

/// The browser was told of the stop and of the start, in order, up to what is shown now.
async fn assert_told_live(live: &mut Live, machine: &Machine) {
    let changes = eventually("the last change told live", SOON, async || {
        let changes = live.changes_of(&machine.id);
        let last = changes.iter().filter_map(|change| change["rev"].as_u64()).max();
        if last >= Some(machine.rev) { Ok(changes) } else { Err(format!("{changes:?}")) }
    })
    .await;
    let revs: BTreeSet<u64> = changes.iter().filter_map(|change| change["rev"].as_u64()).collect();
    assert_eq!(revs.len(), changes.len(), "a change was told twice: {changes:?}");
    for (state, action) in [("stopped", "stop"), ("running", "start")] {
        let told = changes
            .iter()
            .any(|change| change["state"] == state && change["last_action"]["action"] == action);
        assert!(told, "{state} was not told: {changes:?}");
    }
}

async fn assert_left_alone(region: &CustomerRegion, id: &str, before: &Machine, company: &mut Company) {
    let instances = region.instances().await;
    let launched = instances[id].launch_time().map(|time| time.secs());
    let then: jiff::Timestamp = before.launched_at.parse().expect("an instant");
    assert_eq!(launched, Some(then.as_second()), "the machine outside every schedule was restarted");
    assert_eq!(region.states().await[id], "running");
    let shown = company.machine(&before.id).await;
    assert_eq!((shown.schedule, shown.wish, shown.last_action), (None, None, None));
}

/// Who did what to which machine stands in the audit trail, as the table holds it. An order appends to it after
/// it has stored the machines.
async fn assert_on_record(company: &Company, machines: &[Machine]) {
    let operator = Operator::of(company.stack);
    eventually("everything is on record", SOON, async || {
        let items = operator.items_about(company.tenant()).await;
        let trail: Vec<String> = items
            .iter()
            .filter(|item| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("a#")))
            .map(ToString::to_string)
            .collect();
        let people =
            ["account.sign-up", "account.verify-email", "session.log-in", "cloud.connect", "schedule.create"];
        let orders = ["machines.stop", "machines.start"];
        let of_machines =
            orders.iter().flat_map(|action| machines.iter().map(move |machine| [*action, &machine.id]));
        let missing: Vec<String> = (people.iter().map(|action| [*action, ""]))
            .chain(of_machines)
            .filter(|words| !trail.iter().any(|entry| words.iter().all(|word| entry.contains(word))))
            .map(|words| words.join(" "))
            .collect();
        expect_that(missing.is_empty(), missing)
    })
    .await;
}
