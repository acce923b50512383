//! Rotating keys and sealing again, over the fakes.

use jiff::SignedDuration;
use powerdown_domain::{EmailAddress, Reach, TenantId, TotpSeed, UserId};
use powerdown_engine::{
    Refusal, Sealed, UseCaseError, clouds,
    keys::{
        KeyDesk, KeyKind, KeyUpkeep, PII_KEYS_LAST, ResealDesk, ResealReport, SESSION_KEYS_LAST, ages,
        reseal, rotate_all, rotate_due,
    },
    ports::{
        AccountStore, BlindIndex, CloudStore, DataKeyRecord, DataKeyStore, PasswordHash, Purpose,
        UpkeepStore, VaultError,
    },
    record::{Access, Cloud, Membership, Role, SecondFactor, Tenant, User, Writer},
};

use crate::world::{World, name};

impl World {
    fn key_upkeep(&self) -> KeyUpkeep<'_> {
        let desk = KeyDesk { keys: &self.store, maker: &self.vault, audit: &self.store, clock: &*self.clock };
        KeyUpkeep { desk, upkeep: &self.store }
    }

    fn reseal_desk(&self) -> ResealDesk<'_> {
        ResealDesk {
            upkeep: &self.store,
            accounts: &self.store,
            clouds: &self.store,
            vault: &self.vault,
            clock: &*self.clock,
        }
    }

    async fn reseal(&self) -> ResealReport {
        reseal(self.reseal_desk(), self.now() + SignedDuration::from_mins(5)).await.unwrap()
    }

    /// The first key of a tenant and purpose, made now.
    async fn first_key(&self, tenant: TenantId, purpose: Purpose) {
        let record = DataKeyRecord { number: 1, wrapped: vec![1; 64], created_at: self.now() };
        self.store.put_data_key(tenant, purpose, &record).await.unwrap();
    }

    async fn newest(&self, tenant: TenantId, purpose: Purpose) -> u32 {
        self.store.newest_data_key(tenant, purpose).await.unwrap().unwrap().number
    }

    async fn person_named(&self, number: u128) -> UserId {
        let id = UserId::from_parts(9, number);
        let email = EmailAddress::try_from(format!("p{number}@example.com")).unwrap();
        let email = Sealed::seal(&self.vault, TenantId::SYSTEM, &id.to_string(), &email).await.unwrap();
        let tenant = Tenant {
            id: TenantId::from_parts(9, number),
            name: name("Acme"),
            zone: "UTC".to_owned(),
            created_at: self.now(),
            rev: 0,
        };
        let password = PasswordHash("x".to_owned());
        let seed = TotpSeed::new(zeroize::Zeroizing::new([number as u8; TotpSeed::BYTES]));
        let seed = Sealed::seal(&self.vault, TenantId::SYSTEM, &id.to_string(), &seed).await.unwrap();
        let factor = SecondFactor { seed, since: None, last_step: 0, recovery: vec![] };
        let user = User {
            id,
            email,
            password,
            verified_at: None,
            created_at: self.now(),
            epoch: 0,
            second_factor: Some(factor).filter(|_| number.is_multiple_of(2)),
            rev: 0,
        };
        let membership = Membership {
            tenant: tenant.id,
            user: id,
            role: Role::Owner,
            reach: Reach::Everything,
            since: self.now(),
            rev: 0,
        };
        let index = BlindIndex(format!("index {number}"));
        self.store.create_account(&tenant, &user, &membership, &index).await.unwrap();
        id
    }
}

#[tokio::test]
async fn keys_are_rotated_when_their_time_has_come() {
    let world = World::new();
    world.first_key(TenantId::SYSTEM, Purpose::Session).await;
    world.first_key(world.tenant, Purpose::Pii).await;
    let none = rotate_due(world.key_upkeep()).await.unwrap();
    assert_eq!((none.session_keys_rotated, none.pii_keys_rotated), (0, 0));

    world.clock.advance(SESSION_KEYS_LAST - SignedDuration::from_secs(1));
    assert_eq!(rotate_due(world.key_upkeep()).await.unwrap().session_keys_rotated, 0);
    world.clock.advance(SignedDuration::from_secs(1));
    let (reads, later) = (world.store.reads(), rotate_due(world.key_upkeep()).await.unwrap());
    assert_eq!((later.session_keys_rotated, world.store.reads()), (0, reads + 1), "one look a day");
    world.clock.advance(SignedDuration::from_hours(24));
    let report = rotate_due(world.key_upkeep()).await.unwrap();
    assert_eq!((report.session_keys_rotated, report.pii_keys_rotated), (1, 0));
    assert_eq!(world.newest(TenantId::SYSTEM, Purpose::Session).await, 2);

    world.clock.advance(PII_KEYS_LAST);
    let report = rotate_due(world.key_upkeep()).await.unwrap();
    assert_eq!((report.session_keys_rotated, report.pii_keys_rotated), (1, 1));
    assert_eq!(world.newest(world.tenant, Purpose::Pii).await, 2);
    let month = "2027-04-01".parse().unwrap();
    let entries = powerdown_engine::ports::AuditStore::audit_entries(
        &world.store,
        world.tenant,
        &Writer::Portal,
        month,
        None,
        10,
    );
    let entry = entries.await.unwrap().items.pop().unwrap();
    assert_eq!((entry.action.as_str(), entry.subjects[0].as_str()), ("key.rotate", "pii-2"));
}

