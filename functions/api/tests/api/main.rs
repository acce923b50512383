//! The API as its clients see it: real routers over the fakes.

mod accounts;
mod bad_input;
mod clouds;
mod contract;
mod gateway;
mod headers;
mod isolation;
mod machines;
mod roles;
mod schedules;
mod sessions;
mod sockets;
mod web;
mod world;
