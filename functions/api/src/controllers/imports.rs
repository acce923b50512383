//! Schedules of other schedulers.

pub mod create;
