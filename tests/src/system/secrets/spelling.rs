//! Looking for a value in a text, however it may be written there.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::Value;

use crate::kept::SEALED;

/// Something that must not be found: what it is, how it is kept, and its value.
pub(super) struct Secret {
    what: &'static str,
    pub(super) kept: &'static str,
    value: Vec<u8>,
}

/// A value that is kept as one of those that `kept` lists, or nowhere at all.
pub(super) fn secret(what: &'static str, kept: &'static str, value: impl AsRef<[u8]>) -> Secret {
    let value = value.as_ref().to_vec();
    assert!(value.len() >= 8, "{what} is too short to be looked for: {value:?}");
    Secret { what, kept, value }
}

impl Secret {
    /// Whether its plain hash would be worth as much as itself to who can guess: not so for long random
    /// tokens, which are stored so.
    fn can_be_guessed(&self) -> bool {
        SEALED.contains(&self.kept) || self.kept == "User.password"
    }

    fn spellings(&self) -> Vec<(&'static str, String)> {
        let mut found = spellings(&self.value);
        if self.can_be_guessed() {
            found.push(("a hash", hex::encode(digest(&SHA256, &self.value))));
        }
        found
    }
}

/// Fails when a place holds one of these secrets in any spelling.
#[track_caller]
pub(super) fn assert_holds_none(place: &str, text: &str, secrets: &[Secret]) {
    for secret in secrets {
        for (form, spelling) in secret.spellings() {
            if let Some(found) = text.find(&spelling) {
                let start = text.floor_char_boundary(found.saturating_sub(120));
                let end = text.ceil_char_boundary((found + spelling.len() + 60).min(text.len()));
                panic!("{place}: {} stands there ({form}): …{}…", secret.what, &text[start..end]);
            }
        }
    }
}

/// A value as it is and as JSON writes it, where it is a text; in hexadecimal, as a list of numbers, and in
/// base64 at each of the three offsets at which it may stand within something larger.
fn spellings(value: &[u8]) -> Vec<(&'static str, String)> {
    let numbers = |between: &str| value.iter().map(u8::to_string).collect::<Vec<_>>().join(between);
    let mut found = vec![
        ("hexadecimal", hex::encode(value)),
        ("hexadecimal", hex::encode_upper(value)),
        ("numbers", numbers(",")),
        ("numbers", numbers(", ")),
    ];
    if let Ok(text) = std::str::from_utf8(value) {
        let escaped = Value::from(text).to_string();
        found.push(("plain", text.to_owned()));
        found.push(("escaped", escaped.trim_matches('"').to_owned()));
        found.push(("percent-encoded", crate::system::aws_call::encoded(text)));
    }
    for offset in 0..3 {
        let shifted = [vec![0_u8; offset], value.to_vec()].concat();
        // Characters that also depend on neighbouring bytes are cut off at both ends.
        let begins = [0, 2, 3][offset];
        let whole = shifted.len() * 8 / 6;
        for encoded in [STANDARD_NO_PAD.encode(&shifted), URL_SAFE_NO_PAD.encode(&shifted)] {
            found.push(("base64", encoded[begins..whole].to_owned()));
        }
    }
    found
}

#[test]
fn a_secret_is_found_in_every_spelling() {
    let words = "correct horse battery";
    let secret = [secret("a password", "User.password", words)];
    let holds = |text: &str| std::panic::catch_unwind(|| assert_holds_none("a dump", text, &secret)).is_err();
    for before in ["", "x", "xx", "xxx"] {
        assert!(holds(&STANDARD_NO_PAD.encode(format!("{before}{words} staple"))), "behind {before:?}");
    }
    let hidden = [
        format!("<{words}>"),
        format!("{:?}", words.as_bytes()),
        serde_json::to_string(words.as_bytes()).expect("a list"),
        hex::encode(words),
        hex::encode(digest(&SHA256, words.as_bytes())),
        "q=correct%20horse%20battery&".to_owned(),
    ];
    for text in hidden {
        assert!(holds(&text), "not found in {text}");
    }
    assert!(!holds("nothing of the kind"));
}
