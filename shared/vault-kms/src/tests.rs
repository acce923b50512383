//! The vault over a key service in memory: the contract, and what only this adapter promises.

mod rotation;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use async_trait::async_trait;
use aws_lc_rs::digest;
use jiff::SignedDuration;
use powerdown_domain::{EmailAddress, TenantId};
use powerdown_engine::ports::{
    Binding, Ciphertext, Clock, DataKeyRecord, DataKeyStore, MacPurpose, Purpose, Vault, VaultError,
};
use powerdown_testkit::{ambient::ManualClock, contract, store::MemoryStore};
use proptest::prelude::*;
use zeroize::Zeroizing;

use crate::{
    KmsVault,
    kms::{Generated, KeyService},
};

/// Wraps by putting a digest of key and context before the key itself.
#[derive(Default)]
struct FakeKms {
    generated: AtomicU32,
    unwrapped: AtomicU32,
    may_not_unwrap: AtomicBool,
    /// Runs before a key is generated.
    meanwhile: Mutex<Option<(MemoryStore, DataKeyRecord)>>,
}

fn wrap(tenant: TenantId, purpose: Purpose, key: &[u8]) -> Vec<u8> {
    let context = format!("{tenant} {} ", purpose.as_str());
    let digest = digest::digest(&digest::SHA256, &[context.as_bytes(), key].concat());
    [digest.as_ref(), key].concat()
}

#[async_trait]
impl KeyService for FakeKms {
    async fn generate(&self, tenant: TenantId, purpose: Purpose) -> Result<Generated, VaultError> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some((store, record)) = meanwhile {
            store.put_data_key(tenant, purpose, &record).await.unwrap();
        }
        let number = self.generated.fetch_add(1, Ordering::Relaxed);
        let key = digest::digest(&digest::SHA256, &number.to_be_bytes()).as_ref().to_vec();
        Ok(Generated { wrapped: wrap(tenant, purpose, &key), key: Zeroizing::new(key) })
    }

    async fn make(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<u8>, VaultError> {
        Ok(self.generate(tenant, purpose).await?.wrapped)
    }

    async fn unwrap(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        if self.may_not_unwrap.load(Ordering::Relaxed) {
            return Err(VaultError::Denied(purpose));
        }
        self.unwrapped.fetch_add(1, Ordering::Relaxed);
        let key = wrapped.get(32..).ok_or(VaultError::DoesNotOpen)?;
        if wrap(tenant, purpose, key) != wrapped {
            return Err(VaultError::DoesNotOpen);
        }
        Ok(Zeroizing::new(key.to_vec()))
    }
}

struct World {
    kms: Arc<FakeKms>,
    store: MemoryStore,
    clock: Arc<ManualClock>,
}

impl World {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        Self { kms: Arc::default(), store: MemoryStore::new(), clock }
    }

    /// A vault with an empty cache, as another function has it.
    fn vault(&self) -> KmsVault {
        let (kms, clock) = (Arc::clone(&self.kms), Arc::clone(&self.clock));
        KmsVault::over(kms, Arc::new(self.store.clone()), clock)
    }

    fn unwrapped(&self) -> u32 {
        self.kms.unwrapped.load(Ordering::Relaxed)
    }
}

fn home(purpose: Purpose) -> Binding<'static> {
    Binding { tenant: TenantId::from_parts(1, 1), purpose, entity: "cloud", id: "cld_1", field: "x" }
}

#[tokio::test]
async fn the_vault_keeps_the_contract() {
    let world = World::new();
    contract::vault::binds_and_detects_changes(&world.vault(), Purpose::Pii).await;
    contract::vault::binds_and_detects_changes(&world.vault(), Purpose::CloudCredential).await;
    contract::vault::keyed_values_are_stable_and_apart(&world.vault(), &world.vault()).await;
}

#[tokio::test]
async fn every_sealed_field_keeps_the_contract() {
    let world = World::new();
    contract::sealed::every_kind_opens_in_its_own_place_alone(&world.vault()).await;
    contract::sealed::one_changed_bit_never_opens(&world.vault()).await;
    let rotate = async |tenant| {
        world.rotate(tenant, Purpose::Pii).await.unwrap();
    };
    contract::sealed::every_kind_outlives_a_rotation(&world.vault(), rotate, &world.vault()).await;
}

#[tokio::test]
async fn the_portal_seals_credentials_that_it_cannot_open() {
    let world = World::new();
    let portal = World { kms: Arc::default(), store: world.store.clone(), clock: Arc::clone(&world.clock) };
    portal.kms.may_not_unwrap.store(true, Ordering::Relaxed);
    contract::vault::seals_what_only_another_opens(&portal.vault(), &world.vault()).await;
}

#[tokio::test]
async fn a_data_key_is_made_once_and_asked_for_once_in_five_minutes() {
    let world = World::new();
    let vault = world.vault();
    let sealed = vault.seal(home(Purpose::Pii), b"x").await.unwrap();
    vault.open(home(Purpose::Pii), &sealed).await.unwrap();
    assert_eq!((world.kms.generated.load(Ordering::Relaxed), world.unwrapped()), (1, 0));

    world.clock.advance(SignedDuration::from_secs(299));
    vault.open(home(Purpose::Pii), &sealed).await.unwrap();
    assert_eq!(world.unwrapped(), 0);
    world.clock.advance(SignedDuration::from_secs(1));
    vault.open(home(Purpose::Pii), &sealed).await.unwrap();
    vault.seal(home(Purpose::Pii), b"y").await.unwrap();
    vault.open(home(Purpose::Pii), &sealed).await.unwrap();
    assert_eq!((world.kms.generated.load(Ordering::Relaxed), world.unwrapped()), (1, 1));
}

