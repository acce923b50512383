//! KMS: generating data keys and unwrapping them, each under its encryption context.

use std::collections::HashMap;

use async_trait::async_trait;
use aws_sdk_kms::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    primitives::Blob,
    types::DataKeySpec,
};
use powerdown_domain::TenantId;
use powerdown_engine::ports::{Purpose, VaultError};
use zeroize::Zeroizing;

/// The ARNs of the KMS keys a function may use; `None` for purposes that are none of its business.
#[derive(Debug, Clone, Default)]
pub struct KmsKeys {
    /// The key of [`Purpose::Pii`].
    pub pii: Option<String>,
    /// The key of [`Purpose::CloudCredential`].
    pub cloud_credential: Option<String>,
    /// The key of [`Purpose::Session`].
    pub session: Option<String>,
}

impl KmsKeys {
    fn arn(&self, purpose: Purpose) -> Result<&str, VaultError> {
        let arn = match purpose {
            Purpose::Pii => &self.pii,
            Purpose::CloudCredential => &self.cloud_credential,
            Purpose::Session => &self.session,
        };
        arn.as_deref().ok_or(VaultError::Denied(purpose))
    }
}

/// A fresh data key: 32 bytes, and the same wrapped.
pub(crate) struct Generated {
    pub(crate) key: Zeroizing<Vec<u8>>,
    pub(crate) wrapped: Vec<u8>,
}

/// The operations of KMS this crate uses, so that everything above them is tested without it.
#[async_trait]
pub(crate) trait KeyService: Send + Sync {
    /// GenerateDataKey.
    async fn generate(&self, tenant: TenantId, purpose: Purpose) -> Result<Generated, VaultError>;

    /// GenerateDataKeyWithoutPlaintext: the wrapped form alone.
    async fn make(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<u8>, VaultError>;

    /// Decrypt; [`VaultError::DoesNotOpen`] for a wrapped key of another tenant or purpose.
    async fn unwrap(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError>;
}

/// [`KeyService`] over the network.
pub(crate) struct Kms {
    client: Client,
    keys: KmsKeys,
    stage: String,
}

impl Kms {
    pub(crate) fn new(client: Client, keys: KmsKeys, stage: &str) -> Self {
        Self { client, keys, stage: stage.to_owned() }
    }

    fn context(&self, tenant: TenantId, purpose: Purpose) -> HashMap<String, String> {
        HashMap::from([
            ("app".to_owned(), "powerdown".to_owned()),
            ("stage".to_owned(), self.stage.clone()),
            ("tenant".to_owned(), tenant.to_string()),
            ("purpose".to_owned(), purpose.as_str().to_owned()),
        ])
    }
}

#[async_trait]
impl KeyService for Kms {
    async fn generate(&self, tenant: TenantId, purpose: Purpose) -> Result<Generated, VaultError> {
        let request = self
            .client
            .generate_data_key()
            .key_id(self.keys.arn(purpose)?)
            .key_spec(DataKeySpec::Aes256)
            .set_encryption_context(Some(self.context(tenant, purpose)));
        let answer = request.send().await.map_err(|error| refusal(purpose, error))?;
        Ok(Generated { key: key(answer.plaintext)?, wrapped: wrapped(answer.ciphertext_blob)? })
    }

    async fn make(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<u8>, VaultError> {
        let request = self
            .client
            .generate_data_key_without_plaintext()
            .key_id(self.keys.arn(purpose)?)
            .key_spec(DataKeySpec::Aes256)
            .set_encryption_context(Some(self.context(tenant, purpose)));
        let answer = request.send().await.map_err(|error| refusal(purpose, error))?;
        wrapped(answer.ciphertext_blob)
    }

    async fn unwrap(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let request = self
            .client
            .decrypt()
            .key_id(self.keys.arn(purpose)?)
            .ciphertext_blob(Blob::new(wrapped))
            .set_encryption_context(Some(self.context(tenant, purpose)));
        let answer = request.send().await.map_err(|error| refusal(purpose, error))?;
        key(answer.plaintext)
    }
}

fn wrapped(blob: Option<Blob>) -> Result<Vec<u8>, VaultError> {
    let wrapped = blob.map(Blob::into_inner).filter(|wrapped| !wrapped.is_empty());
    wrapped.ok_or_else(|| malformed("no wrapped key"))
}

/// Takes the key out of the answer. The SDK's own buffer of the response is beyond our reach.
fn key(plaintext: Option<Blob>) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let key = Zeroizing::new(plaintext.map(Blob::into_inner).unwrap_or_default());
    if key.len() == 32 { Ok(key) } else { Err(malformed("not a key of 256 bits")) }
}

fn malformed(what: &str) -> VaultError {
    VaultError::Unavailable(format!("KMS answered with {what}").into())
}

fn refusal<E, R>(purpose: Purpose, error: SdkError<E, R>) -> VaultError
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    classify(purpose, error.code()).unwrap_or_else(|| VaultError::Unavailable(error.into()))
}

/// KMS API Reference, errors of GenerateDataKey and Decrypt, and the common ones.
fn classify(purpose: Purpose, code: Option<&str>) -> Option<VaultError> {
    match code? {
        "AccessDeniedException" | "AccessDenied" => Some(VaultError::Denied(purpose)),
        "InvalidCiphertextException" | "IncorrectKeyException" => Some(VaultError::DoesNotOpen),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use powerdown_engine::ports::{Purpose, VaultError};

    use super::{KmsKeys, classify};

    #[test]
    fn refusals_are_told_apart_from_faults() {
        let class = |code| classify(Purpose::Pii, code);
        assert!(matches!(class(Some("AccessDeniedException")), Some(VaultError::Denied(Purpose::Pii))));
        assert!(matches!(class(Some("InvalidCiphertextException")), Some(VaultError::DoesNotOpen)));
        assert!(class(Some("ThrottlingException")).is_none());
        assert!(class(Some("DisabledException")).is_none());
        assert!(class(None).is_none());
    }

    #[test]
    fn a_purpose_without_a_key_is_denied() {
        let keys = KmsKeys { pii: Some("arn".to_owned()), ..KmsKeys::default() };
        assert_eq!(keys.arn(Purpose::Pii).unwrap(), "arn");
        let denied = keys.arn(Purpose::CloudCredential);
        assert!(matches!(denied, Err(VaultError::Denied(Purpose::CloudCredential))));
    }
}
