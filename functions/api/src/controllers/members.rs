//! Who belongs to the company.

pub mod delete;
pub mod list;
pub mod update;
