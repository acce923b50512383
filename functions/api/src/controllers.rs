//! The handlers: a folder a resource, a file a verb, as the URLs have them.
//!
//! A handler reads the request, calls one use case and shows the outcome. Rules live in the engine.

pub mod api_tokens;
pub mod audit_entries;
pub mod audit_verifications;
pub mod audit_writers;
pub mod calendars;
pub mod clouds;
pub mod email_verifications;
pub mod exports;
pub mod health;
pub mod imports;
pub mod invitations;
pub mod machines;
pub mod members;
pub mod schedule_templates;
pub mod schedules;
pub mod session;
pub mod sessions;
pub mod socket_tickets;
pub mod tenant;
pub mod tenants;

use axum::response::Response;
use http::{HeaderValue, header};

/// An answer with a version as its entity tag, as `If-Match` wants it back.
fn tag(version: u64, mut answer: Response) -> Response {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    answer
}
