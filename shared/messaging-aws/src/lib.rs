//! What travels, over AWS: orders and jobs by SQS, domain events by EventBridge, mail by SES, pushes
//! by API Gateway's WebSockets.
//!
//! - SQS and EventBridge take ten entries a call and may accept some and refuse others. What was
//!   refused is sent again, alone; after a few tries the whole send fails, and its caller repeats
//!   it, which does no harm (orders carry no truth, jobs are written to be repeated).
//! - Nothing here waits: pauses between attempts of one call are the SDK's, and what still fails is
//!   delivered again by whoever called us.
//! - No error of a mail repeats the address or the text.

mod batch;
mod bus;
mod mail;
mod orders_and_jobs;
mod sockets;

pub use bus::EventBridgeBus;
pub use mail::SesMailer;
pub use orders_and_jobs::{SqsJobs, SqsOrders};
pub use sockets::ApiGatewaySockets;
