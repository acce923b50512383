//! The way to AWS, made once while the function starts.
//!
//! Loading asks nothing over the network: a function's credentials and region are in its
//! environment, so neither profile files, nor SSO, nor the instance metadata service are tried. A
//! missing credential shows at the first call, with its reason, instead of as a slow start.

use std::time::Duration;

use aws_config::{
    BehaviorVersion, SdkConfig,
    environment::{EnvironmentVariableCredentialsProvider, EnvironmentVariableRegionProvider},
    retry::RetryConfig,
    timeout::TimeoutConfig,
};
use aws_smithy_http_client::{
    Builder,
    tls::{Provider, rustls_provider::CryptoMode},
};

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
pub async fn sdk_config() -> SdkConfig {
    let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build_https();
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(ATTEMPT)
        .operation_timeout(CALL)
        .build();
    aws_config::defaults(BehaviorVersion::latest())
        .http_client(http)
        .credentials_provider(EnvironmentVariableCredentialsProvider::new())
        .region(EnvironmentVariableRegionProvider::new())
        .timeout_config(timeouts)
        .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
        .load()
        .await
}
