use std::sync::Arc;

use async_trait::async_trait;
use jiff::SignedDuration;
use powerdown_domain::{
    AccessKeys, AwsAccountId, ExternalId, InstanceId, Region, RoleArn,
    machine::{Lifecycle, MachineState, RootDevice},
};
use powerdown_engine::ports::{CloudAccess, CloudErrorClass, CloudGateway, RegionSession};

use super::{Launch, Operation, SimulatedCloud};
use crate::{
    ambient::ManualClock,
    contract::cloud::{self, CloudStage},
};

struct Stage {
    clock: Arc<ManualClock>,
    cloud: SimulatedCloud,
    account: AwsAccountId,
    role: RoleArn,
}

fn external_id(text: &str) -> ExternalId {
    ExternalId::try_from(text.to_owned()).unwrap()
}

impl Stage {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        let cloud = SimulatedCloud::new(Arc::clone(&clock) as _);
        let role: RoleArn = "arn:aws:iam::222222222222:role/PowerDown".parse().unwrap();
        cloud.trust(&role, &external_id("expected-id"));
        Self { clock, cloud, account: "222222222222".parse().unwrap(), role }
    }

    fn start(&self, launch: Launch) -> InstanceId {
        self.cloud.launch(&self.account, &self.region(), launch)
    }

    async fn enter(&self) -> Box<dyn RegionSession> {
        self.cloud.open(&self.access(), &self.region()).await.unwrap()
    }
}

#[async_trait]
impl CloudStage for Stage {
    fn gateway(&self) -> &dyn CloudGateway {
        &self.cloud
    }

    fn access(&self) -> CloudAccess {
        CloudAccess::Role { arn: self.role.clone(), external_id: external_id("expected-id") }
    }

    fn refused_access(&self) -> CloudAccess {
        CloudAccess::Role { arn: self.role.clone(), external_id: external_id("guessed-id") }
    }

    fn region(&self) -> Region {
        "eu-west-1".parse().unwrap()
    }

    async fn launch(&self, launch: Launch) -> InstanceId {
        self.start(launch)
    }

    async fn terminate(&self, id: &InstanceId) {
        self.cloud.set_state(id, MachineState::Terminated);
    }

    async fn settle(&self) {
        while !self.cloud.step().is_empty() {}
    }
}

#[tokio::test]
async fn the_simulated_cloud_keeps_the_contract() {
    cloud::lists_what_was_launched(&Stage::new()).await;
    cloud::stops_and_starts(&Stage::new()).await;
    cloud::one_unknown_machine_fails_the_call(&Stage::new()).await;
    cloud::a_terminated_machine_cannot_be_started(&Stage::new()).await;
    cloud::only_prepared_machines_hibernate(&Stage::new()).await;
    cloud::a_wrong_external_id_is_denied(&Stage::new()).await;
}

#[tokio::test]
async fn states_move_only_in_steps() {
    let stage = Stage::new();
    let id = stage.start(Launch::default());
    let session = stage.enter().await;
    session.stop(std::slice::from_ref(&id), false).await.unwrap();
    assert_eq!(stage.cloud.state(&id), Some(MachineState::Stopping));
    let refused = session.start(std::slice::from_ref(&id)).await.unwrap_err();
    assert_eq!(
        (refused.class, refused.code.as_str()),
        (CloudErrorClass::BadInstance, "IncorrectInstanceState")
    );
    assert_eq!(stage.cloud.step()[0].state, MachineState::Stopped);
    assert!(stage.cloud.step().is_empty());

    stage.clock.advance(SignedDuration::from_hours(1));
    session.start(std::slice::from_ref(&id)).await.unwrap();
    assert_eq!(stage.cloud.state(&id), Some(MachineState::Pending));
    let refused = session.stop(std::slice::from_ref(&id), false).await.unwrap_err();
    assert_eq!(refused.instances, std::slice::from_ref(&id));
    stage.cloud.step();
    let listed = session.list_instances(None).await.unwrap().instances.remove(0);
    assert_eq!(
        (listed.state, listed.facts.launched_at.to_string()),
        (MachineState::Running, "2026-03-02T09:00:00Z".into())
    );
}

