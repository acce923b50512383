//! Connecting customers' accounts, and finding out whether they can be entered.
//!
//! The portal writes down what the owner wants ([`connect`]); only the scheduler enters an account
//! ([`verify`]) and reports what it found.

mod change;
mod connect;
mod enter;
mod leave;
mod verify;

pub use change::{ChangeCloud, delete, update};
pub use connect::{
    AccessRequest, CloudDesk, ConnectCloud, connect, external_id, request_verification, show_external_id,
};
pub use enter::{EnterError, Entrance, Errand};
pub use leave::{LAST_LOOK, Leaver, leave};
pub use verify::{SCAN_INTERVAL, Verified, Verifier, VerifyError, mark_failed, verify};
pub(crate) use verify::{change, is_passing, plain_words};