#[tokio::test]
async fn on_demand_all_keys_of_a_purpose_are_rotated() {
    let world = World::new();
    world.first_key(TenantId::SYSTEM, Purpose::Session).await;
    let tenants: Vec<TenantId> = (1..=12).map(|number| TenantId::from_parts(3, number)).collect();
    for tenant in &tenants {
        world.first_key(*tenant, Purpose::Pii).await;
    }
    assert_eq!(rotate_all(world.key_upkeep(), Purpose::Session).await.unwrap().session_keys_rotated, 1);
    let again = rotate_all(world.key_upkeep(), Purpose::Session).await;
    assert!(matches!(again, Err(UseCaseError::Refused(Refusal::Conflict(_)))), "{again:?}");
    world.clock.advance(SignedDuration::from_mins(30));
    rotate_all(world.key_upkeep(), Purpose::Session).await.unwrap();
    assert_eq!(world.newest(TenantId::SYSTEM, Purpose::Session).await, 3);

    assert_eq!(rotate_all(world.key_upkeep(), Purpose::Pii).await.unwrap().pii_keys_rotated, 12);
    // Asked for twice: what was to happen has happened.
    assert_eq!(rotate_all(world.key_upkeep(), Purpose::Pii).await.unwrap().pii_keys_rotated, 0);
    for tenant in tenants {
        assert_eq!(world.newest(tenant, Purpose::Pii).await, 2);
    }
}

#[tokio::test]
async fn a_fault_in_between_leaves_a_rotation_that_is_taken_up_again() {
    let world = World::new();
    for number in 1..=3 {
        world.first_key(TenantId::from_parts(3, number), Purpose::Pii).await;
    }
    world.vault.fail_next(1);
    let failed = rotate_all(world.key_upkeep(), Purpose::Pii).await;
    assert!(matches!(failed, Err(UseCaseError::Vault(VaultError::Unavailable(_)))));
    assert!(world.store.progress("reseal").await.unwrap().is_some(), "the walk was asked for first");
    assert_eq!(rotate_all(world.key_upkeep(), Purpose::Pii).await.unwrap().pii_keys_rotated, 3);
}

#[tokio::test]
async fn everything_is_sealed_again_and_opens_as_before() {
    let world = World::new();
    let cloud = world.connect().await;
    let people = [world.person_named(1).await, world.person_named(2).await];
    let external_id = clouds::external_id(&world.vault, &cloud).await.unwrap().unwrap();
    world.first_key(TenantId::SYSTEM, Purpose::Pii).await;
    assert_eq!(world.reseal().await, ResealReport::default(), "nothing was asked for");

    rotate_all(world.key_upkeep(), Purpose::Pii).await.unwrap();
    world.vault.rotate_data_keys();
    let waiting = world.reseal().await;
    assert_eq!((waiting.resealed, waiting.goes_on), (0, true), "until every function knows the new key");
    world.clock.advance(SignedDuration::from_mins(10));
    let report = world.reseal().await;
    assert_eq!((report.resealed, report.overtaken, report.unopened, report.goes_on), (3, 0, 0, false));

    let stored: Cloud = world.store.cloud(cloud.tenant, cloud.id).await.unwrap().unwrap();
    assert_ne!(stored.access, cloud.access);
    let again = clouds::external_id(&world.vault, &stored).await.unwrap().unwrap();
    assert_eq!(again.expose(), external_id.expose());
    for (number, id) in people.iter().enumerate() {
        let user = world.store.user(*id).await.unwrap().unwrap();
        let email = user.email.open(&world.vault, TenantId::SYSTEM, &id.to_string()).await.unwrap();
        assert_eq!(email.expose(), format!("p{}@example.com", number + 1));
        let Some(factor) = user.second_factor else { continue };
        let seed = factor.seed.open(&world.vault, TenantId::SYSTEM, &id.to_string()).await.unwrap();
        assert_eq!(*seed.expose(), [number as u8 + 1; TotpSeed::BYTES]);
        assert_eq!(factor.seed.reseal(&world.vault, TenantId::SYSTEM, &id.to_string()).await.unwrap(), None);
    }
    assert_eq!(world.reseal().await, ResealReport::default(), "the walk is over");
}

