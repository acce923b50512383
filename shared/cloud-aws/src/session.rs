//! The calls in one region of one account.

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_ec2::{
    Client,
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
};
use powerdown_domain::{InstanceId, Region};
use powerdown_engine::ports::{CloudError, CloudErrorClass, InstancePage, RegionSession, StateChange};

use crate::{
    classify::class_in,
    convert,
    credentials::{SessionKey, Sessions},
    failure::cloud_error,
};

pub(crate) struct Ec2Session {
    pub(crate) client: Client,
    pub(crate) region: Region,
    /// How many instances a page holds at most.
    pub(crate) page: i32,
    /// The session with STS this one rests on; `None` for access keys.
    pub(crate) entered: Option<(Arc<Sessions>, SessionKey)>,
}

impl Ec2Session {
    fn refusal<E>(&self, error: SdkError<E, HttpResponse>) -> CloudError
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let error = cloud_error(error, |code| class_in(code, &self.region));
        // A revoked or ended session stays refused; the next try is to begin with a fresh one.
        let refused = error.class == CloudErrorClass::Denied || error.code.starts_with("ExpiredToken");
        if let Some((sessions, key)) = self.entered.as_ref().filter(|_| refused) {
            sessions.forget(key);
        }
        error
    }
}

fn ids(instances: &[InstanceId]) -> Option<Vec<String>> {
    Some(instances.iter().map(ToString::to_string).collect())
}

#[async_trait]
impl RegionSession for Ec2Session {
    async fn list_instances(&self, page: Option<String>) -> Result<InstancePage, CloudError> {
        let request = self.client.describe_instances().max_results(self.page).set_next_token(page);
        let answer = request.send().await.map_err(|error| self.refusal(error))?;
        let reservations = answer.reservations.unwrap_or_default();
        let listed =
            reservations.into_iter().flat_map(|reservation| reservation.instances.unwrap_or_default());
        let next = answer.next_token.filter(|token| !token.is_empty());
        Ok(InstancePage { instances: convert::instances(listed), next })
    }

    async fn start(&self, instances: &[InstanceId]) -> Result<Vec<StateChange>, CloudError> {
        let request = self.client.start_instances().set_instance_ids(ids(instances));
        let answer = request.send().await.map_err(|error| self.refusal(error))?;
        Ok(convert::changes(answer.starting_instances))
    }

    async fn stop(&self, instances: &[InstanceId], hibernate: bool) -> Result<Vec<StateChange>, CloudError> {
        let request = self.client.stop_instances().set_instance_ids(ids(instances));
        // Absent rather than false, so that a stop is the same call as ever.
        let request = request.set_hibernate(hibernate.then_some(true));
        let answer = request.send().await.map_err(|error| self.refusal(error))?;
        Ok(convert::changes(answer.stopping_instances))
    }
}

#[cfg(test)]
mod tests {
    use aws_config::{BehaviorVersion, SdkConfig};
    use aws_sdk_ec2::{error::ErrorMetadata, operation::stop_instances::StopInstancesError};
    use aws_smithy_types::body::SdkBody;
    use powerdown_domain::ExternalId;
    use powerdown_testkit::ambient::ManualClock;

    use super::*;

    fn refused(code: &str) -> SdkError<StopInstancesError, HttpResponse> {
        let raw = HttpResponse::new(403.try_into().unwrap(), SdkBody::empty());
        let meta = ErrorMetadata::builder().code(code).build();
        SdkError::service_error(StopInstancesError::generic(meta), raw)
    }

    #[test]
    fn a_session_aws_no_longer_honours_is_forgotten() {
        let config = SdkConfig::builder().behavior_version(BehaviorVersion::latest()).build();
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        let sessions = Arc::new(Sessions::new(aws_sdk_sts::Client::new(&config), clock));
        let role = "arn:aws:iam::222222222222:role/PowerDown".parse().unwrap();
        let key = SessionKey::new(&role, &ExternalId::try_from("expected-id".to_owned()).unwrap());
        let session = Ec2Session {
            client: Client::new(&config),
            region: "eu-west-1".parse().unwrap(),
            page: 5,
            entered: Some((Arc::clone(&sessions), key.clone())),
        };
        for (code, kept) in [
            ("RequestLimitExceeded", true),
            ("UnauthorizedOperation", false),
            ("ExpiredTokenException", false),
        ] {
            sessions.hold_for_test(key.clone());
            session.refusal(refused(code));
            assert_eq!(sessions.holds(&key), kept, "{code}");
        }
    }
}
