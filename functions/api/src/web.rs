//! The web app's files, embedded while building and compressed once and for all.
//!
//! Files under `/assets/` carry a hash in their names and may be kept for ever; all else is asked for
//! again each time and answered "not modified" by its entity tag. A path without a file is a page of
//! the app, which its own router knows.

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::problem::{Kind, Problem};

/// One file, in the forms it is sent.
struct Asset {
    /// Where it is found, such as `/assets/index-3f9a.js`.
    path: &'static str,
    content_type: &'static str,
    etag: &'static str,
    plain: &'static [u8],
    /// Absent where compressing does not make it smaller.
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

// `ASSETS`, sorted by path.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Answers a `GET` or `HEAD` of a path outside the API.
pub fn serve(path: &str, headers: &HeaderMap) -> Response {
    let hashed = path.starts_with("/assets/");
    let file = find(path).or_else(|| if hashed { None } else { find("/index.html") });
    let Some(asset) = file else {
        return Problem::because(Kind::NotFound, "there is no such file").into_response();
    };
    let (body, encoding) = asset.encoded(headers);
    let mut response = Response::new(Body::from(body));
    let mut set = |name: HeaderName, value: &'static str| {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    };
    set(header::CACHE_CONTROL, if hashed { FOREVER } else { ASK_AGAIN });
    set(header::ETAG, asset.etag);
    set(header::VARY, "accept-encoding");
    if matches(headers, asset.etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        return response;
    }
    set(header::CONTENT_TYPE, asset.content_type);
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    response
}

fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok().map(|index| &ASSETS[index])
}

fn matches(headers: &HeaderMap, etag: &str) -> bool {
    let sent = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag)
}

impl Asset {
    /// The smallest form the client takes.
    fn encoded(&self, headers: &HeaderMap) -> (&'static [u8], Option<&'static str>) {
        let takes = |name| accepts(headers, name);
        match (self.brotli, self.gzip) {
            (Some(body), _) if takes("br") => (body, Some("br")),
            (_, Some(body)) if takes("gzip") => (body, Some("gzip")),
            _ => (self.plain, None),
        }
    }
}

/// Whether `Accept-Encoding` names an encoding, and not with a weight of zero.
fn accepts(headers: &HeaderMap, name: &str) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING);
    lines.iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).any(|choice| {
        let mut parts = choice.split(';').map(str::trim);
        let weight = |part: &str| part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        parts.next().is_some_and(|found| found.eq_ignore_ascii_case(name))
            && parts.find_map(weight).is_none_or(|weight| weight > 0.0)
    })
}
