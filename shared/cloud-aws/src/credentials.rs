//! Entering roles, and keeping what STS gave for as long as it may be used.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_credential_types::Credentials;
use aws_sdk_sts::Client;
use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{ExternalId, RoleArn};
use powerdown_engine::ports::{Clock, CloudError, CloudErrorClass};
use sha2::{Digest, Sha256};

use crate::{classify::class_of, failure::cloud_error};

/// What the customer's CloudTrail shows as our name.
const SESSION_NAME: &str = "powerdown-scheduler";
/// For how long a session is asked for: the shortest STS gives.
const SESSION_SECONDS: i32 = 900;
/// For how long before its end a session is no longer used.
const MARGIN: SignedDuration = SignedDuration::from_mins(5);
/// The most sessions in memory at once.
const CAPACITY: usize = 500;

/// Which session: a role, entered with this very external id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SessionKey {
    role: RoleArn,
    /// Whoever presents another external id must ask STS, not us.
    external_id: [u8; 32],
}

impl SessionKey {
    pub(crate) fn new(role: &RoleArn, external_id: &ExternalId) -> Self {
        Self { role: role.clone(), external_id: Sha256::digest(external_id.expose()).into() }
    }
}

/// Sessions in customers' accounts.
pub(crate) struct Sessions {
    client: Client,
    clock: Arc<dyn Clock>,
    held: Mutex<HashMap<SessionKey, (Credentials, Timestamp)>>,
}

impl Sessions {
    pub(crate) fn new(client: Client, clock: Arc<dyn Clock>) -> Self {
        Self { client, clock, held: Mutex::default() }
    }

    /// A held session, or a fresh one.
    pub(crate) async fn enter(
        &self,
        role: &RoleArn,
        external_id: &ExternalId,
    ) -> Result<Credentials, CloudError> {
        let key = SessionKey::new(role, external_id);
        let now = self.clock.now();
        if let Some((credentials, _)) = self.lock().get(&key).filter(|(_, until)| now < *until) {
            return Ok(credentials.clone());
        }
        let (credentials, ends) = self.assume(role, external_id).await?;
        self.hold(key, credentials.clone(), now, ends.saturating_sub(MARGIN).unwrap_or(now));
        Ok(credentials)
    }

    /// Forgets a session that AWS no longer honours.
    pub(crate) fn forget(&self, key: &SessionKey) {
        self.lock().remove(key);
    }

    fn hold(&self, key: SessionKey, credentials: Credentials, now: Timestamp, until: Timestamp) {
        let mut held = self.lock();
        held.retain(|_, (_, until)| now < *until);
        if held.len() >= CAPACITY && !held.contains_key(&key) {
            let first = held.iter().min_by_key(|(_, (_, until))| *until).map(|(key, _)| key.clone());
            if let Some(first) = first {
                held.remove(&first);
            }
        }
        held.insert(key, (credentials, until));
    }

    async fn assume(
        &self,
        role: &RoleArn,
        external_id: &ExternalId,
    ) -> Result<(Credentials, Timestamp), CloudError> {
        let request = self
            .client
            .assume_role()
            .role_arn(role.as_str())
            .role_session_name(SESSION_NAME)
            .external_id(external_id.expose())
            .duration_seconds(SESSION_SECONDS);
        let answer = request.send().await.map_err(|error| {
            let error = cloud_error(error, class_of);
            // A validation error of STS repeats the value it refuses.
            CloudError { message: error.message.replace(external_id.expose(), "…"), ..error }
        })?;
        let given = answer.credentials.ok_or_else(nothing_given)?;
        let ends = Timestamp::from_second(given.expiration.secs()).map_err(|_| nothing_given())?;
        let (id, secret, token) = (given.access_key_id, given.secret_access_key, given.session_token);
        Ok((Credentials::new(id, secret, Some(token), None, "AssumeRole"), ends))
    }

    #[cfg(test)]
    pub(crate) fn holds(&self, key: &SessionKey) -> bool {
        self.lock().contains_key(key)
    }

    #[cfg(test)]
    pub(crate) fn hold_for_test(&self, key: SessionKey) {
        let now = self.clock.now();
        self.hold(key, Credentials::new("x", "secret", None, None, "test"), now, now + MARGIN);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionKey, (Credentials, Timestamp)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn nothing_given() -> CloudError {
    CloudError {
        class: CloudErrorClass::Unavailable,
        code: "BrokenAnswer".to_owned(),
        message: "STS let us in without credentials".to_owned(),
        instances: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use aws_config::{BehaviorVersion, SdkConfig};
    use powerdown_testkit::ambient::ManualClock;

    use super::*;

    fn sessions(clock: &Arc<ManualClock>) -> Sessions {
        let config = SdkConfig::builder().behavior_version(BehaviorVersion::latest()).build();
        Sessions::new(Client::new(&config), Arc::clone(clock) as Arc<dyn Clock>)
    }

    fn role(number: usize) -> RoleArn {
        format!("arn:aws:iam::222222222222:role/{number}").parse().unwrap()
    }

    fn external_id(text: &str) -> ExternalId {
        ExternalId::try_from(text.to_owned()).unwrap()
    }

    fn credentials(id: &str) -> Credentials {
        Credentials::new(id, "secret", None, None, "test")
    }

    #[tokio::test]
    async fn a_held_session_serves_its_own_external_id_until_its_time() {
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        let sessions = sessions(&clock);
        let key = SessionKey::new(&role(1), &external_id("one"));
        assert_ne!(key, SessionKey::new(&role(1), &external_id("two")));
        let now = clock.now();
        sessions.hold(key.clone(), credentials("held"), now, now + SignedDuration::from_mins(10));
        clock.advance(SignedDuration::from_secs(599));
        let used = sessions.enter(&role(1), &external_id("one")).await.unwrap();
        assert_eq!(used.access_key_id(), "held");

        clock.advance(SignedDuration::from_secs(1));
        // No region and no credentials of our own: STS cannot be asked, so an error shows that it was.
        sessions.enter(&role(1), &external_id("one")).await.unwrap_err();
        sessions.forget(&key);
        assert!(!sessions.holds(&key));
    }

    #[test]
    fn the_session_that_ends_first_makes_room() {
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        let (sessions, now) = (sessions(&clock), clock.now());
        let key = |number| SessionKey::new(&role(number), &external_id("one"));
        for number in 0..=CAPACITY {
            let until = now + SignedDuration::from_mins(5) + SignedDuration::from_secs(number as i64);
            sessions.hold(key(number), credentials("x"), now, until);
        }
        assert!(!sessions.holds(&key(0)) && sessions.holds(&key(1)));
        assert_eq!(sessions.lock().len(), CAPACITY);
        let later = now + SignedDuration::from_hours(1);
        sessions.hold(key(0), credentials("x"), later, later + SignedDuration::from_mins(5));
        assert_eq!(sessions.lock().len(), 1, "ended sessions are not kept");
    }
}
