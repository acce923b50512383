//! `cargo xtask status`: what runs, and where.

use std::process::ExitCode;

use anyhow::Result;

use crate::stack;

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
        println!("{}", serde_json::to_string(&status)?);
        return Ok(ExitCode::SUCCESS);
    }
    for process in stack::UP.processes() {
        println!("{:<10} {}", process.name, if process.is_alive() { "running" } else { "stopped" });
    }
    if status.ready {
        println!("app        {}", status.url);
        println!("login      {} / {}", status.login.email, status.login.password);
        println!("our AWS    {}", status.endpoints.aws);
        println!("customers  {}", status.endpoints.clouds);
        println!("table      {}", status.table.unwrap_or_default());
        println!("ready");
    } else {
        println!("not ready: run `cargo xtask up`");
    }
    Ok(ExitCode::SUCCESS)
}
