//! `cargo xtask status`: what runs, and where.

use std::process::ExitCode;

use anyhow::Result;

use crate::{say, stack};

/// Say what of the local stack runs, and where.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// One JSON object for programs: ready, url, websocket, login, endpoints, table, outputs
    #[arg(long)]
    json: bool,
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let status = stack::UP.status();
    if options.json {
        say::out(format_args!("{}", serde_json::to_string(&status)?));
        return Ok(ExitCode::SUCCESS);
    }
    for process in stack::UP.processes() {
        say::out(format_args!(
            "{:<10} {}",
            process.name,
            if process.is_alive() { "running" } else { "stopped" }
        ));
    }
    if status.ready {
        say::out(format_args!("app        {}", status.url));
        say::out(format_args!("login      {} / {}", status.login.email, status.login.password));
        say::out(format_args!("our AWS    {}", status.endpoints.aws));
        say::out(format_args!("customers  {}", status.endpoints.clouds));
        say::out(format_args!("table      {}", status.table.unwrap_or_default()));
        say::out(format_args!("ready"));
    } else {
        say::out(format_args!("not ready: run `cargo xtask up`"));
    }
    Ok(ExitCode::SUCCESS)
}
