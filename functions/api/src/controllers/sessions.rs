//! Log-ins.

pub mod create;
