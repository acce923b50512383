//! Customers' AWS accounts: entering them by STS, and the three EC2 calls PowerDown makes there.
//!
//! - A role is entered with our external id, for fifteen minutes; its credentials are kept until five
//!   minutes before they end, so that an owner who withdraws the role is obeyed within that time.
//! - Each account and region has a retry budget of its own: the SDK's default is one budget per
//!   region for the whole process, which one throttled customer would drain for all.
//! - Every error says what to do about it ([`CloudErrorClass`](powerdown_engine::ports::CloudErrorClass))
//!   and carries AWS's own words, cleaned: no secrets, no encoded messages, no more than fits.
//! - Only the scheduler links this crate; the web-facing function cannot.

mod classify;
mod convert;
mod credentials;
mod failure;
mod gateway;
mod session;

pub use gateway::AwsCloud;
