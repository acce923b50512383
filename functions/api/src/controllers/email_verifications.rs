//! Proofs of e-mail addresses.

pub mod create;
