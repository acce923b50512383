//! Rotations as functions live through them, each with a cache of its own.

use powerdown_domain::EmailAddress;
use powerdown_engine::{
    Refusal, UseCaseError,
    keys::{KeyDesk, rotate},
    ports::MacKey,
};

use super::*;

impl World {
    pub(super) async fn rotate(&self, tenant: TenantId, purpose: Purpose) -> Result<u32, UseCaseError> {
        let maker = self.vault();
        let desk = KeyDesk { keys: &self.store, maker: &maker, audit: &self.store, clock: &*self.clock };
        rotate(desk, tenant, purpose).await
    }

    async fn rotate_signing(&self) -> Result<u32, UseCaseError> {
        self.rotate(TenantId::SYSTEM, Purpose::Session).await
    }
}

async fn signing(vault: &KmsVault) -> MacKey {
    vault.mac_key(MacPurpose::SessionSigning).await.unwrap()
}

async fn counts(vault: &KmsVault, key: &MacKey) -> bool {
    let found = vault.mac_key_named(MacPurpose::SessionSigning, &key.id).await.unwrap();
    found.is_some_and(|found| found.bytes == key.bytes)
}

/// Three functions whose caches end at different times, a token a minute from each, and two rotations
/// as close together as may be: every token works everywhere for its ten minutes.
#[tokio::test]
async fn no_token_fails_while_keys_rotate() {
    let world = World::new();
    let functions = [world.vault(), world.vault(), world.vault()];
    let mut tokens: Vec<(i64, MacKey)> = Vec::new();
    let mut names = Vec::new();
    for minute in 0..120 {
        if minute == 20 || minute == 50 {
            world.rotate_signing().await.unwrap();
        }
        for (number, function) in functions.iter().enumerate() {
            // The second and third look for the first time a minute or two later.
            if minute >= number as i64 {
                let key = signing(function).await;
                names.push(key.id.clone());
                tokens.push((minute, key));
            }
        }
        tokens.retain(|(signed, _)| minute - signed < 10);
        for (signed, key) in &tokens {
            for function in &functions {
                assert!(counts(function, key).await, "{} of minute {signed} at minute {minute}", key.id);
            }
        }
        world.clock.advance(SignedDuration::from_mins(1));
    }
    names.dedup();
    let names: std::collections::BTreeSet<_> = names.into_iter().collect();
    assert_eq!(names.len(), 3, "all three keys have signed: {names:?}");
}

#[tokio::test]
async fn a_new_signing_key_waits_until_everybody_knows_it() {
    let world = World::new();
    let first = signing(&world.vault()).await;
    world.rotate_signing().await.unwrap();
    assert_eq!(signing(&world.vault()).await.id, first.id);
    world.clock.advance(SignedDuration::from_secs(359));
    assert_eq!(signing(&world.vault()).await.id, "session-signing-1");
    world.clock.advance(SignedDuration::from_secs(1));
    let second = signing(&world.vault()).await;
    assert_eq!(second.id, "session-signing-2");
    assert_ne!(second.bytes, first.bytes);

    // The one before goes when nothing it signed can be alive.
    world.clock.advance(SignedDuration::from_mins(24) - SignedDuration::from_secs(1));
    assert!(counts(&world.vault(), &first).await);
    world.clock.advance(SignedDuration::from_secs(1));
    assert!(!counts(&world.vault(), &first).await);
    assert!(counts(&world.vault(), &second).await);
}

#[tokio::test]
async fn a_name_somebody_made_up_is_no_key_and_costs_no_call() {
    let world = World::new();
    let vault = world.vault();
    signing(&vault).await;
    let (reads, unwrapped) = (world.store.reads(), world.unwrapped());
    for name in ["", "session-signing-0", "session-signing-2", "session-signing-01", "password-prehash-1"] {
        assert!(vault.mac_key_named(MacPurpose::SessionSigning, name).await.unwrap().is_none(), "{name}");
    }
    assert_eq!((world.store.reads(), world.unwrapped()), (reads, unwrapped));
    let prehash = vault.mac_key(MacPurpose::PasswordPrehash).await.unwrap();
    let named = vault.mac_key_named(MacPurpose::PasswordPrehash, &prehash.id).await.unwrap().unwrap();
    assert_eq!(named.bytes, prehash.bytes);
}

#[tokio::test]
async fn two_rotations_lie_half_an_hour_apart() {
    let world = World::new();
    assert_eq!(world.rotate_signing().await.unwrap(), 0, "nothing to rotate before the first use");
    signing(&world.vault()).await;
    assert_eq!(world.rotate_signing().await.unwrap(), 2);
    world.clock.advance(SignedDuration::from_mins(30) - SignedDuration::from_secs(1));
    let refused = world.rotate_signing().await;
    assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::Conflict(_)))), "{refused:?}");
    world.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(world.rotate_signing().await.unwrap(), 3);
}

#[tokio::test]
async fn what_lies_under_an_older_key_is_sealed_again_and_nothing_else() {
    let world = World::new();
    let place = home(Purpose::Pii);
    let sealed = world.vault().seal(place, b"x").await.unwrap();
    let email = EmailAddress::try_from("ada@example.com".to_owned()).unwrap();
    let index = world.vault().blind_index(&email).await.unwrap();
    assert_eq!(world.vault().reseal(place, &sealed).await.unwrap(), None);
    world.rotate(place.tenant, Purpose::Pii).await.unwrap();

    let vault = world.vault();
    let again = vault.reseal(place, &sealed).await.unwrap().unwrap();
    assert!(again.0.starts_with("pd1.d.2."));
    assert_eq!(&*vault.open(place, &again).await.unwrap(), b"x");
    assert_eq!(vault.reseal(place, &again).await.unwrap(), None);
    assert_eq!(vault.blind_index(&email).await.unwrap(), index);
    let elsewhere = Binding { id: "cld_2", ..place };
    assert!(matches!(vault.reseal(elsewhere, &sealed).await, Err(VaultError::DoesNotOpen)));

    let credential = vault.seal(home(Purpose::CloudCredential), b"x").await.unwrap();
    assert_eq!(vault.reseal(home(Purpose::CloudCredential), &credential).await.unwrap(), None);
}
