//! Tokens by which programs act in a member's place.

pub mod create;
pub mod delete;
pub mod list;
