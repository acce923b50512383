//! One's own password.

pub mod update;
