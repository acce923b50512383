//! One contract suite per port, run on the fake and on the real thing.

pub mod cloud;
pub mod notary;
pub mod objects;
pub mod sealed;
pub mod store;
pub mod vault;
