//! What every [`CloudGateway`] must hold, on simulated accounts and on emulated ones.
//!
//! An emulator may move states at once where EC2 takes minutes; the suite therefore asks only where a
//! machine ends after [`CloudStage::settle`], and accepts both the passing and the lasting state before.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use powerdown_domain::{InstanceId, Region, machine::MachineState};
use powerdown_engine::ports::{CloudAccess, CloudErrorClass, CloudGateway, ListedInstance, RegionSession};

use crate::cloud::Launch;

/// An account with machines, for the suite to act in. Nothing else may act there meanwhile.
#[async_trait]
pub trait CloudStage: Send + Sync {
    /// The gateway under test.
    fn gateway(&self) -> &dyn CloudGateway;

    /// How to enter the account.
    fn access(&self) -> CloudAccess;

    /// The same role with an external id its trust policy refuses.
    fn refused_access(&self) -> CloudAccess;

    /// A region without machines of others.
    fn region(&self) -> Region;

    /// Launches a machine there and waits until it runs.
    async fn launch(&self, launch: Launch) -> InstanceId;

    /// Terminates a machine; it stays listed.
    async fn terminate(&self, id: &InstanceId);

    /// Waits until no machine is on its way.
    async fn settle(&self);
}

async fn enter(stage: &dyn CloudStage) -> Box<dyn RegionSession> {
    stage.gateway().open(&stage.access(), &stage.region()).await.expect("the account lets us in")
}

async fn list(session: &dyn RegionSession) -> BTreeMap<InstanceId, ListedInstance> {
    let mut all = BTreeMap::new();
    let mut page = None;
    loop {
        let listed = session.list_instances(page).await.expect("listing is allowed");
        assert!(listed.instances.len() <= 1000);
        for instance in listed.instances {
            assert!(all.insert(instance.id.clone(), instance).is_none(), "listed twice");
        }
        page = listed.next;
        if page.is_none() {
            return all;
        }
    }
}

async fn state(session: &dyn RegionSession, id: &InstanceId) -> MachineState {
    list(session).await.get(id).expect("the machine is listed").state
}

/// A listing finds every machine once, with the facts it was launched with.
pub async fn lists_what_was_launched(stage: &dyn CloudStage) {
    let session = enter(stage).await;
    let before: BTreeSet<InstanceId> = list(&*session).await.into_keys().collect();
    let launch = Launch::named("web").tagged("env", "dev").tagged("empty", "");
    let mut launched = BTreeSet::new();
    for _ in 0..7 {
        launched.insert(stage.launch(launch.clone()).await);
    }
    let listed = list(&*session).await;
    let new: BTreeSet<InstanceId> = listed.keys().filter(|id| !before.contains(id)).cloned().collect();
    assert_eq!(new, launched);
    for id in &launched {
        let found = &listed[id];
        assert_eq!(found.state, MachineState::Running);
        assert_eq!(found.facts.instance_type, launch.instance_type);
        assert_eq!(found.facts.platform, launch.platform);
        assert_eq!(found.facts.lifecycle, launch.lifecycle);
        assert_eq!(found.facts.root_device, launch.root_device);
        assert_eq!(found.facts.tags, launch.tags);
        assert_eq!(found.facts.name(), "web");
        assert_eq!(found.facts.zone, format!("{}{}", stage.region(), launch.zone));
    }
}

/// Stopping and starting go where they should, and repeating either is no error.
pub async fn stops_and_starts(stage: &dyn CloudStage) {
    let session = enter(stage).await;
    let ids = [stage.launch(Launch::named("a")).await, stage.launch(Launch::named("b")).await];
    let launched_at = list(&*session).await[&ids[0]].facts.launched_at;

    let changes = session.stop(&ids, false).await.expect("running machines stop");
    assert_eq!(changes.iter().map(|change| &change.id).collect::<BTreeSet<_>>(), ids.iter().collect());
    for change in &changes {
        assert!(matches!(change.now, MachineState::Stopping | MachineState::Stopped), "{change:?}");
    }
    stage.settle().await;
    assert_eq!(state(&*session, &ids[0]).await, MachineState::Stopped);
    session.stop(&ids[..1], false).await.expect("stopping a stopped machine is no error");
    stage.settle().await;
    assert_eq!(state(&*session, &ids[0]).await, MachineState::Stopped);

    // One of them runs already when both are started.
    session.start(&ids[..1]).await.expect("a stopped machine starts");
    stage.settle().await;
    let changes = session.start(&ids).await.expect("starting a running machine is no error");
    for change in &changes {
        assert!(matches!(change.now, MachineState::Pending | MachineState::Running), "{change:?}");
    }
    stage.settle().await;
    for id in &ids {
        assert_eq!(state(&*session, id).await, MachineState::Running);
    }
    assert!(list(&*session).await[&ids[0]].facts.launched_at >= launched_at);
}