#[tokio::test]
async fn capacity_runs_out_and_comes_back() {
    let stage = Stage::new();
    let ids = [stage.start(Launch::default()), stage.start(Launch::default())];
    let session = stage.enter().await;
    session.stop(&ids, false).await.unwrap();
    stage.settle().await;
    stage.cloud.limit_capacity("eu-west-1a", "m5.large", 1);
    assert_eq!(session.start(&ids).await.unwrap_err().class, CloudErrorClass::Capacity);
    session.start(&ids[..1]).await.unwrap();
    assert_eq!(session.start(&ids[1..]).await.unwrap_err().class, CloudErrorClass::Capacity);
    stage.settle().await;
    session.stop(&ids[..1], false).await.unwrap();
    stage.settle().await;
    session.start(&ids[1..]).await.unwrap();
    assert_eq!(stage.cloud.accepted(Operation::StartInstances), ids);
}

#[tokio::test]
async fn refusals_name_their_class_and_do_nothing() {
    let stage = Stage::new();
    let id = stage.start(Launch::default());
    let spot = stage.start(Launch { lifecycle: Lifecycle::Spot, ..Launch::default() });
    let disk = stage.start(Launch { root_device: RootDevice::InstanceStore, ..Launch::default() });
    let session = stage.enter().await;
    for refused in [spot, disk] {
        let error = session.stop(&[id.clone(), refused.clone()], false).await.unwrap_err();
        assert_eq!((error.class, error.instances), (CloudErrorClass::BadInstance, vec![refused]));
    }
    stage.cloud.forbid(&stage.account, Operation::StopInstances);
    assert_eq!(
        session.stop(std::slice::from_ref(&id), false).await.unwrap_err().class,
        CloudErrorClass::Denied
    );
    stage.cloud.permit(&stage.account, Operation::StopInstances);
    stage.cloud.disable_region(&stage.account, &stage.region());
    assert_eq!(session.list_instances(None).await.unwrap_err().class, CloudErrorClass::BadRegion);
    assert_eq!(stage.cloud.state(&id), Some(MachineState::Running));
    assert_eq!(
        (stage.cloud.count(Operation::StopInstances), stage.cloud.count(Operation::AssumeRole)),
        (3, 1)
    );
    assert!(session.list_instances(Some("after-i-0".to_owned())).await.is_err());
}

#[tokio::test]
async fn planned_faults_strike_in_order() {
    let stage = Stage::new();
    let id = [stage.start(Launch::default())];
    let session = stage.enter().await;
    stage.cloud.pass_next(Operation::StopInstances);
    stage.cloud.fail_next(Operation::StopInstances, CloudErrorClass::Throttled);
    session.stop(&id, false).await.unwrap();
    assert_eq!(session.stop(&id, false).await.unwrap_err().class, CloudErrorClass::Throttled);
    stage.settle().await;
    stage.cloud.lose_answer_next(Operation::StartInstances);
    assert_eq!(session.start(&id).await.unwrap_err().class, CloudErrorClass::Unavailable);
    assert_eq!(stage.cloud.state(&id[0]), Some(MachineState::Pending), "done, though not answered");
    stage.cloud.break_next_start(&id[0]);
    stage.settle().await;
    assert_eq!(stage.cloud.state(&id[0]), Some(MachineState::Stopped));
}

#[tokio::test]
async fn keys_enter_their_own_account_alone() {
    let stage = Stage::new();
    let keys = |secret: &str| AccessKeys::parse("AKIAIOSFODNN7EXAMPLE".into(), secret.into()).unwrap();
    stage.cloud.trust_keys(&"333333333333".parse().unwrap(), &keys("a-secret-access-key"));
    stage.start(Launch::default());
    let open = async |keys| stage.cloud.open(&CloudAccess::Keys(keys), &stage.region()).await.unwrap();
    let listed = open(keys("a-secret-access-key")).await.list_instances(None).await.unwrap();
    assert!(listed.instances.is_empty(), "machines of another account are not seen");
    let refused = open(keys("another-secret-key")).await.list_instances(None).await.unwrap_err();
    assert_eq!(refused.class, CloudErrorClass::Denied);
    assert!(!format!("{refused:?}").contains("secret"));
}
