//! The port, carried out.

use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::error::Unspecified;
use aws_sdk_kms::Client;
use powerdown_domain::{EmailAddress, TenantId};
use powerdown_engine::ports::{
    Binding, BlindIndex, Ciphertext, Clock, DataKeyStore, MacKey, MacPurpose, Purpose, Vault, VaultError,
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
}

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
        Self { data_keys: DataKeys::new(Arc::clone(&service), store, clock), service }
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

    /// - Session signing: the newest system key of `session`. A token signed by an older one ends
    ///   with the rotation, and its browser refreshes.
    /// - Password pre-hash: the *first* system key of `pii`, which is kept as long as the blind index
    ///   that finds the same users. A session key may be rotated any day; a password's key cannot be,
    ///   since nobody has the passwords.
    /// - Source hashes: that key too; a new one would forget every limit and every known source.
    async fn mac_key(&self, purpose: MacPurpose) -> Result<MacKey, VaultError> {
        let (key_purpose, which, label, name) = match purpose {
            MacPurpose::SessionSigning => {
                (Purpose::Session, Which::Newest, Label::SessionSigning, "session-signing")
            }
            MacPurpose::PasswordPrehash => {
                (Purpose::Pii, Which::First, Label::PasswordPrehash, "password-prehash")
            }
            MacPurpose::SourceHash => (Purpose::Pii, Which::First, Label::SourceHash, "source-hash"),
        };
        let data_key = self.system_key(key_purpose, which).await?;
        let bytes = derive(&data_key.bytes, label).map_err(cipher_failed)?;
        Ok(MacKey { id: format!("{name}-{}", data_key.number), bytes })
    }
}
