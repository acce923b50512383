//! Keys for one use each, derived from a data key by HKDF-SHA-256 (RFC 5869).
//!
//! The labels are part of the storage format: a changed label changes every key below it.

use aws_lc_rs::{
    error::Unspecified,
    hkdf::{self, KeyType},
    hmac,
};
use zeroize::Zeroizing;

/// What a derived key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// Sealing values with AES-256-GCM.
    Seal,
    /// Blind indexes of e-mail addresses.
    BlindIndex,
    /// Signing access tokens.
    SessionSigning,
    /// The keyed pre-hash of passwords.
    PasswordPrehash,
    /// Keyed hashes of addresses and accounts.
    SourceHash,
    /// Signing cursors of lists.
    CursorSigning,
}

impl Label {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Seal => "powerdown/seal/1",
            Self::BlindIndex => "powerdown/blind-index/1",
            Self::SessionSigning => "powerdown/session-signing/1",
            Self::PasswordPrehash => "powerdown/password-prehash/1",
            Self::SourceHash => "powerdown/source-hash/1",
            Self::CursorSigning => "powerdown/cursor-signing/1",
        }
    }
}

struct Bytes32;

impl KeyType for Bytes32 {
    fn len(&self) -> usize {
        32
    }
}

/// 256 bits for one use.
pub(crate) fn derive(data_key: &[u8], label: Label) -> Result<Zeroizing<Vec<u8>>, Unspecified> {
    let mut key = Zeroizing::new(vec![0; 32]);
    let info = [label.as_str().as_bytes()];
    let extracted = hkdf::Salt::none(hkdf::HKDF_SHA256).extract(data_key);
    extracted.expand(&info, Bytes32)?.fill(&mut key)?;
    Ok(key)
}

/// HMAC-SHA-256 of `text`, as 64 hexadecimal digits.
pub(crate) fn keyed_hash(key: &[u8], text: &str) -> String {
    hex::encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{Label, derive, keyed_hash};

    #[test]
    fn derived_keys_stay_what_they_are() {
        // Computed apart from this code: HMAC-SHA-256(HMAC-SHA-256(32 zeros, key), label ‖ 1).
        let key = [7; 32];
        let shown = |label| hex::encode(&*derive(&key, label).unwrap());
        assert_eq!(shown(Label::Seal), "d809d3805724de12965ce8fa1b1234185db57d7d2e9b30b239f4e18e1aa9fd00");
        assert_eq!(
            shown(Label::BlindIndex),
            "b9b5eee0d9ed0ab8047be719c3b737f5d64749e30e0baa14304e84d77ecf1b63"
        );
        assert_eq!(
            shown(Label::SessionSigning),
            "c7d337e9d33d0aebc26ab0233a326355e7c51a70deacdf40c1c7b9224f692003"
        );
        assert_eq!(
            shown(Label::PasswordPrehash),
            "9931c0f4822007196cce071901db2c3a275ce9eecbd6d47ba853eee8dad62181"
        );
        assert_eq!(
            shown(Label::SourceHash),
            "b458e6cf05702e7dffff75d484271c00499f8fc077b2eb7c590135c8f3daa798"
        );
    }

    #[test]
    fn the_keyed_hash_is_hmac_sha_256() {
        // RFC 4231, test case 2.
        assert_eq!(
            keyed_hash(b"Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
