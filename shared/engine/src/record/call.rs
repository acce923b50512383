//! Calls that may be sent twice and are carried out once: those with an idempotency key.

use std::fmt;

use jiff::Timestamp;
use powerdown_domain::TenantId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{Sealable, Sealed, ports::Purpose, record::Actor};

/// Who called with which key: 64 hexadecimal digits. The same key of somebody else is another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallKey(pub String);

impl CallKey {
    /// The key that `caller` wrote as `text`.
    pub fn of(caller: &Actor, text: &str) -> Self {
        let caller = serde_json::to_string(caller).unwrap_or_default();
        // The caller's form holds no line feed, so no two pairs share a byte string.
        Self(hex::encode(Sha256::digest(format!("{caller}\n{text}"))))
    }
}

/// A call with an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatableCall {
    /// In which company it was made.
    pub tenant: TenantId,
    /// By whom, and with which key.
    pub key: CallKey,
    /// SHA-256 of what was asked for, 64 hexadecimal digits: a key belongs to one request.
    pub request: String,
    /// What became of it.
    pub state: CallState,
    /// The first instant at which the key is forgotten.
    pub expires_at: Timestamp,
}

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "answer", rename_all = "kebab-case")]
pub enum CallState {
    /// It runs, or it ended without an answer and nobody knows how far it came.
    Running,
    /// It was answered so.
    Answered(Sealed<RecordedAnswer>),
    /// It was answered, with something that is shown only once or is too large to be kept.
    ShownOnce,
}

/// An answer as it was sent, in a form that its recorder knows. It may hold what is sealed elsewhere, so
/// it is sealed too.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordedAnswer(pub Zeroizing<Vec<u8>>);

impl fmt::Debug for RecordedAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordedAnswer({} bytes)", self.0.len())
    }
}

impl Sealable for RecordedAnswer {
    const PURPOSE: Purpose = Purpose::Pii;
    const ENTITY: &'static str = "call";
    const FIELD: &'static str = "answer";

    fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        self.0.clone()
    }

    fn from_plaintext(plaintext: Zeroizing<Vec<u8>>) -> Option<Self> {
        Some(Self(plaintext))
    }
}
