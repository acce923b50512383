//! Password hashing that is fast and safe for nobody: one SHA-256 with a counter as salt.

use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use powerdown_domain::Password;
use powerdown_engine::ports::{PasswordHash, PasswordHasher, VaultError};
use sha2::{Digest, Sha256};

/// A [`PasswordHasher`] for tests. Equal passwords get different hashes, as with a real salt.
#[derive(Debug, Default)]
pub struct FakePasswords {
    salts: AtomicU64,
    checks: AtomicU64,
}

impl FakePasswords {
    /// A hasher whose first salt is 0.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many checks were made, those for unknown users included: a login that skips the check
    /// tells by its speed who has an account.
    pub fn checks(&self) -> u64 {
        self.checks.load(Ordering::Relaxed)
    }
}

fn hash(salt: &str, password: &Password) -> PasswordHash {
    let digest =
        Sha256::new().chain_update(salt).chain_update([0]).chain_update(password.expose()).finalize();
    PasswordHash(format!("fake${salt}${}", hex::encode(digest)))
}

#[async_trait]
impl PasswordHasher for FakePasswords {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, VaultError> {
        Ok(hash(&self.salts.fetch_add(1, Ordering::Relaxed).to_string(), password))
    }

    async fn verify(&self, password: &Password, stored: Option<&PasswordHash>) -> Result<bool, VaultError> {
        self.checks.fetch_add(1, Ordering::Relaxed);
        let salt = stored.and_then(|stored| stored.0.strip_prefix("fake$")?.split('$').next());
        Ok(salt.is_some_and(|salt| Some(&hash(salt, password)) == stored))
    }
}

#[cfg(test)]
mod tests {
    use powerdown_domain::Password;
    use powerdown_engine::ports::{PasswordHash, PasswordHasher};

    use super::FakePasswords;

    #[tokio::test]
    async fn only_the_password_that_made_a_hash_matches_it() {
        let hasher = FakePasswords::new();
        let password = Password::try_from("correct horse".to_owned()).unwrap();
        let other = Password::try_from("battery staple".to_owned()).unwrap();
        let hash = hasher.hash(&password).await.unwrap();
        assert_ne!(hash, hasher.hash(&password).await.unwrap());
        assert!(!hash.0.contains("correct"));
        assert!(hasher.verify(&password, Some(&hash)).await.unwrap());
        assert!(!hasher.verify(&other, Some(&hash)).await.unwrap());
        let nonsense = PasswordHash("nonsense".to_owned());
        assert!(!hasher.verify(&password, Some(&nonsense)).await.unwrap());
        assert!(!hasher.verify(&password, None).await.unwrap());
        assert_eq!(hasher.checks(), 4);
    }
}
