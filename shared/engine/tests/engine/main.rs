//! The use cases over the fakes: what a tenant sees from connecting an account to a machine that
//! stops and starts, and everything that may go wrong on the way.

mod audit;
mod behaviour;
mod calendars;
mod connecting;
mod credentials;
mod exports;
mod inventory;
mod keys;
mod leaving;
mod orders;
mod overrides;
mod principals;
mod schedules;
mod security;
mod ticks;
mod timekeeping;
mod world;
