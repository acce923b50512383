//! The handlers: a folder a resource, a file a verb, as the URLs have them.
//!
//! A handler reads the request, calls one use case and shows the outcome. Rules live in the engine.

pub mod clouds;
pub mod email_verifications;
pub mod health;
pub mod machines;
pub mod schedules;
pub mod session;
pub mod sessions;
pub mod socket_tickets;
pub mod tenants;
