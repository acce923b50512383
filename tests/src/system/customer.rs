//! A customer's AWS account, played by moto: its machines, and the role by which PowerDown enters.

use std::collections::BTreeMap;

use aws_sdk_ec2::{
    Client,
    config::{BehaviorVersion, Credentials, Region},
    operation::run_instances::builders::RunInstancesFluentBuilder,
    types::{
        Instance, InstanceMarketOptionsRequest, InstanceType, MarketType, ResourceType, Tag, TagSpecification,
    },
};
use serde_json::json;

use super::{
    aws_call::{Account, element},
    company::random,
    stack::Stack,
};

/// Our own account, which customers' roles trust.
const OURS: &str = "111111111111";
/// Images that moto has in every region.
const LINUX: &str = "ami-785db401";
const WINDOWS: &str = "ami-b7e93bce";
const ROLE: &str = "PowerDown";

/// An AWS account that nobody else uses.
#[derive(Debug)]
pub(crate) struct Customer {
    /// Its twelve digits.
    pub(crate) id: String,
    endpoint: String,
}

impl Customer {
    /// An account with a fresh number.
    pub(crate) fn new(stack: &Stack) -> Self {
        Self { id: format!("9{:011}", random() % 100_000_000_000), endpoint: stack.endpoints.clouds.clone() }
    }

    pub(crate) fn role_arn(&self) -> String {
        format!("arn:aws:iam::{}:role/{ROLE}", self.id)
    }

    /// What the stack in `onboarding/` does: a role that our account may assume with this external id, and
    /// that may list, start and stop machines.
    pub(crate) async fn trust_powerdown(&self, external_id: &str) {
        let trust = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow",
            "Principal": { "AWS": format!("arn:aws:iam::{OURS}:root") },
            "Action": "sts:AssumeRole",
            "Condition": { "StringEquals": { "sts:ExternalId": external_id } },
        }] });
        let trust = trust.to_string();
        let iam = self.iam();
        iam.query("iam", "CreateRole", &[("RoleName", ROLE), ("AssumeRolePolicyDocument", &trust)]).await;
        let policy = permissions();
        let parameters =
            [("RoleName", ROLE), ("PolicyName", "powerdown"), ("PolicyDocument", policy.as_str())];
        iam.query("iam", "PutRolePolicy", &parameters).await;
    }

    /// An IAM user with the same permissions and its access keys: id, secret.
    pub(crate) async fn user_with_keys(&self) -> (String, String) {
        let iam = self.iam();
        let policy = permissions();
        iam.query("iam", "CreateUser", &[("UserName", "powerdown")]).await;
        let parameters =
            [("UserName", "powerdown"), ("PolicyName", "powerdown"), ("PolicyDocument", policy.as_str())];
        iam.query("iam", "PutUserPolicy", &parameters).await;
        let answer = iam.query("iam", "CreateAccessKey", &[("UserName", "powerdown")]).await;
        (element(&answer, "AccessKeyId"), element(&answer, "SecretAccessKey"))
    }

    /// Takes the role away, as an owner who no longer wants us does.
    pub(crate) async fn withdraw_trust(&self) {
        let iam = self.iam();
        iam.query("iam", "DeleteRolePolicy", &[("RoleName", ROLE), ("PolicyName", "powerdown")]).await;
        iam.query("iam", "DeleteRole", &[("RoleName", ROLE)]).await;
    }

    fn iam(&self) -> Account {
        Account::new(&self.endpoint, &self.id, "us-east-1")
    }

    /// One of its regions.
    pub(crate) fn region(&self, region: &str) -> CustomerRegion {
        let config = aws_sdk_ec2::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(region.to_owned()))
            .endpoint_url(&self.endpoint)
            .credentials_provider(Credentials::new(&self.id, "secret", None, None, "test"))
            .build();
        CustomerRegion { ec2: Client::from_conf(config) }
    }
}

fn permissions() -> String {
    let actions = ["ec2:DescribeInstances", "ec2:StartInstances", "ec2:StopInstances"];
    json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": actions, "Resource": "*" }] }).to_string()
}

/// One region of a customer's account. What it says comes from moto, never from our API.
#[derive(Debug)]
pub(crate) struct CustomerRegion {
    ec2: Client,
}

impl CustomerRegion {
    /// Launches machines with these tags; their ids.
    pub(crate) async fn launch(&self, count: i32, kind: &str, tags: &[(&str, &str)]) -> Vec<String> {
        launched(self.request(LINUX, kind, tags).min_count(count).max_count(count)).await
    }

    /// One running machine with these tags.
    pub(crate) async fn launch_one(&self, tags: &[(&str, &str)]) -> String {
        self.launch(1, "t3.micro", tags).await.remove(0)
    }

    /// One machine that runs Windows.
    pub(crate) async fn launch_windows(&self, kind: &str, tags: &[(&str, &str)]) -> String {
        launched(self.request(WINDOWS, kind, tags)).await.remove(0)
    }

    /// One spot machine, under a one-time request.
    pub(crate) async fn launch_spot(&self, kind: &str, tags: &[(&str, &str)]) -> String {
        let market = InstanceMarketOptionsRequest::builder().market_type(MarketType::Spot).build();
        launched(self.request(LINUX, kind, tags).instance_market_options(market)).await.remove(0)
    }

    fn request(&self, image: &str, kind: &str, tags: &[(&str, &str)]) -> RunInstancesFluentBuilder {
        let mut specification = TagSpecification::builder().resource_type(ResourceType::Instance);
        for (key, value) in tags {
            specification = specification.tags(Tag::builder().key(*key).value(*value).build());
        }
        let request = self.ec2.run_instances().image_id(image).instance_type(InstanceType::from(kind));
        request.min_count(1).max_count(1).tag_specifications(specification.build())
    }

    pub(crate) async fn stop(&self, id: &str) {
        self.ec2.stop_instances().instance_ids(id).send().await.expect("moto stops a machine");
    }

    pub(crate) async fn start(&self, id: &str) {
        self.ec2.start_instances().instance_ids(id).send().await.expect("moto starts a machine");
    }

    pub(crate) async fn terminate(&self, id: &str) {
        self.ec2.terminate_instances().instance_ids(id).send().await.expect("moto terminates a machine");
    }

    /// Everything moto knows of every machine here.
    pub(crate) async fn instances(&self) -> BTreeMap<String, Instance> {
        let answer = self.ec2.describe_instances().send().await.expect("moto lists machines");
        let instances = answer.reservations().iter().flat_map(|reservation| reservation.instances());
        instances
            .filter_map(|instance| Some((instance.instance_id()?.to_owned(), instance.clone())))
            .collect()
    }

    /// The state of every machine here.
    pub(crate) async fn states(&self) -> BTreeMap<String, String> {
        let instances = self.instances().await;
        instances.into_iter().map(|(id, instance)| (id, state(&instance))).collect()
    }

    /// The machines here that are in a state.
    pub(crate) async fn in_state(&self, wanted: &str) -> Vec<String> {
        let states = self.states().await;
        states.into_iter().filter(|(_, state)| state == wanted).map(|(id, _)| id).collect()
    }
}

async fn launched(request: RunInstancesFluentBuilder) -> Vec<String> {
    let answer = request.send().await.expect("moto launches machines");
    answer.instances().iter().filter_map(|instance| instance.instance_id()).map(str::to_owned).collect()
}

fn state(instance: &Instance) -> String {
    let name = instance.state().and_then(|state| state.name());
    name.map(|name| name.as_str().to_owned()).unwrap_or_default()
}
