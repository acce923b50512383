//! The vault port: sealing, opening and keyed look-ups.

use std::fmt;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{EmailAddress, TenantId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// For how long a data key may be used after the key service was asked for it. A new newest key is
/// known to every function within this time.
pub const DATA_KEY_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// How old a new signing key is before anything is signed with it: by then every function knows it,
/// a minute of clock skew allowed for.
pub const SIGNING_SETTLES_AFTER: SignedDuration = SignedDuration::from_mins(6);
/// For how long after a rotation the signing key before still counts: longer than what it signed last
/// may live.
pub const PREVIOUS_KEY_COUNTS_FOR: SignedDuration = SignedDuration::from_mins(30);

/// What a key may be used for; each purpose has a KMS key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Personal data: e-mail addresses, external ids, billing details.
    Pii,
    /// Access keys of customers' accounts. The portal may seal, only the scheduler may open.
    CloudCredential,
    /// Session signing.
    Session,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pii, Self::CloudCredential, Self::Session];

    /// The name in encryption contexts and records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pii => "pii",
            Self::CloudCredential => "cloud-credential",
            Self::Session => "session",
        }
    }
}

/// Where a sealed value belongs. Bound into the ciphertext as associated data: moved to another
/// tenant, record or field, it does not open.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'a> {
    /// Whose data it is; [`TenantId::SYSTEM`] for what belongs to no tenant.
    pub tenant: TenantId,
    /// Which key seals it.
    pub purpose: Purpose,
    /// The kind of record, such as `cloud`.
    pub entity: &'a str,
    /// The record's id.
    pub id: &'a str,
    /// The field of it, such as `external_id`.
    pub field: &'a str,
}

/// A sealed value in its versioned text form; safe to store and to show in a debugger.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ciphertext(pub String);

impl fmt::Debug for Ciphertext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ciphertext({} characters)", self.0.len())
    }
}

/// A keyed hash of an e-mail address, by which it is found without being stored: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlindIndex(pub String);

/// A wrapped data key as the store keeps it. The plaintext key never leaves the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataKeyRecord {
    /// Names the key within its tenant and purpose, starting at 1; the newest seals.
    pub number: u32,
    /// The key, wrapped by KMS under the encryption context {app, stage, tenant, purpose}.
    pub wrapped: Vec<u8>,
    /// When it was generated.
    pub created_at: Timestamp,
}

/// What a symmetric key of the system is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MacPurpose {
    /// Signing access tokens.
    SessionSigning,
    /// The keyed pre-hash of passwords.
    PasswordPrehash,
    /// Keyed hashes of addresses and accounts, by which limits and security events name them.
    SourceHash,
    /// Signing cursors of lists. Never rotated: it guards no more than a place in one's own list.
    CursorSigning,
}

/// A symmetric key and its id; the bytes are wiped on drop.
#[derive(Clone)]
pub struct MacKey {
    /// Names the key, such as in a token's `kid`.
    pub id: String,
    /// 32 bytes.
    pub bytes: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for MacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MacKey({}, redacted)", self.id)
    }
}

/// Why the vault did not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The ciphertext is not one of ours, was changed, or belongs elsewhere.
    #[error("a sealed value does not open here: it was changed, or belongs to another record")]
    DoesNotOpen,
    /// This function may not use the key; by design for the portal and cloud credentials.
    #[error("this function may not use the {} key", .0.as_str())]
    Denied(Purpose),
    /// KMS or the key store did not answer.
    #[error("the key service is unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Seals and opens values, and derives keyed look-ups.
#[async_trait]
pub trait Vault: Send + Sync {
    /// Seals a value for one place.
    ///
    /// # Errors
    /// [`VaultError::Denied`] or [`VaultError::Unavailable`]; nothing was sealed.
    async fn seal(&self, binding: Binding<'_>, plaintext: &[u8]) -> Result<Ciphertext, VaultError>;

    /// Opens a value sealed for the same place.
    ///
    /// # Errors
    /// [`VaultError::DoesNotOpen`] for anything but the untouched ciphertext of this very place.
    async fn open(&self, binding: Binding<'_>, sealed: &Ciphertext)
    -> Result<Zeroizing<Vec<u8>>, VaultError>;

    /// The blind index of an address: the same for the same address, useless without the key.
    ///
    /// # Errors
    /// As for [`Vault::seal`].
    async fn blind_index(&self, email: &EmailAddress) -> Result<BlindIndex, VaultError>;

    /// The key for a purpose that is used now, made on first use. A new signing key waits until every
    /// function knows it ([`SIGNING_SETTLES_AFTER`]).
    ///
    /// # Errors
    /// As for [`Vault::seal`].
    async fn mac_key(&self, purpose: MacPurpose) -> Result<MacKey, VaultError>;

    /// The key that signed under this name, while what it signed may still count; `None` for every
    /// other name. During a rotation two keys count: the newest and the one before.
    ///
    /// # Errors
    /// As for [`Vault::seal`].
    async fn mac_key_named(&self, purpose: MacPurpose, id: &str) -> Result<Option<MacKey>, VaultError>;

    /// Seals a value again under its tenant's newest data key; `None` where it lies under that one
    /// already, or under a key of its own.
    ///
    /// # Errors
    /// As for [`Vault::open`].
    async fn reseal(
        &self,
        binding: Binding<'_>,
        sealed: &Ciphertext,
    ) -> Result<Option<Ciphertext>, VaultError>;
}

/// Makes data keys without seeing them: whoever rotates keys need not be able to use them.
#[async_trait]
pub trait KeyMaker: Send + Sync {
    /// A fresh data key in its wrapped form.
    ///
    /// # Errors
    /// [`VaultError::Denied`] or [`VaultError::Unavailable`]; nothing was made.
    async fn make_data_key(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<u8>, VaultError>;
}
