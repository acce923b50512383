//! `/security`: how safe the company is, and what looked like an attack.

pub mod events;
pub mod show;
