//! Keyed hashes of where requests come from and whom they are about.

use aws_lc_rs::hmac;
use powerdown_engine::{
    ports::{MacPurpose, Vault, VaultError},
    record::SourceHash,
};

/// How much of a hash is kept: 128 bits tell sources apart.
const KEPT: usize = 16;

/// The keyed hash of a text of a kind, such as `address`.
///
/// # Errors
/// The vault's.
pub(super) async fn hash(vault: &dyn Vault, kind: &str, text: &str) -> Result<SourceHash, VaultError> {
    let key = vault.mac_key(MacPurpose::SourceHash).await?;
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &key.bytes));
    // No kind holds a colon.
    for part in [kind, ":", text] {
        context.update(part.as_bytes());
    }
    let tag = context.sign();
    Ok(SourceHash(hex::encode(tag.as_ref().get(..KEPT).unwrap_or_default())))
}
