//! The API as its clients see it: real routers over the fakes.

mod accounts;
mod audit;
mod bad_input;
mod calendars;
mod clouds;
mod contract;
mod explanation;
mod gateway;
mod headers;
mod hostile_tokens;
mod idempotency;
mod imports;
mod isolation;
mod lists;
mod machines;
mod matrix;
mod observatory;
mod overrides;
mod preview;
mod races;
mod schedules;
mod sessions;
mod sockets;
mod templates;
mod web;
mod world;
