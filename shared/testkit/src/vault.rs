//! A vault with honest manners and toy cryptography: it binds, detects changes and denies like the
//! real one, but its keys are known to everybody.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use powerdown_domain::{EmailAddress, TenantId};
use powerdown_engine::ports::{
    Binding, BlindIndex, Ciphertext, KeyMaker, MacKey, MacPurpose, Purpose, Vault, VaultError,
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const PREFIX: &str = "fake1.";
const NONCE: usize = 8;
const TAG: usize = 32;

/// A [`Vault`] in memory. Two values sealed alike look different; a value opens only in its own place.
#[derive(Default)]
pub struct FakeVault {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    sealed: u64,
    opened: HashMap<Purpose, u64>,
    denied: HashSet<Purpose>,
    seal_only: HashSet<Purpose>,
    failures: usize,
    /// How many values had been sealed when the data keys were rotated last.
    sealed_before: u64,
    /// Rotations of the signing key.
    rotations: u32,
    /// Whether the newest signing key is known to everybody, so that it signs.
    unsettled: bool,
}

enum Use {
    Seal,
    Open,
}

impl FakeVault {
    /// A vault that allows everything. All fake vaults share their key, as functions of one stage do.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forbids every use of a purpose's key from now on.
    pub fn deny(&self, purpose: Purpose) {
        self.lock().denied.insert(purpose);
    }

    /// Allows sealing with a purpose's key, but not opening: the portal and cloud credentials.
    pub fn allow_sealing_only(&self, purpose: Purpose) {
        let mut inside = self.lock();
        inside.denied.remove(&purpose);
        inside.seal_only.insert(purpose);
    }

    /// Allows every use of a purpose's key again.
    pub fn allow(&self, purpose: Purpose) {
        let mut inside = self.lock();
        inside.denied.remove(&purpose);
        inside.seal_only.remove(&purpose);
    }

    /// The next `n` calls answer [`VaultError::Unavailable`].
    pub fn fail_next(&self, n: usize) {
        self.lock().failures += n;
    }

    /// Rotates all data keys: what was sealed until now lies under an older key.
    pub fn rotate_data_keys(&self) {
        let mut inside = self.lock();
        inside.sealed_before = inside.sealed;
    }

    /// Begins a rotation of the signing key: the new one counts, and the one before still signs.
    pub fn begin_signing_rotation(&self) {
        let mut inside = self.lock();
        (inside.rotations, inside.unsettled) = (inside.rotations + 1, true);
    }

    /// Goes on with it: the newest signs, and the one before still counts.
    pub fn settle_signing_rotation(&self) {
        self.lock().unsettled = false;
    }

    /// How many values were opened with a purpose's key; refused attempts do not count.
    pub fn opened(&self, purpose: Purpose) -> u64 {
        self.lock().opened.get(&purpose).copied().unwrap_or(0)
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self, purpose: Purpose, use_: Use) -> Result<MutexGuard<'_, Inside>, VaultError> {
        let mut inside = self.lock();
        if inside.failures > 0 {
            inside.failures -= 1;
            return Err(VaultError::Unavailable("the test made it fail".into()));
        }
        let seal_only = matches!(use_, Use::Open) && inside.seal_only.contains(&purpose);
        if inside.denied.contains(&purpose) || seal_only {
            return Err(VaultError::Denied(purpose));
        }
        Ok(inside)
    }
}

fn numbered(label: &str, number: u32) -> MacKey {
    let bytes = if number == 1 { keyed(label, &[]) } else { keyed(label, &[&number.to_be_bytes()]) };
    MacKey { id: format!("{label}-{number}"), bytes: Zeroizing::new(bytes.to_vec()) }
}

