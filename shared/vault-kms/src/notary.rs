//! Signatures by an asymmetric key of KMS, ECC P-256.

use async_trait::async_trait;
use aws_sdk_kms::{
    Client,
    error::ProvideErrorMetadata,
    primitives::Blob,
    types::{MessageType, SigningAlgorithmSpec},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use powerdown_engine::ports::{Notary, Signature, VaultError};

/// One key. Who may sign and who may only verify is said by the functions' roles.
pub struct KmsNotary {
    client: Client,
    key: String,
}

impl KmsNotary {
    /// The key of this ARN, of the kind `ECC_NIST_P256`.
    pub fn new(client: Client, key: impl Into<String>) -> Self {
        Self { client, key: key.into() }
    }
}

fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> VaultError {
    VaultError::Unavailable(error.into())
}

#[async_trait]
impl Notary for KmsNotary {
    async fn sign(&self, message: &[u8]) -> Result<Signature, VaultError> {
        let request = self
            .client
            .sign()
            .key_id(&self.key)
            .message(Blob::new(message))
            .message_type(MessageType::Raw)
            .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256);
        let answer = request.send().await.map_err(unavailable)?;
        let signature = answer.signature.ok_or_else(|| VaultError::Unavailable("no signature".into()))?;
        Ok(Signature(STANDARD.encode(signature)))
    }

    async fn verify(&self, message: &[u8], signature: &Signature) -> Result<bool, VaultError> {
        let Ok(signature) = STANDARD.decode(&signature.0) else { return Ok(false) };
        if signature.is_empty() {
            return Ok(false);
        }
        let request = self
            .client
            .verify()
            .key_id(&self.key)
            .message(Blob::new(message))
            .message_type(MessageType::Raw)
            .signature(Blob::new(signature))
            .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256);
        match request.send().await {
            Ok(answer) => Ok(answer.signature_valid),
            // How KMS says no.
            Err(error) if error.code() == Some("KMSInvalidSignatureException") => Ok(false),
            Err(error) => Err(unavailable(error)),
        }
    }
}
