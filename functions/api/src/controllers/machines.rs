//! The inventory.

pub mod list;
pub mod show;
mod walk;
mod wishes;

pub(super) use walk::walk;
pub(super) use wishes::Wishes;
