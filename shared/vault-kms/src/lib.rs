//! The vault over AWS KMS: envelope encryption, a short-lived cache of data keys, and the keys
//! derived from them.
//!
//! - One KMS key per [`Purpose`](powerdown_engine::ports::Purpose). KMS wraps data keys under the
//!   encryption context `{app, stage, tenant, purpose}`, so that a wrapped key moved to another tenant
//!   does not unwrap, and KMS's own log says whose key was asked for.
//! - A data key per tenant and purpose lies wrapped in the store and is unwrapped for at most five
//!   minutes. A cloud credential instead gets a data key of its own, wrapped beside it in the
//!   ciphertext: whoever may only generate data keys (the portal) can seal one and never open it.
//! - No data key is used by itself: each use has a key derived from it by HKDF under a label of its own.
//!
//! What the functions need, enforced by their roles' IAM policies and not by this code:
//!
//! | function | `pii` | `session` | `cloud-credential` |
//! |---|---|---|---|
//! | login | generate, decrypt | generate, decrypt | – |
//! | portal | generate, decrypt | generate, decrypt | generate only |
//! | orders, jobs | decrypt (external ids) | – | decrypt |
//! | maintenance | generate without plaintext, decrypt (sealing again) | generate without plaintext | – |
//!
//! A function is given the ARNs of the keys it may use; every other purpose answers
//! [`VaultError::Denied`](powerdown_engine::ports::VaultError::Denied) without a call.

mod cache;
mod data_keys;
mod derive;
mod envelope;
mod kms;
mod notary;
mod seal;
mod vault;

pub use kms::KmsKeys;
pub use notary::KmsNotary;
pub use vault::KmsVault;

#[cfg(test)]
mod tests;
