//! Companies.

pub mod create;
