//! A customer who sets up their own account. A twelve-digit access key is the root user of that
//! account, in both emulators.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

use aws_config::{BehaviorVersion, Region as SdkRegion, SdkConfig};
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_ec2::{
    Client,
    types::{
        HibernationOptionsRequest, InstanceMarketOptionsRequest, InstanceType, MarketType, Placement,
        ResourceType, Tag, TagSpecification,
    },
};
use powerdown_domain::{InstanceId, Region, RoleArn, component, machine::Lifecycle};
use powerdown_testkit::cloud::Launch;

/// A Linux image every account of the emulator has.
const IMAGE: &str = "ami-785db401";

pub(crate) fn config(endpoint: &str, account: &str) -> SdkConfig {
    let credentials = Credentials::new(account, "test", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(SdkRegion::new("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build()
}

pub(crate) struct Customer {
    endpoint: String,
    account: &'static str,
}

impl Customer {
    pub(crate) fn new(endpoint: &str, account: &'static str) -> Self {
        Self { endpoint: endpoint.to_owned(), account }
    }

    /// Creates a role that trusts us with this external id. One that is left from an earlier run has
    /// the same.
    pub(crate) fn create_role(&self, name: &str, external_id: &str) -> RoleArn {
        let trust = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{{"AWS":"arn:aws:iam::{}:root"}},
            "Condition":{{"StringEquals":{{"sts:ExternalId":"{external_id}"}}}}}}]}}"#,
            super::OURS
        );
        self.iam(&[("Action", "CreateRole"), ("RoleName", name), ("AssumeRolePolicyDocument", &trust)]);
        format!("arn:aws:iam::{}:role/{name}", self.account).parse().unwrap()
    }

    pub(crate) fn allow(&self, role: &str, actions: &[&str]) {
        let policy = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":["{}"],"Resource":"*"}}]}}"#,
            actions.join(r#"",""#)
        );
        self.iam(&[
            ("Action", "PutRolePolicy"),
            ("RoleName", role),
            ("PolicyName", "PowerDown"),
            ("PolicyDocument", &policy),
        ]);
    }

    pub(crate) async fn launch(&self, region: &Region, launch: Launch) -> InstanceId {
        let mut tags = TagSpecification::builder().resource_type(ResourceType::Instance);
        for (key, value) in &launch.tags {
            tags = tags.tags(Tag::builder().key(key).value(value).build());
        }
        let zone = format!("{region}{}", launch.zone);
        let market = InstanceMarketOptionsRequest::builder().market_type(MarketType::Spot).build();
        let hibernation = HibernationOptionsRequest::builder().configured(true).build();
        let request = self
            .ec2(region)
            .run_instances()
            .image_id(IMAGE)
            .instance_type(InstanceType::from(launch.instance_type.as_str()))
            .placement(Placement::builder().availability_zone(zone).build())
            .set_hibernation_options(launch.hibernation.then_some(hibernation))
            .set_instance_market_options((launch.lifecycle == Lifecycle::Spot).then_some(market))
            .set_tag_specifications((!launch.tags.is_empty()).then(|| vec![tags.build()]))
            .min_count(1)
            .max_count(1);
        request.send().await.unwrap().instances()[0].instance_id().unwrap().parse().unwrap()
    }

    pub(crate) async fn terminate(&self, region: &Region, id: &InstanceId) {
        self.ec2(region).terminate_instances().instance_ids(id.as_str()).send().await.unwrap();
    }

    fn ec2(&self, region: &Region) -> Client {
        let base = config(&self.endpoint, self.account);
        let region = SdkRegion::new(region.as_str().to_owned());
        Client::from_conf(aws_sdk_ec2::config::Builder::from(&base).region(region).build())
    }

    /// A call to IAM. The emulator reads account and service from the header and checks no signature,
    /// which spares the tests a whole SDK.
    fn iam(&self, form: &[(&str, &str)]) {
        let body: Vec<String> =
            form.iter().map(|(key, value)| format!("{key}={}", component(value))).collect();
        let body = format!("{}&Version=2010-05-08", body.join("&"));
        let host = self.endpoint.strip_prefix("http://").unwrap().trim_end_matches('/');
        let scope = format!("{}/20260302/us-east-1/iam/aws4_request", self.account);
        let request = format!(
            "POST / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let done = answer.starts_with("HTTP/1.1 200") || answer.contains("EntityAlreadyExists");
        assert!(done, "{answer}");
    }
}
