//! Tickets for WebSockets.

pub mod create;
