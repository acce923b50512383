//! The two cookies of a session.
//!
//! `__Host-` ties a cookie to this very host and to HTTPS (RFC 6265bis, section 4.1.3.2); HttpOnly
//! keeps scripts from reading it; SameSite=Strict keeps other sites from sending it.

use http::{HeaderMap, HeaderValue, header};
use jiff::{SignedDuration, Timestamp};
use powerdown_engine::accounts::RefreshToken;

use crate::tokens::{ACCESS_LIFE, AccessToken};

/// Holds the access token.
pub const SESSION: &str = "__Host-session";
/// Holds the refresh token.
pub const REFRESH: &str = "__Host-refresh";

/// A cookie's value, if the request carries it.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// Gives a browser its session; `ends` is when the refresh token stops working.
pub fn start(
    headers: &mut HeaderMap,
    access: &AccessToken,
    refresh: &RefreshToken,
    ends: Timestamp,
    now: Timestamp,
) {
    set(headers, SESSION, access.expose(), ACCESS_LIFE);
    set(headers, REFRESH, refresh.expose(), ends.duration_since(now));
}

/// Takes a browser's session away.
pub fn end(headers: &mut HeaderMap) {
    set(headers, SESSION, "", SignedDuration::ZERO);
    set(headers, REFRESH, "", SignedDuration::ZERO);
}

fn set(headers: &mut HeaderMap, name: &str, value: &str, life: SignedDuration) {
    let seconds = life.as_secs().max(0);
    let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}");
    // Tokens are base64url, digits and dots, which a header may hold.
    if let Ok(mut cookie) = HeaderValue::from_str(&cookie) {
        cookie.set_sensitive(true);
        headers.append(header::SET_COOKIE, cookie);
    }
}