#[tokio::test]
async fn the_walk_goes_on_where_its_time_ran_out() {
    let world = World::new();
    for number in 1..=25 {
        world.person_named(number).await;
    }
    world.first_key(TenantId::SYSTEM, Purpose::Pii).await;
    rotate_all(world.key_upkeep(), Purpose::Pii).await.unwrap();
    world.vault.rotate_data_keys();
    world.clock.advance(SignedDuration::from_mins(10));
    // No time at all: nothing is lost.
    let none = reseal(world.reseal_desk(), world.now()).await.unwrap();
    assert_eq!((none.resealed, none.goes_on), (0, true));
    // The key service fails in the middle of the second page.
    let progress = world.store.progress("reseal").await.unwrap().unwrap();
    let first = world.store.sealed_records(None).await.unwrap();
    world
        .store
        .put_progress("reseal", &powerdown_engine::record::Progress { position: first.next, ..progress })
        .await
        .unwrap();
    world.vault.fail_next(1);
    assert!(reseal(world.reseal_desk(), world.now() + SignedDuration::from_mins(1)).await.is_err());
    assert_eq!(world.reseal().await.resealed, 15, "all behind the mark");
}

#[tokio::test]
async fn a_value_that_does_not_open_stays_and_stops_nobody() {
    let world = World::new();
    let (one, other) = (world.person_named(1).await, world.person_named(2).await);
    let (a, b) =
        (world.store.user(one).await.unwrap().unwrap(), world.store.user(other).await.unwrap().unwrap());
    world.store.update_user(&User { email: b.email.clone(), ..a }).await.unwrap();
    world.first_key(TenantId::SYSTEM, Purpose::Pii).await;
    rotate_all(world.key_upkeep(), Purpose::Pii).await.unwrap();
    world.vault.rotate_data_keys();
    world.clock.advance(SignedDuration::from_mins(10));
    let report = world.reseal().await;
    assert_eq!((report.resealed, report.unopened, report.goes_on), (1, 1, false));
    assert_eq!(world.store.user(one).await.unwrap().unwrap().email, b.email);
}

#[tokio::test]
async fn access_keys_have_a_data_key_of_their_own_and_stay() {
    let world = World::new();
    let cloud = world.connect().await;
    let keys =
        powerdown_domain::AccessKeys::parse("AKIAIOSFODNN7EXAMPLE".to_owned(), "s".repeat(40)).unwrap();
    let sealed = Sealed::seal(&world.vault, cloud.tenant, &cloud.id.to_string(), &keys).await.unwrap();
    let access = Access::Keys { hint: "MPLE".to_owned(), keys: sealed };
    let cloud = world.store.cloud(cloud.tenant, cloud.id).await.unwrap().unwrap();
    world.store.update_cloud(&Cloud { access: access.clone(), ..cloud.clone() }).await.unwrap();
    world.first_key(cloud.tenant, Purpose::Pii).await;
    rotate_all(world.key_upkeep(), Purpose::Pii).await.unwrap();
    world.vault.rotate_data_keys();
    world.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(world.reseal().await.resealed, 0);
    assert_eq!(world.store.cloud(cloud.tenant, cloud.id).await.unwrap().unwrap().access, access);
}

#[tokio::test]
async fn ages_show_what_is_in_use_and_when_it_goes() {
    let world = World::new();
    assert_eq!(ages(&world.store, world.tenant, world.now()).await.unwrap(), []);
    let made = world.now();
    world.first_key(TenantId::SYSTEM, Purpose::Session).await;
    world.first_key(world.tenant, Purpose::Pii).await;
    world.clock.advance(SignedDuration::from_hours(24));
    rotate_all(world.key_upkeep(), Purpose::Session).await.unwrap();
    let shown = ages(&world.store, world.tenant, world.now()).await.unwrap();
    let shown: Vec<_> =
        shown.iter().map(|age| (age.kind, age.number, age.created_at, age.rotates_at)).collect();
    let rotated = world.now();
    let wanted = [
        (KeyKind::SessionSigning, 2, rotated, Some(rotated + SESSION_KEYS_LAST)),
        (KeyKind::SessionSigning, 1, made, None),
        (KeyKind::Company, 1, made, Some(made + PII_KEYS_LAST)),
    ];
    assert_eq!(shown, wanted);
    world.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(
        ages(&world.store, world.tenant, world.now()).await.unwrap().len(),
        2,
        "the one before is gone"
    );
}
