//! What every function needs around its handlers: settings, logs, metrics, the clock, randomness,
//! and the way to AWS.
//!
//! This is the only crate that may read the environment and the clock, and it does so for `main.rs`
//! alone: everything below takes what it needs as an argument.

mod ambient;
pub mod aws;
pub mod faults;
pub mod logs;
pub mod metrics;
mod settings;

pub use ambient::{OsEntropy, SystemClock};
pub use settings::{SettingError, Settings, Stage};