/// A keyed hash over parts, each behind its length.
fn keyed(label: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix("a key that everybody knows");
    for part in std::iter::once(&label.as_bytes()).chain(parts) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

fn place(binding: &Binding<'_>) -> [u8; 32] {
    let tenant = binding.tenant.to_string();
    let parts = [
        tenant.as_bytes(),
        binding.purpose.as_str().as_bytes(),
        binding.entity.as_bytes(),
        binding.id.as_bytes(),
        binding.field.as_bytes(),
    ];
    keyed("place", &parts)
}

/// Encrypts or, applied again, decrypts.
fn stream(place: &[u8], nonce: &[u8], bytes: &mut [u8]) {
    for (number, chunk) in bytes.chunks_mut(32).enumerate() {
        let pad = keyed("stream", &[place, nonce, &(number as u64).to_be_bytes()]);
        for (byte, pad) in chunk.iter_mut().zip(pad) {
            *byte ^= pad;
        }
    }
}

#[async_trait]
impl KeyMaker for FakeVault {
    async fn make_data_key(&self, _: TenantId, purpose: Purpose) -> Result<Vec<u8>, VaultError> {
        drop(self.enter(purpose, Use::Seal)?);
        Ok(keyed("data key", &[purpose.as_str().as_bytes()]).to_vec())
    }
}

#[async_trait]
impl Vault for FakeVault {
    async fn seal(&self, binding: Binding<'_>, plaintext: &[u8]) -> Result<Ciphertext, VaultError> {
        let mut inside = self.enter(binding.purpose, Use::Seal)?;
        inside.sealed += 1;
        let place = place(&binding);
        let nonce = inside.sealed.to_be_bytes();
        let mut body = plaintext.to_vec();
        stream(&place, &nonce, &mut body);
        let tag = keyed("tag", &[&place, &nonce, &body]);
        Ok(Ciphertext(format!("{PREFIX}{}", hex::encode([&nonce[..], &body, &tag].concat()))))
    }

    async fn open(
        &self,
        binding: Binding<'_>,
        sealed: &Ciphertext,
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let mut inside = self.enter(binding.purpose, Use::Open)?;
        let hex_text = sealed.0.strip_prefix(PREFIX).ok_or(VaultError::DoesNotOpen)?;
        let bytes = hex::decode(hex_text).map_err(|_| VaultError::DoesNotOpen)?;
        // One value has one spelling, as in the real envelope.
        if bytes.len() < NONCE + TAG || hex::encode(&bytes) != hex_text {
            return Err(VaultError::DoesNotOpen);
        }
        let (nonce, rest) = bytes.split_at(NONCE);
        let (body, tag) = rest.split_at(rest.len() - TAG);
        let place = place(&binding);
        if keyed("tag", &[&place, nonce, body]) != tag {
            return Err(VaultError::DoesNotOpen);
        }
        let mut plaintext = Zeroizing::new(body.to_vec());
        stream(&place, nonce, &mut plaintext);
        *inside.opened.entry(binding.purpose).or_default() += 1;
        Ok(plaintext)
    }

    async fn blind_index(&self, email: &EmailAddress) -> Result<BlindIndex, VaultError> {
        drop(self.enter(Purpose::Pii, Use::Open)?);
        Ok(BlindIndex(hex::encode(keyed("blind index", &[email.expose().as_bytes()]))))
    }

    async fn mac_key(&self, purpose: MacPurpose) -> Result<MacKey, VaultError> {
        let (key, label) = match purpose {
            MacPurpose::SessionSigning => (Purpose::Session, "session-signing"),
            MacPurpose::PasswordPrehash => (Purpose::Pii, "password-prehash"),
            MacPurpose::SourceHash => (Purpose::Pii, "source-hash"),
            MacPurpose::CursorSigning => (Purpose::Pii, "cursor-signing"),
        };
        let inside = self.enter(key, Use::Open)?;
        let signs = 1 + inside.rotations - u32::from(inside.unsettled);
        Ok(numbered(label, if purpose == MacPurpose::SessionSigning { signs } else { 1 }))
    }

    async fn mac_key_named(&self, purpose: MacPurpose, id: &str) -> Result<Option<MacKey>, VaultError> {
        if purpose != MacPurpose::SessionSigning {
            return Ok(Some(self.mac_key(purpose).await?).filter(|key| key.id == id));
        }
        let newest = 1 + self.enter(Purpose::Session, Use::Open)?.rotations;
        let living = (newest.saturating_sub(1).max(1)..=newest).map(|n| numbered("session-signing", n));
        Ok(living.into_iter().find(|key| key.id == id))
    }

    async fn reseal(
        &self,
        binding: Binding<'_>,
        sealed: &Ciphertext,
    ) -> Result<Option<Ciphertext>, VaultError> {
        let plaintext = self.open(binding, sealed).await?;
        let nonce = sealed.0.get(PREFIX.len()..PREFIX.len() + 2 * NONCE);
        let number = nonce.and_then(|nonce| u64::from_str_radix(nonce, 16).ok()).unwrap_or_default();
        if binding.purpose == Purpose::CloudCredential || number > self.lock().sealed_before {
            return Ok(None);
        }
        self.seal(binding, &plaintext).await.map(Some)
    }
}

#[cfg(test)]
mod tests {
    use powerdown_domain::TenantId;
    use powerdown_engine::ports::{Binding, MacPurpose, Purpose, Vault, VaultError};

    use super::FakeVault;
    use crate::contract;

    #[tokio::test]
    async fn the_fake_vault_keeps_the_contract() {
        contract::vault::binds_and_detects_changes(&FakeVault::new(), Purpose::Pii).await;
        contract::vault::binds_and_detects_changes(&FakeVault::new(), Purpose::CloudCredential).await;
        contract::vault::keyed_values_are_stable_and_apart(&FakeVault::new(), &FakeVault::new()).await;
    }

    #[tokio::test]
    async fn every_sealed_field_keeps_the_contract() {
        let vault = FakeVault::new();
        contract::sealed::every_kind_opens_in_its_own_place_alone(&vault).await;
        contract::sealed::one_changed_bit_never_opens(&vault).await;
        let rotate = async |_| vault.rotate_data_keys();
        contract::sealed::every_kind_outlives_a_rotation(&vault, rotate, &vault).await;
    }

    #[tokio::test]
    async fn the_contract_of_a_portal_holds() {
        let portal = FakeVault::new();
        portal.allow_sealing_only(Purpose::CloudCredential);
        contract::vault::seals_what_only_another_opens(&portal, &FakeVault::new()).await;
    }

    #[tokio::test]
    async fn denials_and_faults_are_told_apart() {
        let vault = FakeVault::new();
        let binding = Binding {
            tenant: TenantId::SYSTEM,
            purpose: Purpose::Session,
            entity: "session",
            id: "1",
            field: "x",
        };
        vault.deny(Purpose::Session);
        assert!(matches!(vault.seal(binding, b"x").await, Err(VaultError::Denied(Purpose::Session))));
        let denied = vault.mac_key(MacPurpose::SessionSigning).await;
        assert!(matches!(denied, Err(VaultError::Denied(Purpose::Session))));
        vault.mac_key(MacPurpose::PasswordPrehash).await.unwrap();
        vault.allow(Purpose::Session);
        vault.fail_next(1);
        assert!(matches!(vault.seal(binding, b"x").await, Err(VaultError::Unavailable(_))));
        vault.seal(binding, b"x").await.unwrap();
    }
}
