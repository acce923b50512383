//! The way to AWS, made once while the function starts.
//!
//! Made by hand from the environment that Lambda gives, rather than by `aws-config`: that crate brings
//! along every other way to find credentials and an STS client to assume roles with, which the
//! functions that face the web must not even contain (invariant 1). Nothing is asked over the network.

use std::time::Duration;

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_http_client::{
    Builder, Connector,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{behavior_version::BehaviorVersion, http::SharedHttpConnector};
use aws_smithy_types::{retry::RetryConfig, timeout::TimeoutConfig};
use aws_types::{
    SdkConfig,
    region::Region,
    service_config::{LoadServiceConfig, ServiceConfigKey},
};

use crate::{SettingError, Settings};

/// For how long a connection may take to open. Within AWS it takes milliseconds.
const CONNECT: Duration = Duration::from_secs(2);
/// For how long one attempt of a call may take.
const ATTEMPT: Duration = Duration::from_secs(5);
/// For how long a call may take with all its attempts. Shorter than any function's own timeout, so
/// that the caller gets an answer and the log gets a reason.
const CALL: Duration = Duration::from_secs(12);
/// How often a call is tried in all.
const ATTEMPTS: u32 = 3;

/// The configuration that all clients of a function are made from. They share one connection pool.
///
/// Lambda sets what it needs: `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and
/// `AWS_SESSION_TOKEN`, which are good for as long as the environment lives. `AWS_ENDPOINT_URL` and
/// `AWS_ENDPOINT_URL_<SERVICE>` lead to an emulator instead.
///
/// # Errors
/// Names the variable that is missing.
pub fn sdk_config(settings: &Settings) -> Result<SdkConfig, SettingError> {
    let region = settings.text("AWS_REGION", "the region this function runs in")?.to_owned();
    let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build_https();
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(ATTEMPT)
        .operation_timeout(CALL)
        .build();
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http)
        .credentials_provider(SharedCredentialsProvider::new(credentials(settings)?))
        .region(Region::new(region))
        .timeout_config(timeouts)
        .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
        .service_config(Endpoints(settings.clone()));
    Ok(config.build())
}

/// A pool of connections for what is asked of AWS without a client of the SDK.
pub fn connector() -> SharedHttpConnector {
    let tls = Provider::Rustls(CryptoMode::AwsLc);
    SharedHttpConnector::new(Connector::builder().tls_provider(tls).build())
}

fn credentials(settings: &Settings) -> Result<Credentials, SettingError> {
    let part = |name, purpose| settings.text(name, purpose).map(str::to_owned);
    let id = part("AWS_ACCESS_KEY_ID", "the access key of the function's role")?;
    let secret = part("AWS_SECRET_ACCESS_KEY", "the secret of that access key")?;
    let token = settings.optional("AWS_SESSION_TOKEN").map(str::to_owned);
    Ok(Credentials::new(id, secret, token, None, "environment"))
}

/// Answers a client's question for its endpoint.
#[derive(Debug)]
struct Endpoints(Settings);

impl LoadServiceConfig for Endpoints {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let service = key.service_id().to_uppercase().replace(' ', "_");
        let named = format!("{}_{service}", key.env());
        self.0.optional(&named).or_else(|| self.0.optional(key.env())).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key<'a>(service: &'a str) -> ServiceConfigKey<'a> {
        let key = ServiceConfigKey::builder().service_id(service).profile("endpoint_url");
        key.env("AWS_ENDPOINT_URL").build().unwrap()
    }

    #[test]
    fn an_endpoint_of_one_service_stands_before_that_of_all() {
        let some = [("AWS_ENDPOINT_URL", "http://all"), ("AWS_ENDPOINT_URL_AUTO_SCALING", "http://one")];
        let endpoints = Endpoints(Settings::of(some));
        assert_eq!(endpoints.load_config(key("Auto Scaling")).as_deref(), Some("http://one"));
        assert_eq!(endpoints.load_config(key("DynamoDB")).as_deref(), Some("http://all"));
        assert_eq!(Endpoints(Settings::of([])).load_config(key("DynamoDB")), None);
    }

    #[test]
    fn what_lambda_sets_is_enough_and_needed() {
        let all =
            [("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret")];
        let config = sdk_config(&Settings::of(all)).unwrap();
        assert_eq!(config.region().map(Region::as_ref), Some("eu-west-1"));
        for missing in all {
            let rest = all.into_iter().filter(|setting| *setting != missing);
            let error = sdk_config(&Settings::of(rest)).unwrap_err();
            assert!(error.to_string().contains(missing.0), "{error}");
        }
    }
}
