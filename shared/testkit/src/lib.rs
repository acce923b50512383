//! The world as tests want it: a hand-turned clock, an in-memory store, a fake vault, a simulated
//! cloud, queues that remember. A dev-dependency only.
//!
//! No fake may lie: every fake passes the contract suite of its port (module [`contract`]), the same
//! one that the real adapter passes against an emulator.

pub mod ambient;
pub mod cloud;
pub mod contract;
pub mod emulator;
pub mod messages;
pub mod notary;
pub mod objects;
pub mod passwords;
pub mod store;
pub mod vault;
