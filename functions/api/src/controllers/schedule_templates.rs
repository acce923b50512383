//! Templates of schedules.

pub mod list;
