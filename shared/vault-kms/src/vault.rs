//! The port, carried out.

use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::error::Unspecified;
use aws_sdk_kms::Client;
use powerdown_domain::{EmailAddress, TenantId};
use powerdown_engine::ports::{
    Binding, BlindIndex, Ciphertext, Clock, DataKeyStore, KeyMaker, MacKey, MacPurpose,
    PREVIOUS_KEY_COUNTS_FOR, Purpose, SIGNING_SETTLES_AFTER, Vault, VaultError,
};
use zeroize::Zeroizing;

use crate::{
    data_keys::{DataKey, DataKeys, Which},
    derive::{Label, derive, keyed_hash},
    envelope::{Envelope, KeyRef},
    kms::{KeyService, Kms, KmsKeys},
    seal,
};

/// The [`Vault`] over KMS. Making one asks nothing over the network.
pub struct KmsVault {
    service: Arc<dyn KeyService>,
    data_keys: DataKeys,
    clock: Arc<dyn Clock>,
}

/// How the ids of signing keys begin.
const SESSION_SIGNING: &str = "session-signing";

impl KmsVault {
    /// A vault that may use `keys`. `stage` (`local`, `staging`, `production`) is part of the
    /// encryption context: no stage opens another's data. Wrapped data keys lie in `store`; `clock`
    /// ends their time in memory.
    pub fn new(
        client: Client,
        keys: KmsKeys,
        stage: &str,
        store: Arc<dyn DataKeyStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self::over(Arc::new(Kms::new(client, keys, stage)), store, clock)
    }

    pub(crate) fn over(
        service: Arc<dyn KeyService>,
        store: Arc<dyn DataKeyStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let data_keys = DataKeys::new(Arc::clone(&service), store, Arc::clone(&clock));
        Self { data_keys, service, clock }
    }

    async fn system_key(&self, purpose: Purpose, which: Which) -> Result<DataKey, VaultError> {
        self.made(TenantId::SYSTEM, purpose, which).await
    }

    /// A key that is made when there is none.
    async fn made(&self, tenant: TenantId, purpose: Purpose, which: Which) -> Result<DataKey, VaultError> {
        match self.data_keys.get(tenant, purpose, which).await {
            Ok(Some(key)) => Ok(key),
            Ok(None) => Err(VaultError::Unavailable("there is no such data key".into())),
            // Nothing is being opened for the caller: that our own key does not unwrap is our fault.
            Err(VaultError::DoesNotOpen) => {
                Err(VaultError::Unavailable("a stored data key does not unwrap".into()))
            }
            Err(error) => Err(error),
        }
    }

    /// The newest signing key, and the number of the one that signs now: the one before until the
    /// newest is known to every function.
    async fn signing_keys(&self) -> Result<(DataKey, u32), VaultError> {
        let newest = self.system_key(Purpose::Session, Which::Newest).await?;
        let settled = self.clock.now() >= newest.created_at + SIGNING_SETTLES_AFTER;
        let signs = if settled { newest.number } else { newest.number.saturating_sub(1).max(1) };
        Ok((newest, signs))
    }

    async fn signing_key(&self, number: u32) -> Result<MacKey, VaultError> {
        let data_key = self.system_key(Purpose::Session, Which::Number(number)).await?;
        mac_key(&data_key, Label::SessionSigning, SESSION_SIGNING)
    }

    /// The key an envelope names, if it may lie under a key of this kind at all.
    async fn key_of(
        &self,
        binding: &Binding<'_>,
        key: &KeyRef,
    ) -> Result<Arc<Zeroizing<Vec<u8>>>, VaultError> {
        let (tenant, purpose) = (binding.tenant, binding.purpose);
        match (key, has_own_keys(purpose)) {
            (KeyRef::Wrapped(wrapped), true) => {
                Ok(Arc::new(self.service.unwrap(tenant, purpose, wrapped).await?))
            }
            (KeyRef::DataKey(number), false) => {
                let found = self.data_keys.get(tenant, purpose, Which::Number(*number)).await?;
                found.map(|key| key.bytes).ok_or(VaultError::DoesNotOpen)
            }
            (KeyRef::Wrapped(_), false) | (KeyRef::DataKey(_), true) => Err(VaultError::DoesNotOpen),
        }
    }
}

fn mac_key(data_key: &DataKey, label: Label, name: &str) -> Result<MacKey, VaultError> {
    let bytes = derive(&data_key.bytes, label).map_err(cipher_failed)?;
    Ok(MacKey { id: format!("{name}-{}", data_key.number), bytes })
}

/// Whether each value of a purpose has a data key of its own, wrapped beside it.
fn has_own_keys(purpose: Purpose) -> bool {
    match purpose {
        Purpose::CloudCredential => true,
        Purpose::Pii | Purpose::Session => false,
    }
}

