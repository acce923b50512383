//! What holds for PowerDown as a whole: its architecture, read from the repository, and its behaviour, seen
//! from outside on the deployed stack.
//!
//! - [`architecture`] needs nothing but the checkout and always runs.
//! - [`system`] needs a stack of its own, which `cargo xtask test --only system` brings up and names in
//!   `POWERDOWN_TEST_STATUS`. Without it these tests say `SKIPPED`, aloud.
//!
//! Nothing here uses a crate of ours: what a test can see, a user or an operator can see.

mod architecture;
mod kept;
mod repository;
mod system;
