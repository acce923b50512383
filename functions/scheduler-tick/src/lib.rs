//! The scheduler: starts and stops customers' machines. One artifact, four Lambda resources.
//!
//! | handler | what wakes it | what it does |
//! |---|---|---|
//! | [`tick`] | EventBridge, every minute | finds what is due, sends orders and jobs; calls no cloud |
//! | [`orders`] | the FIFO queue, one cloud and region at a time | looks at machines and calls EC2 |
//! | [`jobs`] | the standard queue | verifies clouds, takes inventories, re-matches selectors |
//! | [`cloud_events`] | EC2 events of customers' accounts | updates the inventory |
//!
//! Handlers take their ports as arguments and are called by tests the same way as by `main.rs`.

pub mod cloud_events;
pub mod jobs;
pub mod orders;
pub mod tick;

mod messages;