/// The cipher refuses only keys and lengths that cannot occur.
fn cipher_failed(_: Unspecified) -> VaultError {
    VaultError::Unavailable("the cipher refused to work".into())
}

#[async_trait]
impl Vault for KmsVault {
    async fn seal(&self, binding: Binding<'_>, plaintext: &[u8]) -> Result<Ciphertext, VaultError> {
        let (tenant, purpose) = (binding.tenant, binding.purpose);
        let envelope = if has_own_keys(purpose) {
            let made = self.service.generate(tenant, purpose).await?;
            seal::seal(&made.key, KeyRef::Wrapped(made.wrapped), &binding, plaintext)
        } else {
            let key = self.made(tenant, purpose, Which::Newest).await?;
            seal::seal(&key.bytes, KeyRef::DataKey(key.number), &binding, plaintext)
        };
        Ok(Ciphertext(envelope.map_err(cipher_failed)?.to_text()))
    }

    async fn open(
        &self,
        binding: Binding<'_>,
        sealed: &Ciphertext,
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let envelope = Envelope::parse(&sealed.0).ok_or(VaultError::DoesNotOpen)?;
        let key = self.key_of(&binding, &envelope.key).await?;
        seal::open(&key, &envelope, &binding).map_err(|Unspecified| VaultError::DoesNotOpen)
    }

    /// Hangs on the *first* system key of `pii`, whatever came after it: the addresses that were
    /// indexed with it are not at hand to be indexed again. Moving on takes a walk over all users.
    async fn blind_index(&self, email: &EmailAddress) -> Result<BlindIndex, VaultError> {
        let data_key = self.system_key(Purpose::Pii, Which::First).await?;
        let key = derive(&data_key.bytes, Label::BlindIndex).map_err(cipher_failed)?;
        Ok(BlindIndex(keyed_hash(&key, email.expose())))
    }

    /// - Session signing: the newest system key of `session` that every function knows.
    /// - Password pre-hash: the *first* system key of `pii`, which is kept as long as the blind index
    ///   that finds the same users. A session key may be rotated any day; a password's key cannot be,
    ///   since nobody has the passwords.
    /// - Source hashes: that key too; a new one would forget every limit and every known source.
    async fn mac_key(&self, purpose: MacPurpose) -> Result<MacKey, VaultError> {
        match purpose {
            MacPurpose::SessionSigning => {
                let (_, signs) = self.signing_keys().await?;
                self.signing_key(signs).await
            }
            MacPurpose::PasswordPrehash => {
                let data_key = self.system_key(Purpose::Pii, Which::First).await?;
                mac_key(&data_key, Label::PasswordPrehash, "password-prehash")
            }
            MacPurpose::CursorSigning => {
                let data_key = self.system_key(Purpose::Pii, Which::First).await?;
                mac_key(&data_key, Label::CursorSigning, "cursor-signing")
            }
            MacPurpose::SourceHash => {
                let data_key = self.system_key(Purpose::Pii, Which::First).await?;
                mac_key(&data_key, Label::SourceHash, "source-hash")
            }
        }
    }

    /// Only the two newest signing keys are ever looked for: a name that somebody made up costs no
    /// call.
    async fn mac_key_named(&self, purpose: MacPurpose, id: &str) -> Result<Option<MacKey>, VaultError> {
        if purpose != MacPurpose::SessionSigning {
            return Ok(Some(self.mac_key(purpose).await?).filter(|key| key.id == id));
        }
        let (newest, _) = self.signing_keys().await?;
        let before = newest
            .number
            .checked_sub(1)
            .filter(|number| *number > 0 && self.clock.now() < newest.created_at + PREVIOUS_KEY_COUNTS_FOR);
        let named = [Some(newest.number), before].into_iter().flatten();
        match named.into_iter().find(|number| format!("{SESSION_SIGNING}-{number}") == id) {
            Some(number) => self.signing_key(number).await.map(Some),
            None => Ok(None),
        }
    }

    async fn reseal(
        &self,
        binding: Binding<'_>,
        sealed: &Ciphertext,
    ) -> Result<Option<Ciphertext>, VaultError> {
        let envelope = Envelope::parse(&sealed.0).ok_or(VaultError::DoesNotOpen)?;
        let KeyRef::DataKey(number) = envelope.key else { return Ok(None) };
        let newest = self.made(binding.tenant, binding.purpose, Which::Newest).await?;
        if number == newest.number {
            return Ok(None);
        }
        let plaintext = self.open(binding, sealed).await?;
        self.seal(binding, &plaintext).await.map(Some)
    }
}

#[async_trait]
impl KeyMaker for KmsVault {
    async fn make_data_key(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<u8>, VaultError> {
        self.service.make(tenant, purpose).await
    }
}