/// One unknown machine fails the whole call, is named, and nothing is done to the others.
pub async fn one_unknown_machine_fails_the_call(stage: &dyn CloudStage) {
    let session = enter(stage).await;
    let known = stage.launch(Launch::named("known")).await;
    let unknown: InstanceId = "i-0dead0000000beef1".parse().expect("an id");

    let error = session.stop(&[known.clone(), unknown.clone()], false).await.expect_err("an unknown machine");
    assert_eq!(error.class, CloudErrorClass::BadInstance);
    assert_eq!(error.code, "InvalidInstanceID.NotFound");
    assert_eq!(error.instances, std::slice::from_ref(&unknown));
    stage.settle().await;
    assert_eq!(state(&*session, &known).await, MachineState::Running);

    session.stop(std::slice::from_ref(&known), false).await.expect("without it the call succeeds");
    stage.settle().await;
    let error = session.start(&[unknown.clone(), known.clone()]).await.expect_err("an unknown machine");
    assert_eq!((error.class, error.instances), (CloudErrorClass::BadInstance, vec![unknown]));
    stage.settle().await;
    assert_eq!(state(&*session, &known).await, MachineState::Stopped);
}

/// A terminated machine cannot be started; the refusal asks to take it out, and names it.
pub async fn a_terminated_machine_cannot_be_started(stage: &dyn CloudStage) {
    let session = enter(stage).await;
    let id = stage.launch(Launch::named("gone")).await;
    stage.terminate(&id).await;
    let error = session.start(std::slice::from_ref(&id)).await.expect_err("it is terminated");
    assert_eq!(error.class, CloudErrorClass::BadInstance, "{error}");
    assert_eq!(error.code, "IncorrectInstanceState", "{error}");
    assert_eq!(error.instances, [id]);
}

/// A machine launched for hibernation hibernates, and starts again. One that was not refuses the whole
/// call, is named, and nothing is stopped.
pub async fn only_prepared_machines_hibernate(stage: &dyn CloudStage) {
    let session = enter(stage).await;
    let prepared = stage.launch(Launch { hibernation: true, ..Launch::named("prepared") }).await;
    let plain = stage.launch(Launch::named("plain")).await;

    let both = [prepared.clone(), plain.clone()];
    let error = session.stop(&both, true).await.expect_err("one of them was not launched for it");
    assert_eq!(error.class, CloudErrorClass::CannotHibernate, "{error}");
    assert_eq!(error.instances, std::slice::from_ref(&plain));
    stage.settle().await;
    for id in &both {
        assert_eq!(state(&*session, id).await, MachineState::Running);
    }

    session.stop(&both[..1], true).await.expect("it was launched for it");
    stage.settle().await;
    assert_eq!(state(&*session, &prepared).await, MachineState::Stopped);
    session.start(&both[..1]).await.expect("a hibernated machine starts");
    stage.settle().await;
    assert_eq!(state(&*session, &prepared).await, MachineState::Running);
}

/// The wrong external id lets nobody in, and the refusal carries no secret.
pub async fn a_wrong_external_id_is_denied(stage: &dyn CloudStage) {
    let refused = stage.refused_access();
    let error = match stage.gateway().open(&refused, &stage.region()).await {
        Ok(_) => panic!("entered with a wrong external id"),
        Err(error) => error,
    };
    assert_eq!(error.class, CloudErrorClass::Denied, "{error}");
    for access in [stage.access(), refused] {
        let CloudAccess::Role { external_id, .. } = access else { panic!("a role") };
        assert!(!format!("{error} {error:?}").contains(external_id.expose()), "the external id is shown");
    }
    // A refusal must not stick to the role.
    enter(stage).await;
}
