//! Invitations to join the company.

pub mod accept;
pub mod create;
pub mod delete;
pub mod list;
pub mod preview;