#[tokio::test]
async fn the_slower_of_two_first_uses_takes_the_other_ones_key() {
    let world = World::new();
    let key = wrap(home(Purpose::Pii).tenant, Purpose::Pii, &[3; 32]);
    let record = DataKeyRecord { number: 1, wrapped: key, created_at: world.clock.now() };
    *world.kms.meanwhile.lock().unwrap() = Some((world.store.clone(), record));
    let sealed = world.vault().seal(home(Purpose::Pii), b"x").await.unwrap();
    assert_eq!(&*world.vault().open(home(Purpose::Pii), &sealed).await.unwrap(), b"x");
}

#[tokio::test]
async fn a_new_data_key_seals_and_the_old_one_still_opens() {
    let world = World::new();
    let tenant = TenantId::SYSTEM;
    let email = EmailAddress::try_from("ada@example.com".to_owned()).unwrap();
    let before = world.vault();
    let sealed = before.seal(Binding { tenant, ..home(Purpose::Pii) }, b"x").await.unwrap();
    let index = before.blind_index(&email).await.unwrap();
    let prehash = before.mac_key(MacPurpose::PasswordPrehash).await.unwrap();
    let wrapped = wrap(tenant, Purpose::Pii, &[4; 32]);
    let record = DataKeyRecord { number: 2, wrapped, created_at: world.clock.now() };
    world.store.put_data_key(tenant, Purpose::Pii, &record).await.unwrap();

    let after = world.vault();
    assert_eq!(&*after.open(Binding { tenant, ..home(Purpose::Pii) }, &sealed).await.unwrap(), b"x");
    let newer = after.seal(Binding { tenant, ..home(Purpose::Pii) }, b"x").await.unwrap();
    assert!(sealed.0.starts_with("pd1.d.1.") && newer.0.starts_with("pd1.d.2."));
    assert_eq!(after.blind_index(&email).await.unwrap(), index);
    assert_eq!(after.mac_key(MacPurpose::PasswordPrehash).await.unwrap().bytes, prehash.bytes);
}

#[tokio::test]
async fn each_credential_has_a_key_of_its_own_and_no_other_kind_is_accepted() {
    let world = World::new();
    let vault = world.vault();
    let place = home(Purpose::CloudCredential);
    let (one, two) = (vault.seal(place, b"x").await.unwrap(), vault.seal(place, b"x").await.unwrap());
    let wrapped = |sealed: &Ciphertext| sealed.0.split('.').nth(2).map(str::to_owned);
    assert!(one.0.starts_with("pd1.w.") && wrapped(&one) != wrapped(&two));
    assert!(world.store.newest_data_key(place.tenant, place.purpose).await.unwrap().is_none());

    let pii = vault.seal(home(Purpose::Pii), b"x").await.unwrap();
    for (place, sealed) in [(place, pii), (home(Purpose::Pii), one)] {
        assert!(matches!(vault.open(place, &sealed).await, Err(VaultError::DoesNotOpen)));
    }
}

#[tokio::test]
async fn a_damaged_data_key_is_our_fault_and_opens_nothing() {
    let world = World::new();
    let sealed = world.vault().seal(home(Purpose::Pii), b"x").await.unwrap();
    let other = World { store: MemoryStore::new(), ..world };
    let record = DataKeyRecord { number: 1, wrapped: vec![0; 64], created_at: other.clock.now() };
    other.store.put_data_key(home(Purpose::Pii).tenant, Purpose::Pii, &record).await.unwrap();
    let vault = other.vault();
    assert!(matches!(vault.seal(home(Purpose::Pii), b"x").await, Err(VaultError::Unavailable(_))));
    assert!(matches!(vault.open(home(Purpose::Pii), &sealed).await, Err(VaultError::DoesNotOpen)));
}

proptest! {
    /// Replaced, put in, left out or cut off: an edited ciphertext never opens, nor is it sealed again.
    #[test]
    fn an_edited_ciphertext_never_opens(
        plaintext in prop::collection::vec(any::<u8>(), 0..40),
        place in any::<usize>(),
        with in "[A-Za-z0-9_.-]",
        how in 0..4_u8,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let vault = World::new().vault();
        let place_of = home(Purpose::Pii);
        let sealed = runtime.block_on(vault.seal(place_of, &plaintext)).unwrap();
        let mut text = sealed.0.clone();
        let place = place % text.len();
        match how {
            0 => text.replace_range(place..=place, &with),
            1 => text.insert_str(place, &with),
            2 => drop(text.remove(place)),
            _ => text.truncate(place),
        }
        prop_assume!(text != sealed.0);
        let edited = Ciphertext(text);
        prop_assert!(matches!(runtime.block_on(vault.open(place_of, &edited)), Err(VaultError::DoesNotOpen)));
        let again = runtime.block_on(vault.reseal(place_of, &edited));
        prop_assert!(matches!(again, Err(VaultError::DoesNotOpen) | Ok(None)));
    }

    #[test]
    fn no_text_makes_the_vault_panic(text in "(pd1|x)\\.[dw]\\.[0-9A-Za-z_-]{0,60}(\\.\\PC{0,60})?|\\PC{0,80}") {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let vault = World::new().vault();
        for purpose in [Purpose::Pii, Purpose::CloudCredential] {
            let opened = runtime.block_on(vault.open(home(purpose), &Ciphertext(text.clone())));
            prop_assert!(matches!(opened, Err(VaultError::DoesNotOpen)));
        }
    }
}
