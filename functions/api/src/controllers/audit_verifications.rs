//! Proving that the audit trail was not rewritten.

pub mod create;
