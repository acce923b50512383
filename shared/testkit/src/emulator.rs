//! Where the emulators of AWS are, if any: contract suites run on real adapters only against one.

use std::io::Write as _;

/// The endpoint of MiniStack, which plays our own account: KMS, SQS, EventBridge, SES, DynamoDB.
pub const AWS: &str = "POWERDOWN_TEST_AWS_ENDPOINT";
/// The endpoint of moto, which plays customers' accounts: EC2, STS, IAM.
pub const CLOUD: &str = "POWERDOWN_TEST_CLOUD_ENDPOINT";

/// The endpoint that an environment variable names. When it is not set, says on standard error,
/// past the capture of the test harness, that the test was skipped.
#[expect(clippy::disallowed_methods, reason = "only the environment knows whether an emulator runs")]
pub fn endpoint(variable: &str) -> Option<String> {
    let endpoint = std::env::var(variable).ok().filter(|endpoint| !endpoint.is_empty());
    if endpoint.is_none() {
        // A test that cannot even complain has nobody to complain to.
        let _ =
            writeln!(std::io::stderr(), "SKIPPED: {variable} is not set, so the real adapter was not tried");
    }
    endpoint
}
