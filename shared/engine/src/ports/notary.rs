//! The notary port: signatures that others can verify.

use async_trait::async_trait;

use super::VaultError;

/// A signature: DER in base64.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Signature(pub String);

/// Signs with an asymmetric key that leaves its keeper never; anybody with its public half verifies.
#[async_trait]
pub trait Notary: Send + Sync {
    /// Signs a message of at most 4,096 bytes (KMS's limit).
    ///
    /// # Errors
    /// [`VaultError::Unavailable`], also where this function may not sign.
    async fn sign(&self, message: &[u8]) -> Result<Signature, VaultError>;

    /// Whether a signature is this key's, of this very message.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`]; a wrong signature is an answer.
    async fn verify(&self, message: &[u8], signature: &Signature) -> Result<bool, VaultError>;
}
