//! Two accounts, two regions each: exactly the machines that a schedule claims are stopped, whoever claims
//! them, and a machine that appears later is claimed too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{
    company::{Company, by_tag},
    customer::{Customer, CustomerRegion},
    stack::stack_or_skip,
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};

const REGIONS: [&str; 2] = ["us-east-1", "eu-west-1"];

/// One region of one of the accounts, with a machine for each fate.
struct Place {
    region: CustomerRegion,
    /// Tagged `env=dev`: the schedule wants them off.
    dev: BTreeSet<String>,
    /// Tagged `env=dev` and `keep=yes`, which a selector of higher priority keeps on.
    kept: String,
    /// Tagged `env=dev`, assigned by id to a schedule that wants it on.
    chosen: String,
    /// Tagged with something else: outside every schedule.
    outside: String,
}

impl Place {
    async fn furnish(customer: &Customer, region: &str) -> Self {
        let region = customer.region(region);
        Self {
            dev: region.launch(2, "t3.small", &[("env", "dev")]).await.into_iter().collect(),
            kept: region.launch_one(&[("env", "dev"), ("keep", "yes")]).await,
            chosen: region.launch_one(&[("env", "dev"), ("Name", "chosen")]).await,
            // Tag values are compared exactly, as EC2 does.
            outside: region.launch_one(&[("env", "Dev")]).await,
            region,
        }
    }

    async fn stopped(&self) -> BTreeSet<String> {
        self.region.in_state("stopped").await.into_iter().collect()
    }

    /// When each machine was last launched or started, by moto's account.
    async fn launch_times(&self) -> BTreeMap<String, i64> {
        let instances = self.region.instances().await;
        instances
            .into_iter()
            .map(|(id, i)| (id, i.launch_time().map(|time| time.secs()).unwrap_or_default()))
            .collect()
    }
}

#[tokio::test]
async fn exactly_the_claimed_machines_of_all_accounts_and_regions_stop() {
    let Some(stack) = stack_or_skip("two accounts, two regions") else { return };
    let mut company = Company::found(stack).await;
    let customers = [Customer::new(stack), Customer::new(stack)];
    let mut places = Vec::new();
    for customer in &customers {
        for region in REGIONS {
            places.push(Place::furnish(customer, region).await);
        }
    }
    for customer in &customers {
        company.connect(customer, &REGIONS).await;
    }
    let machines = company.inventory_of(20).await;
    let mut launched = Vec::new();
    for place in &places {
        launched.push(place.launch_times().await);
    }

    let on = company.schedule("Always on", "UTC", &week::open_now("UTC"), &json!([])).await;
    let chosen: Vec<&str> = places.iter().map(|place| machines[&place.chosen].id.as_str()).collect();
    company.assign(&on.id, &chosen).await;
    let keep = json!([by_tag(20, "keep", "yes")]);
    company.schedule("Kept", "UTC", &week::open_now("UTC"), &keep).await;
    let zone = "America/New_York";
    let dev = company
        .schedule("Development", zone, &week::closed_now(zone), &json!([by_tag(10, "env", "dev")]))
        .await;
    assert_eq!(dev.wish_now, "off");
    a_tie_is_refused(&mut company, &places).await;

    for (place, launched) in places.iter().zip(&launched) {
        eventually("the development machines of a region stopped", NEXT_TICK, async || {
            let stopped = place.stopped().await;
            expect_that(stopped == place.dev, stopped)
        })
        .await;
        let now = place.launch_times().await;
        for id in [&place.kept, &place.chosen, &place.outside] {
            assert_eq!(now[id], launched[id], "{id} was restarted");
        }
    }
    let shown = company.machines().await;
    for place in &places {
        let by = |id: &String| shown[id].schedule.as_ref().map(|follows| follows.by.as_str());
        assert_eq!(by(&place.chosen), Some("id"));
        assert_eq!(by(&place.kept), Some("selector"));
        assert_eq!(by(&place.outside), None);
        assert!(place.dev.iter().all(|id| by(id) == Some("selector")));
    }
    a_new_machine_is_found_and_claimed(&mut company, &places[3]).await;
}

/// A selector of the same priority for the same machines: refused, naming them; nothing is stored.
async fn a_tie_is_refused(company: &mut Company, places: &[Place]) {
    let body = json!({
        "name": "Rival", "document": { "zone": "UTC", "windows": [week::open_now("UTC")] },
        "selectors": [by_tag(10, "env", "dev")],
    });
    let problem = company.browser.post("/schedules", &body).await.problem(409);
    let detail = problem["detail"].as_str().unwrap_or_default();
    let claimed = places.iter().flat_map(|place| &place.dev);
    assert!(claimed.into_iter().any(|id| detail.contains(id)), "no machine is named: {detail}");
    let schedules: Value = company.browser.get("/schedules").await.read(200);
    assert_eq!(schedules["items"].as_array().map(Vec::len), Some(3), "{schedules}");
}

async fn a_new_machine_is_found_and_claimed(company: &mut Company, place: &Place) {
    let new = place.region.launch_one(&[("env", "dev"), ("Name", "newcomer")]).await;
    let bystander = place.region.launch_one(&[("Name", "bystander")]).await;
    eventually("the new machines are in the inventory", SOON, async || {
        let machines = company.machines().await;
        let found = machines.contains_key(&new) && machines.contains_key(&bystander);
        expect_that(found, machines.len())
    })
    .await;
    eventually("the new machine is claimed and stopped", NEXT_TICK, async || {
        let states = place.region.states().await;
        expect_that(states[&new] == "stopped", &states[&new])
    })
    .await;
    assert_eq!(place.region.states().await[&bystander], "running");
}
