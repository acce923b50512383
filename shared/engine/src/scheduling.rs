//! The scheduler: ticks find what is due, orders look at machines and act.
//!
//! A tick sends orders *before* it moves a schedule's edge on: dying in between, the next tick sends
//! the same orders again, which the queue drops by their deduplication id and which would do no harm
//! anyway, because an order computes what to do from what is stored when it runs.

mod batch;
mod order;
mod retry;
mod tick;

pub use order::{OrderDesk, OrderError, OrderReport, execute};
pub use tick::{TickDesk, TickReport, tick};
