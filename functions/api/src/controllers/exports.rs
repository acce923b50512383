//! Lists as files.

pub mod create;
pub mod list;
pub mod show;
