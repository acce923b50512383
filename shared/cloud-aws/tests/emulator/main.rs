//! The contract in an emulated customer account, when there is an emulator.

mod customer;

use std::sync::Arc;

use async_trait::async_trait;
use powerdown_cloud_aws::AwsCloud;
use powerdown_domain::{AccessKeys, ExternalId, InstanceId, Region, RoleArn, machine::Lifecycle};
use powerdown_engine::ports::{CloudAccess, CloudErrorClass, CloudGateway};
use powerdown_testkit::{
    ambient::ManualClock,
    cloud::Launch,
    contract::cloud::{self, CloudStage},
    emulator,
};

use customer::Customer;

/// Our own account, from which we enter.
const OURS: &str = "111111111111";

struct Stage {
    gateway: AwsCloud,
    customer: Customer,
    role: RoleArn,
}

fn external_id(text: &str) -> ExternalId {
    ExternalId::try_from(text.to_owned()).unwrap()
}

impl Stage {
    /// An account of its own for each test, with a role that lets us list, start and stop.
    fn in_account(account: &'static str) -> Option<Self> {
        let endpoint = emulator::endpoint(emulator::CLOUD)?;
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        // Five a page, so that seven machines take two.
        let gateway = AwsCloud::new(&customer::config(&endpoint, OURS), clock).with_page_size(5);
        let customer = Customer::new(&endpoint, account);
        let role = customer.create_role("PowerDown", "expected-id");
        customer.allow("PowerDown", &["ec2:DescribeInstances", "ec2:StartInstances", "ec2:StopInstances"]);
        Some(Self { gateway, customer, role })
    }

    async fn denied(&self, access: CloudAccess) -> String {
        let session = self.gateway.open(&access, &self.region()).await.unwrap();
        let error = session.list_instances(None).await.err().unwrap();
        assert_eq!(error.class, CloudErrorClass::Denied, "{error}");
        error.to_string()
    }
}

#[async_trait]
impl CloudStage for Stage {
    fn gateway(&self) -> &dyn CloudGateway {
        &self.gateway
    }

    fn access(&self) -> CloudAccess {
        CloudAccess::Role { arn: self.role.clone(), external_id: external_id("expected-id") }
    }

    fn refused_access(&self) -> CloudAccess {
        CloudAccess::Role { arn: self.role.clone(), external_id: external_id("guessed-id") }
    }

    fn region(&self) -> Region {
        "eu-west-1".parse().unwrap()
    }

    async fn launch(&self, launch: Launch) -> InstanceId {
        self.customer.launch(&self.region(), launch).await
    }

    async fn terminate(&self, id: &InstanceId) {
        self.customer.terminate(&self.region(), id).await;
    }

    /// The emulator moves states at once.
    async fn settle(&self) {}
}

#[tokio::test]
async fn it_lists_what_was_launched() {
    let Some(stage) = Stage::in_account("222222220001") else { return };
    cloud::lists_what_was_launched(&stage).await;
}

#[tokio::test]
async fn it_stops_and_starts() {
    let Some(stage) = Stage::in_account("222222220002") else { return };
    cloud::stops_and_starts(&stage).await;
}

#[tokio::test]
async fn one_unknown_machine_fails_the_call() {
    let Some(stage) = Stage::in_account("222222220003") else { return };
    cloud::one_unknown_machine_fails_the_call(&stage).await;
}

#[tokio::test]
async fn a_terminated_machine_cannot_be_started() {
    let Some(stage) = Stage::in_account("222222220004") else { return };
    cloud::a_terminated_machine_cannot_be_started(&stage).await;
}

#[tokio::test]
async fn only_prepared_machines_hibernate() {
    let Some(stage) = Stage::in_account("222222220008") else { return };
    cloud::only_prepared_machines_hibernate(&stage).await;
}

#[tokio::test]
async fn a_wrong_external_id_is_denied() {
    let Some(stage) = Stage::in_account("222222220005") else { return };
    cloud::a_wrong_external_id_is_denied(&stage).await;
}

#[tokio::test]
async fn a_spot_machine_is_seen_as_one_and_refuses_to_stop() {
    let Some(stage) = Stage::in_account("222222220006") else { return };
    let id = stage.launch(Launch { lifecycle: Lifecycle::Spot, ..Launch::default() }).await;
    let session = stage.gateway.open(&stage.access(), &stage.region()).await.unwrap();
    let listed = session.list_instances(None).await.unwrap().instances;
    assert_eq!(listed.iter().find(|found| found.id == id).unwrap().facts.lifecycle, Lifecycle::Spot);
    let error = session.stop(std::slice::from_ref(&id), false).await.unwrap_err();
    assert_eq!((error.class, error.instances), (CloudErrorClass::BadInstance, vec![id]), "{}", error.message);
}

#[tokio::test]
async fn a_role_without_permission_and_keys_of_nobody_are_denied() {
    let Some(stage) = Stage::in_account("222222220007") else { return };
    let powerless = stage.customer.create_role("Powerless", "expected-id");
    let access = CloudAccess::Role { arn: powerless, external_id: external_id("expected-id") };
    let words = stage.denied(access).await;
    assert!(
        words.starts_with("AWS does not allow PowerDown to do this: ")
            && words.contains("ec2:DescribeInstances")
    );

    let keys = AccessKeys::parse("AKIAIOSFODNN7EXAMPLE".into(), "wJalrXUtnFEMI/K7MDENG".into()).unwrap();
    let words = stage.denied(CloudAccess::Keys(keys)).await;
    assert!(words.contains("AuthFailure") && !words.contains("wJalrXUtnFEMI"));
}
