//! The handlers: a folder a resource, a file a verb, as the URLs have them.
//!
//! A handler reads the request, calls one use case and shows the outcome. Rules live in the engine.

pub mod api_tokens;
pub mod audit_entries;
pub mod audit_verifications;
pub mod audit_writers;
pub mod calendars;
pub mod clouds;
mod document;
pub mod email_verifications;
pub mod exports;
pub mod health;
pub mod imports;
pub mod invitations;
pub mod machines;
pub mod members;
pub mod password;
pub mod password_resets;
pub mod schedule_templates;
pub mod schedules;
pub mod second_factor;
pub mod security;
pub mod session;
pub mod sessions;
pub mod socket_tickets;
pub mod tenant;
pub mod tenants;
