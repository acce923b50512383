//! A company of a test's own: signed up, verified by mail, logged in.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, Hasher, RandomState},
};

use serde_json::{Value, json};

use super::{
    browser::Browser,
    customer::Customer,
    mailbox::{link_token, verification_token},
    stack::Stack,
    views::{Cloud, Launch, Machine, Page, Schedule, Session},
    wait::{SOON, eventually},
};

/// A company, seen through its owner's browser.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) stack: &'static Stack,
    pub(crate) browser: Browser,
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) session: Session,
}

/// A member of a company who is not its founder.
#[derive(Debug)]
pub(crate) struct Colleague {
    pub(crate) browser: Browser,
    pub(crate) email: String,
    pub(crate) password: String,
}

/// What has never been before: names of test companies, numbers of AWS accounts.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl Company {
    /// Signs up, takes the link from the mail, verifies the address and logs in.
    pub(crate) async fn found(stack: &'static Stack) -> Self {
        let (email, password) =
            (format!("owner.{:016x}@example.com", random()), format!("pass phrase {:016x}", random()));
        let mut browser = Browser::new(stack);
        let draft = json!({ "company": "Test & Söhne", "email": email, "password": password, "time_zone": "Europe/Berlin" });
        browser.post("/tenants", &draft).await.expect(202);
        let token = verification_token(stack, &email, 1).await;
        browser.post("/email-verifications", &json!({ "token": token })).await.expect(204);
        let session = browser.log_in(&email, &password).await.read(200);
        Self { stack, browser, email, password, session }
    }

    /// Somebody who is invited, accepts and logs in.
    pub(crate) async fn colleague(&mut self, role: &str, reach: &Value) -> Colleague {
        let email = format!("{role}.{:016x}@example.com", random());
        let password = format!("pass phrase {:016x}", random());
        let draft = json!({ "email": email, "role": role, "reach": reach });
        self.browser.post("/invitations", &draft).await.expect(201);
        let token = link_token(self.stack, &email, 1, "accept-invitation").await;
        let mut browser = Browser::new(self.stack);
        let acceptance = json!({ "token": token, "password": password });
        browser.post("/invitations/acceptance", &acceptance).await.expect(204);
        browser.log_in(&email, &password).await.expect(200);
        Colleague { browser, email, password }
    }

    pub(crate) fn tenant(&self) -> &str {
        &self.session.tenant.id
    }

    /// Writes down an account that is entered by a role; nothing is verified yet.
    pub(crate) async fn write_down_cloud(&mut self, customer: &Customer, regions: &[&str]) -> Cloud {
        let access = json!({ "type": "role", "role_arn": customer.role_arn() });
        let body =
            json!({ "name": "Production", "account_id": customer.id, "regions": regions, "access": access });
        self.browser.post("/clouds", &body).await.read(201)
    }

    /// Connects an account as its owner does: write it down, launch the role with the external id that was
    /// shown, ask for verification, wait until it is healthy.
    pub(crate) async fn connect(&mut self, customer: &Customer, regions: &[&str]) -> Cloud {
        let cloud = self.write_down_cloud(customer, regions).await;
        customer.trust_powerdown(&self.launch(&cloud.id).await.external_id).await;
        self.browser.ask(&format!("/clouds/{}/verification", cloud.id)).await.expect(202);
        self.healthy(&cloud.id).await
    }

    /// What its owner is to do in an account that is entered by a role.
    pub(crate) async fn launch(&mut self, cloud: &str) -> Launch {
        self.browser.get(&format!("/clouds/{cloud}/launch")).await.read(200)
    }

    /// The cloud once it is healthy and its inventory was taken.
    pub(crate) async fn healthy(&mut self, cloud: &str) -> Cloud {
        eventually("a healthy cloud with an inventory", SOON, async || {
            let cloud = self.cloud(cloud).await;
            let healthy = cloud.health.status == "healthy" && cloud.machines_seen_at.is_some();
            if healthy {
                Ok(cloud)
            } else {
                Err(format!("{:?}, seen at {:?}", cloud.health, cloud.machines_seen_at))
            }
        })
        .await
    }

    pub(crate) async fn cloud(&mut self, id: &str) -> Cloud {
        self.browser.get(&format!("/clouds/{id}")).await.read(200)
    }

    /// All machines, by instance id, read page by page.
    pub(crate) async fn machines(&mut self) -> BTreeMap<String, Machine> {
        let mut machines = BTreeMap::new();
        let mut query = "?limit=7".to_owned();
        loop {
            let page: Page<Machine> = self.browser.get(&format!("/machines{query}")).await.read(200);
            machines.extend(page.items.into_iter().map(|machine| (machine.instance_id.clone(), machine)));
            match page.next_cursor {
                Some(cursor) => query = format!("?limit=7&cursor={}", super::aws_call::encoded(&cursor)),
                None => return machines,
            }
        }
    }

    /// All machines, once there are as many.
    pub(crate) async fn inventory_of(&mut self, count: usize) -> BTreeMap<String, Machine> {
        eventually(&format!("an inventory of {count} machines"), SOON, async || {
            let machines = self.machines().await;
            if machines.len() == count { Ok(machines) } else { Err(format!("{} machines", machines.len())) }
        })
        .await
    }

    pub(crate) async fn machine(&mut self, id: &str) -> Machine {
        self.browser.get(&format!("/machines/{id}")).await.read(200)
    }

    /// A new schedule.
    pub(crate) async fn schedule(
        &mut self,
        name: &str,
        zone: &str,
        window: &Value,
        selectors: &Value,
    ) -> Schedule {
        let document = json!({ "zone": zone, "windows": [window] });
        let body = json!({ "name": name, "document": document, "selectors": selectors });
        self.browser.post("/schedules", &body).await.read(201)
    }

    /// Assigns machines to a schedule by id; each must be taken.
    pub(crate) async fn assign(&mut self, schedule: &str, machines: &[&str]) {
        let body = json!({ "assign": machines, "release": [] });
        let answer: Value =
            self.browser.post(&format!("/schedules/{schedule}/assignments"), &body).await.read(200);
        for result in answer["results"].as_array().expect("there are results") {
            assert_eq!(result["status"], "assigned", "{answer}");
        }
    }
}

/// A selector of one tag with a value.
pub(crate) fn by_tag(priority: u16, key: &str, value: &str) -> Value {
    json!({ "priority": priority, "tags": [{ "key": key, "value": value }] })
}
