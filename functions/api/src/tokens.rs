//! Access tokens: signed, short, and good for nothing without the session they name.
//!
//! A token is taken only if it looks exactly as we would write it: one algorithm, one type, a key that
//! counts (the newest, and for half an hour after a rotation the one before), our issuer and audience (RFC 8725, RFC 9068). Time is judged by our own clock.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use powerdown_domain::{SessionId, UserId};
use powerdown_engine::{
    ports::{MacKey, MacPurpose, Vault, VaultError},
    record::Session,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::state::Site;

/// For how long an access token works.
pub const ACCESS_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// The longest text that is looked at as a token, in bytes.
const LONGEST: usize = 2_048;
const TYPE: &str = "at+jwt";
const AUDIENCE: &str = "powerdown-portal";

/// A fresh access token.
pub struct AccessToken {
    token: Zeroizing<String>,
    /// The first instant at which it no longer works.
    pub expires_at: Timestamp,
}

impl AccessToken {
    /// The plaintext, for the cookie alone.
    pub fn expose(&self) -> &str {
        &self.token
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(redacted)")
    }
}

/// What a token says. It names a session; what its holder may do is read there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The person.
    pub sub: UserId,
    /// The session.
    pub sid: SessionId,
    iat: i64,
    nbf: i64,
    /// The first second at which it no longer works.
    pub exp: i64,
}

/// Signs a token for a session.
///
/// # Errors
/// The vault's.
pub async fn sign(
    vault: &dyn Vault,
    site: &Site,
    session: &Session,
    now: Timestamp,
) -> Result<AccessToken, VaultError> {
    let key = vault.mac_key(MacPurpose::SessionSigning).await?;
    let expires_at = (now + ACCESS_LIFE).min(session.expires_at);
    let claims = Claims {
        iss: site.public_url.clone(),
        aud: AUDIENCE.to_owned(),
        sub: session.user,
        sid: session.id,
        iat: now.as_second(),
        nbf: now.as_second(),
        exp: expires_at.as_second(),
    };
    let token = jsonwebtoken::encode(&header(&key), &claims, &EncodingKey::from_secret(&key.bytes))
        .map_err(|error| VaultError::Unavailable(Box::new(error)))?;
    let expires_at = Timestamp::from_second(claims.exp).unwrap_or(expires_at);
    Ok(AccessToken { token: Zeroizing::new(token), expires_at })
}

/// Reads a token; `None` for one that is not ours, was changed, or is not valid now.
///
/// # Errors
/// The vault's.
pub async fn verify(
    vault: &dyn Vault,
    site: &Site,
    token: &str,
    now: Timestamp,
) -> Result<Option<Claims>, VaultError> {
    if token.len() > LONGEST {
        return Ok(None);
    }
    let Some(named) = jsonwebtoken::decode_header(token).ok().and_then(|header| header.kid) else {
        return Ok(None);
    };
    let Some(key) = vault.mac_key_named(MacPurpose::SessionSigning, &named).await? else {
        return Ok(None);
    };
    Ok(read(&key, site, token).filter(|claims| claims.nbf <= now.as_second() && now.as_second() < claims.exp))
}

/// Whether a text that is no valid token was never one of ours: it is none at all, or it claims a key of
/// ours that did not sign it. One that ran out, or whose key is gone, was.
///
/// # Errors
/// The vault's.
pub async fn is_forged(vault: &dyn Vault, site: &Site, token: &str) -> Result<bool, VaultError> {
    let header = jsonwebtoken::decode_header(token).ok().filter(|_| token.len() <= LONGEST);
    let Some(named) = header.and_then(|header| header.kid) else { return Ok(true) };
    match vault.mac_key_named(MacPurpose::SessionSigning, &named).await? {
        Some(key) => Ok(read(&key, site, token).is_none()),
        None => Ok(!named.starts_with("session-signing-")),
    }
}

fn read(key: &MacKey, site: &Site, token: &str) -> Option<Claims> {
    // The whole header must be ours, not only its algorithm: no `crit`, `jwk`, `zip` or unknown field.
    if jsonwebtoken::decode_header(token).ok()? != header(key) {
        return None;
    }
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_required_spec_claims(&["iss", "aud", "sub", "exp", "nbf"]);
    rules.set_issuer(&[&site.public_url]);
    rules.set_audience(&[AUDIENCE]);
    // By our own clock, in `verify`.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    let data = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(&key.bytes), &rules).ok()?;
    Some(data.claims)
}

fn header(key: &MacKey) -> Header {
    Header { typ: Some(TYPE.to_owned()), kid: Some(key.id.clone()), ..Header::new(Algorithm::HS256) }
}

#[cfg(test)]
mod tests;
