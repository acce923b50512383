//! The rules by which the house is built, each held by a test: who may use whom, how sources look, what
//! each function may do on AWS.

mod dependencies;
mod documents;
mod environment;
mod resources;
mod roles;
mod secrets;
mod sources;
mod template;
