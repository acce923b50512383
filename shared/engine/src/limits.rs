//! Limits: how often the same source, person or company may ask for what is slow or sensitive.
//!
//! Rules:
//! - A limit is a token bucket in the store, so that all functions count together. A token is taken
//!   before the work, whatever comes of it.
//! - A bucket is named by a keyed hash of an address or an account: who has the table learns neither.
//! - Nobody's tries use up somebody else's: see [`admit_log_in`].

mod bucket;
mod log_in;

pub use bucket::{Allowance, Draw};
pub use log_in::{KNOWN_FOR, LogInSource, admit_log_in, remember};
