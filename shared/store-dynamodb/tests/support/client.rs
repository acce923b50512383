//! A client for a server that plays AWS on this machine.

use aws_sdk_dynamodb::{
    Client,
    config::{BehaviorVersion, Credentials, Region},
};

/// A client of its own for each test: connections end with the test's runtime.
pub(crate) fn at(endpoint: &str) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("111111111111", "test", None, None, "test"))
        .endpoint_url(endpoint);
    Client::from_conf(config.build())
}
