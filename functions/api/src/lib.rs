//! The portal: REST, WebSockets, push, and the web app's files.
//!
//! It writes down what people want and shows what is known; the scheduler acts. It links nothing that
//! reaches a customer's cloud, and its roles are denied what it would take.
//!
//! One binary, four Lambda functions: `portal`, `login` (the slow routes that hash passwords),
//! `sockets` and `push`. `main.rs` wires each; everything else is here, where tests call it.

pub mod agent;
pub mod border;
pub mod controllers;
pub mod cookies;
pub mod cursor;
pub mod etag;
pub mod extract;
pub mod gateway;
pub mod headers;
pub mod idempotency;
pub mod json;
pub mod launch;
pub mod listing;
pub mod news;
pub mod openapi;
pub mod passwords;
pub mod people;
pub mod problem;
pub mod push;
pub mod routes;
pub mod scopes;
pub mod sockets;
pub mod state;
pub mod tokens;
pub mod views;
pub mod web;
mod zone;
