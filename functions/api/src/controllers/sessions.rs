//! Log-ins: beginning one, and seeing and ending one's own.

pub mod create;
pub mod delete;
pub mod delete_all;
pub mod list;
