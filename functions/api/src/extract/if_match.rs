//! `If-Match`: which version a change is meant for (RFC 9110, section 13.1.1).

use axum::extract::FromRequestParts;
use http::{HeaderMap, header, request::Parts};

use crate::problem::{Kind, Problem};

/// The version in `If-Match: "<version>"`. What follows it in a tag of ours, behind a dot, is about
/// what was shown, and does not count here.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub u64);

impl IfMatch {
    /// The version of a request that may, but need not, name one.
    ///
    /// # Errors
    /// The problem with a header that was sent.
    pub fn if_sent(headers: &HeaderMap, read: Result<Self, Problem>) -> Result<Option<u64>, Problem> {
        if headers.contains_key(header::IF_MATCH) { read.map(|version| Some(version.0)) } else { Ok(None) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else {
            let detail = "send the version you read as If-Match: \"<version>\"";
            return Err(Problem::because(Kind::NeedsIfMatch, detail));
        };
        let version = value.to_str().ok().and_then(|text| text.strip_prefix('"')?.strip_suffix('"'));
        // A version we never gave is one that is not current.
        let version = version.and_then(|tag| tag.split('.').next()?.parse().ok());
        version.map(Self).ok_or_else(|| powerdown_engine::Refusal::Changed.into())
    }
}
