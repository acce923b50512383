//! Passwords: bcrypt over a keyed pre-hash.
//!
//! bcrypt reads 72 bytes at most and stops at a zero byte, so it is given the base64 of an
//! HMAC-SHA-256 of the password (44 characters). The HMAC's key comes from the vault: a stolen table
//! alone cannot be guessed at. (OWASP Password Storage Cheat Sheet, "Pre-hashing" and "Peppering".)

use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use powerdown_domain::Password;
use powerdown_engine::ports::{Entropy, MacKey, MacPurpose, PasswordHash, PasswordHasher, Vault, VaultError};
use zeroize::Zeroizing;

/// bcrypt's cost: 2^12 rounds, about a quarter of a second of one processor.
pub const COST: u32 = 12;
/// The format version; stands first in every hash.
const VERSION: &str = "v1";

/// Hashes as `v1.<key id>.<bcrypt>`.
pub struct BcryptPasswords {
    vault: Arc<dyn Vault>,
    entropy: Arc<dyn Entropy>,
    cost: u32,
}

impl BcryptPasswords {
    /// A hasher of a cost from 4 (for tests) to 31; [`COST`] in production.
    pub fn new(vault: Arc<dyn Vault>, entropy: Arc<dyn Entropy>, cost: u32) -> Self {
        Self { vault, entropy, cost }
    }

    async fn key(&self) -> Result<MacKey, VaultError> {
        self.vault.mac_key(MacPurpose::PasswordPrehash).await
    }
}

fn prehash(key: &MacKey, password: &Password) -> Zeroizing<String> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key.bytes);
    Zeroizing::new(STANDARD.encode(hmac::sign(&key, password.expose().as_bytes())))
}

/// Runs bcrypt where it does not keep other work waiting.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, bcrypt::BcryptError> + Send + 'static,
) -> Result<T, VaultError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(|error| VaultError::Unavailable(Box::new(error))),
        Err(error) => Err(VaultError::Unavailable(Box::new(error))),
    }
}

/// A well-formed hash that nobody's password made: what an unknown user's password is checked against.
fn nobodys(cost: u32) -> String {
    let digest = ".".repeat(31);
    format!("$2b${cost:02}$PowerDownKnowsNobody.u{digest}")
}

#[async_trait]
impl PasswordHasher for BcryptPasswords {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, VaultError> {
        let key = self.key().await?;
        let prehash = prehash(&key, password);
        let mut salt = [0; 16];
        self.entropy.fill(&mut salt);
        let cost = self.cost;
        let hash = aside(move || bcrypt::hash_with_salt(prehash.as_bytes(), cost, salt)).await?;
        Ok(PasswordHash(format!("{VERSION}.{}.{}", key.id, hash.format_for_version(bcrypt::Version::TwoB))))
    }

    async fn verify(&self, password: &Password, hash: Option<&PasswordHash>) -> Result<bool, VaultError> {
        let key = self.key().await?;
        let prehash = prehash(&key, password);
        let known = hash.and_then(|hash| hash.0.strip_prefix(&format!("{VERSION}.{}.", key.id)));
        if hash.is_some() && known.is_none() {
            tracing::error!("a password hash is of an unknown format or key; its owner cannot log in");
        }
        let is_known = known.is_some();
        let against = known.map_or_else(|| nobodys(self.cost), str::to_owned);
        let matches = aside(move || bcrypt::verify(prehash.as_bytes(), &against)).await?;
        Ok(matches && is_known)
    }
}

#[cfg(test)]
mod tests {
    use powerdown_testkit::{ambient::SeededEntropy, vault::FakeVault};

    use super::*;

    fn hasher() -> BcryptPasswords {
        BcryptPasswords::new(Arc::new(FakeVault::new()), Arc::new(SeededEntropy::new(1)), 4)
    }

    fn password(text: &str) -> Password {
        Password::try_from(text.to_owned()).unwrap()
    }

    #[tokio::test]
    async fn only_the_password_that_made_a_hash_matches_it() {
        let (hasher, ada) = (hasher(), password("correct horse battery"));
        let hash = hasher.hash(&ada).await.unwrap();
        assert!(hash.0.starts_with("v1."), "{}", hash.0);
        assert!(hash.0.contains(".$2b$04$"), "{}", hash.0);
        assert_ne!(hash, hasher.hash(&ada).await.unwrap(), "the salt is fresh");
        assert!(hasher.verify(&ada, Some(&hash)).await.unwrap());
        assert!(!hasher.verify(&password("correct horse"), Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn characters_beyond_bcrypts_72_bytes_and_zero_bytes_count() {
        let hasher = hasher();
        let (long, longer) = (password(&"x".repeat(100)), password(&format!("{}y", "x".repeat(100))));
        let hash = hasher.hash(&long).await.unwrap();
        assert!(!hasher.verify(&longer, Some(&hash)).await.unwrap());
        let hash = hasher.hash(&password("zero\0 bytes one")).await.unwrap();
        assert!(!hasher.verify(&password("zero\0 bytes two"), Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn unknown_users_and_unknown_formats_are_checked_too_and_never_match() {
        let (hasher, ada) = (hasher(), password("correct horse battery"));
        assert!(!hasher.verify(&ada, None).await.unwrap());
        let foreign = PasswordHash("v1.other.$2b$04$abcdefghijklmnopqrstuu".to_owned());
        assert!(!hasher.verify(&ada, Some(&foreign)).await.unwrap());
        let hash = hasher.hash(&ada).await.unwrap();
        let bare = PasswordHash(hash.0.split_once(".$").map(|(_, rest)| format!("${rest}")).unwrap());
        assert!(!hasher.verify(&ada, Some(&bare)).await.unwrap());
    }

    #[tokio::test]
    async fn the_key_counts() {
        let (one, other) = (hasher(), hasher());
        let ada = password("correct horse battery");
        let hash = one.hash(&ada).await.unwrap();
        let matches = other.verify(&ada, Some(&hash)).await.unwrap();
        let same_key = one.key().await.unwrap().bytes == other.key().await.unwrap().bytes;
        assert_eq!(matches, same_key);
    }
}
