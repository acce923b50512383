//! The text form of a sealed value, version 1:
//!
//! ```text
//! pd1.d.<number>.<payload>    sealed under data key <number> of the tenant and purpose
//! pd1.w.<wrapped>.<payload>   sealed under a data key of its own, wrapped by KMS beside it
//! ```
//!
//! `<payload>` is a 96-bit nonce, the ciphertext and a 128-bit tag; it and `<wrapped>` are base64url
//! without padding. One value has one spelling: what reads back differently is refused.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

/// The version that is written; part of the associated data, too.
pub(crate) const VERSION: &str = "pd1";
/// More than any item of the database can hold (400 KB).
const MAX_TEXT: usize = 512 * 1024;
/// KMS's limit for a ciphertext to decrypt, in bytes.
const MAX_WRAPPED: usize = 6144;
/// Nonce and tag of AES-256-GCM, in bytes.
pub(crate) const NONCE: usize = 12;
const TAG: usize = 16;

/// The key a value was sealed under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum KeyRef {
    /// A data key of the tenant and purpose, by its number from 1.
    DataKey(u32),
    /// A data key of its own, wrapped by KMS.
    Wrapped(Vec<u8>),
}

impl KeyRef {
    /// The kind's letter and the bytes that name the key; both are associated data.
    pub(crate) fn parts(&self) -> (&'static str, Vec<u8>) {
        match self {
            Self::DataKey(number) => ("d", number.to_be_bytes().to_vec()),
            Self::Wrapped(wrapped) => ("w", wrapped.clone()),
        }
    }
}

/// A sealed value, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) key: KeyRef,
    /// Nonce, ciphertext, tag.
    pub(crate) payload: Vec<u8>,
}

impl Envelope {
    pub(crate) fn to_text(&self) -> String {
        let (kind, key) = match &self.key {
            KeyRef::DataKey(number) => ("d", number.to_string()),
            KeyRef::Wrapped(wrapped) => ("w", BASE64_URL_SAFE_NO_PAD.encode(wrapped)),
        };
        format!("{VERSION}.{kind}.{key}.{}", BASE64_URL_SAFE_NO_PAD.encode(&self.payload))
    }

    /// Reads the text form; `None` for anything this version would not have written.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let mut parts = text.split('.');
        let (version, kind, key, payload) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        if version != VERSION || parts.next().is_some() {
            return None;
        }
        let key = match kind {
            "d" => KeyRef::DataKey(number(key)?),
            "w" => KeyRef::Wrapped(bytes(key, 1..=MAX_WRAPPED)?),
            _ => return None,
        };
        Some(Self { key, payload: bytes(payload, NONCE + TAG..=MAX_TEXT)? })
    }
}

/// A decimal number from 1, without sign or leading zeros.
fn number(text: &str) -> Option<u32> {
    let canonical = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    if canonical { text.parse().ok() } else { None }
}

fn bytes(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<Vec<u8>> {
    // The engine refuses padding and stray bits in the last character: one spelling for one value.
    BASE64_URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| length.contains(&bytes.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Envelope, KeyRef};

    fn envelopes() -> impl Strategy<Value = Envelope> {
        let keys = prop_oneof![
            (1..=u32::MAX).prop_map(KeyRef::DataKey),
            prop::collection::vec(any::<u8>(), 1..300).prop_map(KeyRef::Wrapped),
        ];
        (keys, prop::collection::vec(any::<u8>(), 28..100))
            .prop_map(|(key, payload)| Envelope { key, payload })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(envelope in envelopes()) {
            prop_assert_eq!(Envelope::parse(&envelope.to_text()), Some(envelope));
        }

        #[test]
        fn what_reads_is_what_would_be_written(text in "pd1\\.[dw]\\.[0-9A-Za-z_=-]{0,6}\\.[0-9A-Za-z_=-]{36,42}") {
            if let Some(envelope) = Envelope::parse(&text) {
                prop_assert_eq!(envelope.to_text(), text);
            }
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            prop_assert_eq!(Envelope::parse(&text), None);
        }
    }

    #[test]
    fn odd_spellings_are_refused() {
        let payload = "A".repeat(38);
        assert!(Envelope::parse(&format!("pd1.d.1.{payload}")).is_some());
        for key in ["0", "01", "+1", "-1", "", "4294967296", "1 "] {
            assert_eq!(Envelope::parse(&format!("pd1.d.{key}.{payload}")), None, "{key}");
        }
        for text in [
            format!("pd2.d.1.{payload}"),
            format!("pd1.x.1.{payload}"),
            format!("pd1.w..{payload}"),
            format!("pd1.d.1.{payload}."),
            format!("pd1.d.1.{payload}=="),
            "pd1.d.1.AAAA".to_owned(),
            format!("pd1.w.{}.{payload}", "A".repeat(8194)),
            format!("pd1.d.1.{}", "A".repeat(600_000)),
        ] {
            assert_eq!(Envelope::parse(&text), None, "{}", &text[..20.min(text.len())]);
        }
    }
}
