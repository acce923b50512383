//! That a secret is opened is in the trail before it is, and not once for every order.

use jiff::SignedDuration;
use powerdown_domain::AccessKeys;
use powerdown_engine::{
    clouds::{self, AccessRequest, ChangeCloud, ConnectCloud, Verified},
    inventory,
    ports::{CloudStore, Purpose},
    record::{Access, Actor, AuditOutcome, Cloud, Writer},
};
use powerdown_testkit::cloud::Launch;

use crate::world::{World, name, selector};

impl World {
    /// What the trail says of openings, oldest first.
    async fn openings(&self, cloud: &Cloud) -> Vec<String> {
        let trail = self.trail(&Writer::Scheduler(cloud.id, self.region())).await;
        let openings = trail.into_iter().filter(|entry| entry.action == "cloud.credential-open");
        openings
            .map(|entry| {
                assert_eq!((entry.actor, entry.outcome), (Actor::System, AuditOutcome::Done));
                assert_eq!(entry.subjects, [cloud.id.to_string()]);
                entry.detail
            })
            .collect()
    }
}

const VERIFICATION: &str = "external id, for verification; said once a day";
const INVENTORY: &str = "external id, for inventory; said once a day";
const ORDERS: &str = "external id, for orders; said once an hour";

#[tokio::test]
async fn each_errand_is_written_down_and_not_each_time() {
    let world = World::new();
    world.launch(Launch::named("web").tagged("env", "dev"));
    let cloud = world.connect().await;
    assert_eq!(world.openings(&cloud).await, [VERIFICATION]);
    for _ in 0..3 {
        inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.unwrap();
    }
    assert_eq!(world.openings(&cloud).await, [VERIFICATION, INVENTORY]);

    // Ten minutes of starting and stopping, and again an hour later.
    let windows = "mon 12:02-mon 12:03, mon 12:05-mon 12:06, mon 13:20-mon 13:21";
    world.schedule("often", windows, vec![selector(10, "env", "dev")]).await;
    for _ in 0..10 {
        world.minute().await;
        world.step().await;
    }
    assert!(world.vault.opened(Purpose::Pii) > 5);
    assert_eq!(world.openings(&cloud).await, [VERIFICATION, INVENTORY, ORDERS]);
    world.minute_at("2026-03-02T13:20:00Z").await;
    assert_eq!(world.openings(&cloud).await, [VERIFICATION, INVENTORY, ORDERS, ORDERS]);

    world.clock.advance(SignedDuration::from_hours(24));
    inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.unwrap();
    assert_eq!(world.openings(&cloud).await[4..], [INVENTORY]);
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_opened() {
    let world = World::new();
    let machine = world.launch(Launch::named("web").tagged("env", "dev"));
    let keys =
        AccessKeys::parse("AKIAIOSFODNN7EXAMPLE".into(), "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY".into())
            .unwrap();
    world.aws.trust_keys(&world.account(), &keys);
    let request = ConnectCloud { access: AccessRequest::Keys(keys), ..world.request() };
    let cloud = clouds::connect(world.cloud_desk(), world.tenant, &world.actor(), request).await.unwrap();
    world.store.fail_audit(true);
    assert!(clouds::verify(world.verifier(), world.tenant, cloud.id).await.is_err());
    assert!(inventory::scan(world.scanner(), world.tenant, cloud.id, &world.region()).await.is_err());
    assert_eq!(world.vault.opened(Purpose::CloudCredential), 0);
    assert_eq!(world.aws.calls(), []);

    world.store.fail_audit(false);
    assert_eq!(clouds::verify(world.verifier(), world.tenant, cloud.id).await.unwrap(), Verified::Healthy);
    assert_eq!(world.openings(&cloud).await, ["access keys, for verification; said once a day"]);
    world.schedule("days", "mon 08:00-mon 12:30", vec![selector(10, "env", "dev")]).await;
    world.run_jobs().await;
    world.minute().await;
    let before = (world.vault.opened(Purpose::CloudCredential), world.machine(cloud.id, &machine).await);
    world.clock.set("2026-03-02T12:30:00Z".parse().unwrap());
    world.tick().await;
    world.store.fail_audit(true);
    for order in world.outbox.take_orders() {
        powerdown_engine::scheduling::execute(world.order_desk(), &order).await.unwrap_err();
    }
    assert_eq!(
        (world.vault.opened(Purpose::CloudCredential), world.machine(cloud.id, &machine).await),
        before
    );
}

#[tokio::test]
async fn another_role_keeps_the_external_id_without_its_being_opened() {
    let world = World::new();
    let cloud = world.connect().await;
    let stored = world.store.cloud(world.tenant, cloud.id).await.unwrap().unwrap();
    let opened = world.vault.opened(Purpose::Pii);
    let role = "arn:aws:iam::222222222222:role/Another".parse().unwrap();
    let change = ChangeCloud {
        name: name("dev"),
        regions: vec![world.region()],
        access: Some(AccessRequest::Role(role)),
    };
    let (desk, actor) = (world.cloud_desk(), world.actor());
    let changed = clouds::update(desk, world.tenant, &actor, cloud.id, stored.rev, change).await.unwrap();
    assert_eq!(world.vault.opened(Purpose::Pii), opened);
    let (Access::Role { external_id: before, .. }, Access::Role { external_id: after, .. }) =
        (&stored.access, &changed.access)
    else {
        panic!("both are roles");
    };
    assert_eq!(after, before);
    clouds::external_id(&world.vault, &changed).await.unwrap().unwrap();
}
