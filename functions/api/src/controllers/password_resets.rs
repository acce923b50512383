//! New passwords for who forgot theirs.

pub mod confirm;
pub mod create;
