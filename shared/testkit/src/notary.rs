//! A notary without an asymmetric key: it keeps the contract, and anybody could forge it.

use async_trait::async_trait;
use powerdown_engine::ports::{Notary, Signature, VaultError};
use sha2::{Digest, Sha256};

/// Signs by hashing.
#[derive(Debug, Clone, Copy, Default)]
pub struct FakeNotary;

#[async_trait]
impl Notary for FakeNotary {
    async fn sign(&self, message: &[u8]) -> Result<Signature, VaultError> {
        let hash = Sha256::new().chain_update(b"signed: ").chain_update(message);
        Ok(Signature(hex::encode(hash.finalize())))
    }

    async fn verify(&self, message: &[u8], signature: &Signature) -> Result<bool, VaultError> {
        Ok(self.sign(message).await? == *signature)
    }
}
