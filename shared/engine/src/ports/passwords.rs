//! Password hashing: slow on purpose, so it sits behind a port and runs in a function of its own.

use async_trait::async_trait;
use powerdown_domain::Password;
use serde::{Deserialize, Serialize};

use super::VaultError;

/// A password's hash in a versioned text form that names its algorithm and cost.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(pub String);

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(redacted)")
    }
}

/// Hashes and checks passwords.
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    /// Hashes with a fresh salt.
    ///
    /// # Errors
    /// The vault's: hashing takes a key, so that a stolen table alone cannot be guessed at.
    async fn hash(&self, password: &Password) -> Result<PasswordHash, VaultError>;

    /// Whether the password made this hash. `None` stands for an unknown user: it takes as long as a
    /// real check and is never true, so that time does not tell who has an account.
    ///
    /// # Errors
    /// The vault's.
    async fn verify(&self, password: &Password, hash: Option<&PasswordHash>) -> Result<bool, VaultError>;
}
