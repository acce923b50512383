//! One's own second factor: an app that makes codes.

pub mod confirm;
pub mod create;
pub mod remove;
pub mod renew;
pub mod show;
