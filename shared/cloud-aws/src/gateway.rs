//! The way into an account.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_sdk_ec2::config::{
    Builder, IdentityCache, Region as SdkRegion, retry::RetryPartition, timeout::TimeoutConfig,
};
use powerdown_domain::Region;
use powerdown_engine::ports::{Clock, CloudAccess, CloudError, CloudGateway, RegionSession};
use sha2::{Digest, Sha256};

use crate::{
    credentials::{SessionKey, Sessions},
    session::Ec2Session,
};

/// The fewest and the most instances EC2 puts on one page (DescribeInstances, MaxResults).
const MIN_PAGE: i32 = 5;
const MAX_PAGE: i32 = 1000;

/// The [`CloudGateway`] over STS and EC2. Making one asks nothing over the network.
pub struct AwsCloud {
    /// EC2's settings without region and credentials; connections are shared.
    ec2: Builder,
    sessions: Arc<Sessions>,
    page: i32,
}

impl AwsCloud {
    /// Enters accounts with the credentials and the region of `config`, which are our own; `clock`
    /// tells when a session is used up.
    pub fn new(config: &SdkConfig, clock: Arc<dyn Clock>) -> Self {
        let sts = aws_sdk_sts::config::Builder::from(config).timeout_config(timeouts()).build();
        let ec2 = Builder::from(config)
            .timeout_config(timeouts())
            // The session's credentials are at hand; a cache of them would grow with every account.
            .identity_cache(IdentityCache::no_cache());
        let sessions = Sessions::new(aws_sdk_sts::Client::from_conf(sts), clock);
        Self { ec2, sessions: Arc::new(sessions), page: MAX_PAGE }
    }

    /// The same with shorter pages of a listing: 5 to 1,000 instances, EC2's own limits. A test pages
    /// without launching a thousand machines.
    #[must_use]
    pub fn with_page_size(self, instances: u16) -> Self {
        Self { page: i32::from(instances).clamp(MIN_PAGE, MAX_PAGE), ..self }
    }

    fn client(&self, account: &str, region: &Region, credentials: Credentials) -> aws_sdk_ec2::Client {
        let config = self
            .ec2
            .clone()
            .region(SdkRegion::new(region.as_str().to_owned()))
            .credentials_provider(credentials)
            // Partitions of one name share their budget, also across clients.
            .retry_partition(RetryPartition::new(format!("ec2-{account}-{region}")))
            .build();
        aws_sdk_ec2::Client::from_conf(config)
    }
}

/// Two seconds to connect, ten for an attempt, twenty-five for a call with all its attempts: an order
/// of many calls must end within its function's time.
fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(10))
        .operation_timeout(Duration::from_secs(25))
        .build()
}

#[async_trait]
impl CloudGateway for AwsCloud {
    async fn open(
        &self,
        access: &CloudAccess,
        region: &Region,
    ) -> Result<Box<dyn RegionSession>, CloudError> {
        let (client, entered) = match access {
            CloudAccess::Role { arn, external_id } => {
                let credentials = self.sessions.enter(arn, external_id).await?;
                let entered = (Arc::clone(&self.sessions), SessionKey::new(arn, external_id));
                (self.client(arn.account(), region, credentials), Some(entered))
            }
            // Wrong keys show in the first call. Which account they open is not known here, so the
            // key itself, hashed, stands for it.
            CloudAccess::Keys(keys) => {
                let credentials = Credentials::new(keys.id(), keys.expose_secret(), None, None, "AccessKeys");
                let account = hex::encode(&Sha256::digest(keys.id())[..8]);
                (self.client(&account, region, credentials), None)
            }
        };
        Ok(Box::new(Ec2Session { client, region: region.clone(), page: self.page, entered }))
    }
}
