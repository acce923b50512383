//! Invariant 1 as IAM enforces it: with the portal's own credentials, a customer's cloud cannot be entered
//! and a cloud credential cannot be opened. With the scheduler's, both can.
//!
//! As the account's root we may take any function's role, and then sign with its credentials.

use aws_sdk_kms::{error::ProvideErrorMetadata, primitives::Blob, types::DataKeySpec};
use aws_sdk_sts::config::{BehaviorVersion, Credentials, Region};
use serde_json::json;

use super::{
    aws_call::Account,
    company::random,
    stack::{Stack, stack_or_skip},
};

const OURS: &str = "111111111111";
const EXTERNAL_ID: &str = "an-external-id-of-this-test";

/// The role of a function, taken.
struct Taken {
    function: &'static str,
    sts: aws_sdk_sts::Client,
    kms: aws_sdk_kms::Client,
    key: String,
}

impl Taken {
    async fn role_of(stack: &Stack, function: &'static str) -> Self {
        let root = Credentials::new(OURS, "test", None, None, "root");
        let role = stack.output(&format!("{function}RoleArn"));
        let request = sts(stack, root).assume_role().role_arn(role).role_session_name("system-test");
        let answer = request.send().await.unwrap_or_else(|error| panic!("{role}: {error:?}"));
        let given = answer.credentials().expect("there are credentials");
        let token = Some(given.session_token().to_owned());
        let own = Credentials::new(given.access_key_id(), given.secret_access_key(), token, None, "role");
        let kms = aws_sdk_kms::Config::builder()
            .behavior_version(aws_sdk_kms::config::BehaviorVersion::latest())
            .region(aws_sdk_kms::config::Region::new("us-east-1"))
            .endpoint_url(&stack.endpoints.aws)
            .credentials_provider(own.clone())
            .build();
        Self {
            function,
            sts: sts(stack, own),
            kms: aws_sdk_kms::Client::from_conf(kms),
            key: stack.output("CloudCredentialKeyArn").to_owned(),
        }
    }

    /// Assumes a customer's role; the error code of a refusal.
    async fn enter(&self, role: &str) -> Result<(), String> {
        let request =
            self.sts.assume_role().role_arn(role).role_session_name("powerdown").external_id(EXTERNAL_ID);
        request.send().await.map(drop).map_err(|error| refusal(&error))
    }

    /// A data key of a cloud credential, wrapped; the error code of a refusal.
    async fn wrap(&self) -> Result<Blob, String> {
        let request = self.kms.generate_data_key().key_id(&self.key).key_spec(DataKeySpec::Aes256);
        let answer = request.encryption_context("purpose", "cloud-credential").send().await;
        let answer = answer.map_err(|error| refusal(&error))?;
        Ok(answer.ciphertext_blob().cloned().expect("there is a wrapped key"))
    }

    /// Opens a wrapped data key; the error code of a refusal.
    async fn unwrap(&self, wrapped: &Blob) -> Result<(), String> {
        let request = self.kms.decrypt().key_id(&self.key).ciphertext_blob(wrapped.clone());
        let answer = request.encryption_context("purpose", "cloud-credential").send().await;
        answer.map(drop).map_err(|error| refusal(&error))
    }
}

fn sts(stack: &Stack, credentials: Credentials) -> aws_sdk_sts::Client {
    let config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(&stack.endpoints.aws)
        .credentials_provider(credentials)
        .build();
    aws_sdk_sts::Client::from_conf(config)
}

fn refusal(error: &(impl ProvideErrorMetadata + std::fmt::Debug)) -> String {
    error.code().map_or_else(|| format!("{error:?}"), str::to_owned)
}

fn is_denied<T: std::fmt::Debug>(outcome: &Result<T, String>) -> bool {
    outcome.as_ref().is_err_and(|code| code.starts_with("AccessDenied"))
}

/// A role in a customer's account that trusts us, as far as the customer is concerned.
///
/// In the emulator of our own account, whose STS evaluates both sides: our role's policy and the trust.
async fn customers_role(stack: &Stack) -> String {
    let customer = format!("8{:011}", random() % 100_000_000_000);
    let trust = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": { "AWS": format!("arn:aws:iam::{OURS}:root") },
        "Action": "sts:AssumeRole",
        "Condition": { "StringEquals": { "sts:ExternalId": EXTERNAL_ID } },
    }] });
    let iam = Account::new(&stack.endpoints.aws, &customer, "us-east-1");
    let document = trust.to_string();
    let parameters = [("RoleName", "PowerDown"), ("AssumeRolePolicyDocument", document.as_str())];
    iam.query("iam", "CreateRole", &parameters).await;
    format!("arn:aws:iam::{customer}:role/PowerDown")
}

#[tokio::test]
async fn only_the_scheduler_enters_customers_clouds() {
    let Some(stack) = stack_or_skip("roles and customers' clouds") else { return };
    let role = customers_role(stack).await;
    for function in ["Orders", "Jobs"] {
        let taken = Taken::role_of(stack, function).await;
        let entered = taken.enter(&role).await;
        assert!(entered.is_ok(), "{}: {entered:?}", taken.function);
    }
    for function in ["Portal", "Login", "Sockets", "Push", "Tick", "CloudEvents", "CostRollup", "Maintenance"]
    {
        let taken = Taken::role_of(stack, function).await;
        let entered = taken.enter(&role).await;
        assert!(is_denied(&entered), "{}: {entered:?}", taken.function);
    }
}

/// A customer names the role that we assume. It must not be one of our own.
#[tokio::test]
async fn the_scheduler_cannot_be_sent_into_our_own_roles() {
    let Some(stack) = stack_or_skip("roles and our own account") else { return };
    let orders = Taken::role_of(stack, "Orders").await;
    let entered = orders.enter(stack.output("MaintenanceRoleArn")).await;
    assert!(is_denied(&entered), "{entered:?}");
}

#[tokio::test]
async fn the_portal_seals_cloud_credentials_that_only_the_scheduler_opens() {
    let Some(stack) = stack_or_skip("roles and cloud credentials") else { return };
    let portal = Taken::role_of(stack, "Portal").await;
    let wrapped = portal.wrap().await.expect("the portal may seal");
    for function in ["Portal", "Login", "Sockets", "Push", "Tick", "CloudEvents", "CostRollup", "Maintenance"]
    {
        let taken = Taken::role_of(stack, function).await;
        let opened = taken.unwrap(&wrapped).await;
        assert!(is_denied(&opened), "{}: {opened:?}", taken.function);
    }
    for function in ["Orders", "Jobs"] {
        let taken = Taken::role_of(stack, function).await;
        let opened = taken.unwrap(&wrapped).await;
        assert!(opened.is_ok(), "{}: {opened:?}", taken.function);
        let sealed = taken.wrap().await;
        assert!(is_denied(&sealed), "{} may seal: {sealed:?}", taken.function);
    }
}
