//! Connecting an account and finding out whether it can be entered.

use powerdown_domain::{AccessKeys, TenantId};
use powerdown_engine::{
    Refusal, UseCaseError,
    clouds::{self, AccessRequest, ConnectCloud, Verified},
    ports::{AuditStore, CloudErrorClass, CloudStore, Job, Purpose},
    record::{AuditOutcome, HealthStatus, Writer},
};
use powerdown_testkit::cloud::Operation;

use crate::world::World;

#[tokio::test]
async fn a_role_is_verified_only_with_its_external_id() {
    let world = World::new();
    let cloud =
        clouds::connect(world.cloud_desk(), world.tenant, &world.actor(), world.request()).await.unwrap();
    assert!(world.outbox.jobs().is_empty(), "the role cannot know its external id yet");

    let Verified::Failed(reason) = clouds::verify(world.verifier(), world.tenant, cloud.id).await.unwrap()
    else {
        panic!("a role that does not exist cannot be assumed");
    };
    assert!(reason.contains("AccessDenied"), "{reason}");
    let failed = world.store.cloud(world.tenant, cloud.id).await.unwrap().unwrap();
    assert_eq!(failed.health.status, HealthStatus::Failed);
    assert_eq!(failed.health.reason, Some(reason));

    let external_id = clouds::external_id(&world.vault, &cloud).await.unwrap().unwrap();
    assert_eq!(external_id.expose().len(), 64);
    world.aws.trust(&world.role(), &external_id);
    assert_eq!(clouds::verify(world.verifier(), world.tenant, cloud.id).await.unwrap(), Verified::Healthy);
    assert!(matches!(world.outbox.take_jobs().as_slice(), [Job::ScanRegion { .. }]));
}

#[tokio::test]
async fn a_passing_fault_leaves_the_health_as_it_was() {
    let world = World::new();
    let cloud = world.connect().await;
    world.aws.fail_next(Operation::DescribeInstances, CloudErrorClass::Throttled);
    assert!(clouds::verify(world.verifier(), world.tenant, cloud.id).await.is_err());
    let stored = world.store.cloud(world.tenant, cloud.id).await.unwrap().unwrap();
    assert_eq!(stored.health.status, HealthStatus::Healthy);
}

#[tokio::test]
async fn an_account_is_connected_once_and_its_owner_hears_of_the_second_attempt() {
    let world = World::new();
    world.connect().await;
    let stranger = TenantId::from_parts(2, 2);
    let error =
        clouds::connect(world.cloud_desk(), stranger, &world.actor(), world.request()).await.unwrap_err();
    let UseCaseError::Refused(Refusal::Conflict(message)) = error else { panic!("{error:?}") };
    assert!(!message.contains(&world.tenant.to_string()));
    assert!(world.store.clouds(stranger).await.unwrap().is_empty(), "nothing half-written");

    let month = "2026-03-01".parse().unwrap();
    let trail =
        world.store.audit_entries(world.tenant, &Writer::Portal, month, None, 10).await.unwrap().items;
    let last = trail.last().unwrap();
    assert_eq!((last.action.as_str(), last.outcome), ("cloud.claim-refused", AuditOutcome::Denied));
    assert!(!last.detail.contains(&stranger.to_string()));
}

#[tokio::test]
async fn bad_requests_name_the_field() {
    let world = World::new();
    let refuse = async |change: &dyn Fn(&mut ConnectCloud)| {
        let mut request = world.request();
        change(&mut request);
        let error =
            clouds::connect(world.cloud_desk(), world.tenant, &world.actor(), request).await.unwrap_err();
        let UseCaseError::Refused(Refusal::Invalid { field, .. }) = error else { panic!("{error:?}") };
        field
    };
    assert_eq!(refuse(&|request| request.regions.clear()).await, "regions");
    assert_eq!(refuse(&|request| request.regions.push("us-east-1".parse().unwrap())).await, "regions[1]");
    let foreign = |request: &mut ConnectCloud| {
        request.access = AccessRequest::Role("arn:aws:iam::999999999999:role/x".parse().unwrap());
    };
    assert_eq!(refuse(&foreign).await, "access.role_arn");
    assert!(world.store.clouds(world.tenant).await.unwrap().is_empty());
}

#[tokio::test]
async fn access_keys_are_sealed_by_the_portal_and_opened_by_the_scheduler_alone() {
    let world = World::new();
    let keys =
        AccessKeys::parse("AKIAIOSFODNN7EXAMPLE".into(), "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY".into())
            .unwrap();
    world.aws.trust_keys(&world.account(), &keys);
    world.vault.allow_sealing_only(Purpose::CloudCredential);
    let request = ConnectCloud { access: AccessRequest::Keys(keys), ..world.request() };
    let cloud = clouds::connect(world.cloud_desk(), world.tenant, &world.actor(), request).await.unwrap();
    assert!(
        matches!(world.outbox.take_jobs().as_slice(), [Job::VerifyCloud { .. }]),
        "keys are verified at once"
    );
    assert!(!serde_json::to_string(&cloud).unwrap().contains("wJalr"));
    assert!(
        clouds::verify(world.verifier(), world.tenant, cloud.id).await.is_err(),
        "the portal cannot open them"
    );

    world.vault.allow(Purpose::CloudCredential);
    assert_eq!(clouds::verify(world.verifier(), world.tenant, cloud.id).await.unwrap(), Verified::Healthy);
}

#[tokio::test]
async fn another_tenants_cloud_is_as_good_as_none() {
    let world = World::new();
    let cloud = world.connect().await;
    let stranger = TenantId::from_parts(2, 2);
    let error = clouds::request_verification(world.cloud_desk(), stranger, &world.actor(), cloud.id).await;
    assert!(matches!(error, Err(UseCaseError::Refused(Refusal::NotFound("cloud")))));
}
