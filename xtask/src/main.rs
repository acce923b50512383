//! `cargo xtask …`: everything a person or a pipeline does with this repository.
//!
//! Each command is a module. What they share: [`layout`] (where things are), [`say`] (how progress is told), [`run`]
//! (how other programs are called), [`stack`] (the local AWS: emulators, deployment, demo company).
//!
//! Rules: every command prints progress while it works, ends with the line docs/OPERATIONS.md names, and exits with a
//! status other than zero on any failure, saying what to do. Whatever is installed or written goes into `.local/`.

#![expect(
    clippy::disallowed_methods,
    reason = "xtask runs on this machine for a person: it waits, measures and reads settings"
)]

mod artifacts;
mod bench;
mod conformance;
mod down;
mod files;
mod import;
mod interrupt;
mod layout;
mod logs;
mod package;
mod run;
mod say;
mod stack;
mod status;
mod test;
mod tools;
mod up;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Build, run and check PowerDown on this machine.
///
/// Needs Rust, Python 3.10 or newer and Node 20 or newer. Everything else is installed into .local/ by the command
/// that needs it. Start with `cargo xtask up`.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Up(up::Options),
    Down(down::Options),
    Status(status::Options),
    Logs(logs::Options),
    Test(test::Options),
    Conformance(conformance::Options),
    Import(import::Options),
    Bench(bench::Options),
    Package(package::Options),
}

fn main() -> ExitCode {
    match dispatch(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    match command {
        Command::Up(options) => up::run(&options),
        Command::Down(options) => down::run(&options),
        Command::Status(options) => status::run(&options),
        Command::Logs(options) => logs::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Conformance(options) => conformance::run(&options),
        Command::Import(options) => import::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Package(options) => package::run(&options),
    }
}
