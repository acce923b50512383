//! The deployed system, seen from outside: over its address as a browser, in customers' accounts as their
//! owner, in our own account as its operator.
//!
//! Each test makes a company, an AWS account and machines of its own, so that all run side by side. The
//! scheduler's minute is the real one, so a test that waits for it takes minutes; nothing sleeps blindly.
//!
//! | what a test holds in its hands | module |
//! |---|---|
//! | where everything is | [`stack`] |
//! | a browser, its cookies, the live connection | [`browser`], [`socket`] |
//! | a company that signed up, with its clouds | [`company`] |
//! | a customer's AWS account and its machines | [`customer`] |
//! | our own AWS account: table, queues, objects, logs, mail | [`operator`], [`mailbox`] |
//! | the app that makes codes of a second factor | [`totp`] |

mod aws_call;
mod browser;
mod company;
mod customer;
mod mailbox;
mod operator;
mod socket;
mod stack;
mod totp;
mod views;
mod wait;
mod week;

mod anchors;
mod bad_input;
mod cloud_events;
mod credentials;
mod demo;
mod duplicates;
mod exports;
mod flood;
mod foreign;
mod inventory;
mod logs;
mod news;
mod overrides;
mod people;
mod refresh_race;
mod refused_clouds;
mod roles;
mod secrets;
mod security;
mod served;
mod sessions;
mod true_path;
mod two_clouds;
mod upkeep;
