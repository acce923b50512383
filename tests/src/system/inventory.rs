//! The inventory holds what EC2 knows of every kind of machine, and those that must not be touched are not,
//! whatever a schedule wants.

use aws_sdk_ec2::types::Instance;
use serde_json::{Value, json};

use super::{
    company::{Company, by_tag},
    customer::Customer,
    stack::stack_or_skip,
    views::{Machine, Page},
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};

const OFF: [(&str, &str); 1] = [("env", "dev")];

#[tokio::test]
async fn every_kind_of_machine_is_known_and_the_protected_are_left_alone() {
    let Some(stack) = stack_or_skip("kinds of machines") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("eu-west-1");
    let plain = region.launch_one(&OFF).await;
    let windows = region.launch_windows("m5.large", &OFF).await;
    let spot = region.launch_spot("c5.large", &OFF).await;
    let ignored = region.launch_one(&[("env", "dev"), ("powerdown:ignore", "")]).await;
    let member = region.launch_one(&[("env", "dev"), ("aws:autoscaling:groupName", "web")]).await;
    let stopped = region.launch_one(&[("Name", "asleep"), ("unicode", "Größe Ω 机")]).await;
    region.stop(&stopped).await;
    company.connect(&customer, &["us-east-1", "eu-west-1"]).await;

    let machines = company.inventory_of(6).await;
    let instances = region.instances().await;
    for (id, machine) in &machines {
        assert_same_facts(machine, &instances[id]);
    }
    assert_eq!(machines[&windows].platform, "Windows");
    assert_eq!(machines[&spot].lifecycle, "spot");
    assert_eq!(
        (machines[&stopped].state.as_str(), machines[&stopped].tags["unicode"].as_str()),
        ("stopped", "Größe Ω 机")
    );
    filters_narrow(&mut company, &machines[&plain]).await;

    company.schedule("Nights", "UTC", &week::closed_now("UTC"), &json!([by_tag(10, "env", "dev")])).await;
    eventually("the unprotected stopped", NEXT_TICK, async || {
        let states = region.states().await;
        expect_that(states[&plain] == "stopped" && states[&windows] == "stopped", states)
    })
    .await;
    let states = region.states().await;
    for protected in [&spot, &ignored, &member] {
        assert_eq!(states[protected], "running", "{protected} is protected");
        assert_eq!(company.machine(&machines[protected].id).await.last_action, None);
    }
}

fn assert_same_facts(machine: &Machine, instance: &Instance) {
    let state = instance.state().and_then(|state| state.name()).map(|name| name.as_str());
    assert_eq!(Some(machine.state.as_str()), state, "{machine:?}");
    assert_eq!(Some(machine.r#type.as_str()), instance.instance_type().map(|kind| kind.as_str()));
    let zone = instance.placement().and_then(|placement| placement.availability_zone());
    assert_eq!(Some(machine.zone.as_str()), zone);
    let lifecycle = instance.instance_lifecycle().map_or("on-demand", |lifecycle| lifecycle.as_str());
    assert_eq!(machine.lifecycle, lifecycle);
    let launched: jiff::Timestamp = machine.launched_at.parse().expect("an instant");
    assert_eq!(Some(launched.as_second()), instance.launch_time().map(|time| time.secs()));
    let tags =
        instance.tags().iter().filter_map(|tag| Some((tag.key()?.to_owned(), tag.value()?.to_owned())));
    assert_eq!(machine.tags, tags.collect());
}

/// By cloud and by region; a region that has none is an empty list, not an error.
async fn filters_narrow(company: &mut Company, machine: &Machine) {
    for (query, count) in [("", 6), ("&region=eu-west-1", 6), ("&region=us-east-1", 0)] {
        let path = format!("/machines?cloud={}{query}", machine.cloud_id);
        let page: Page<Value> = company.browser.get(&path).await.read(200);
        assert_eq!(page.items.len(), count, "{path}");
    }
    let shown =
        eventually("one machine by its id", SOON, async || Ok(company.machine(&machine.id).await)).await;
    assert_eq!(shown.instance_id, machine.instance_id);
}
