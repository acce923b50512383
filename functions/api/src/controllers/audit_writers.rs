//! Who appends to the audit trail: a chain each.

pub mod list;
