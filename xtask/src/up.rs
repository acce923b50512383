//! `cargo xtask up`: PowerDown on this machine, with a demo company in it.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::stack::{self, Stack, Status};
use crate::tools::{self, Venv};
use crate::{artifacts, interrupt, logs, say};

/// Run PowerDown on this machine: build, start the emulated AWS, deploy, seed a demo company.
///
/// The first time takes minutes, mostly compiling. Run it again after a change: only what changed is built and
/// deployed. It stays in the foreground with the logs of everything until Ctrl-C, which stops it all and forgets the
/// data. The address and a demo login are printed when it is ready.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Return when ready and leave it running; `cargo xtask down` stops it
    #[arg(long)]
    detach: bool,
    /// Deploy what was built last, whatever has changed since
    #[arg(long)]
    no_build: bool,
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    interrupt::watch()?;
    let stack = &stack::UP;
    let status = start(stack, options)?;
    say::out(format_args!("{}", status.url));
    say::out(format_args!("{} / {}", status.login.email, status.login.password));
    say::out(format_args!("ready"));
    if options.detach {
        say::note("`cargo xtask logs --follow` shows what happens, `cargo xtask down` stops it");
        return Ok(ExitCode::SUCCESS);
    }
    follow(stack)
}

/// Build and start. What was started is stopped again when something fails: no half of a stack stays behind.
fn start(stack: &Stack, options: &Options) -> Result<Status> {
    let _lock = stack.lock()?;
    tools::node()?;
    Venv::Emulators.install()?;
    if !options.no_build {
        artifacts::web()?;
        artifacts::workspace()?;
    }
    stack.start().and_then(|()| stack.complete()).inspect_err(|_| drop(stack.stop()))
}

/// Show the logs until Ctrl-C, then stop everything; or until somebody else stopped it.
fn follow(stack: &Stack) -> Result<ExitCode> {
    let mut ended = None;
    logs::follow(stack, logs::Selection::everything(), || {
        ended = stack.processes().into_iter().find(|process| !process.is_alive());
        ended.is_some() || interrupt::requested()
    });
    let _lock = stack.lock()?;
    let others = stack.stop()?;
    match ended {
        None => say::out(format_args!("stopped")),
        Some(_) if !others => say::out(format_args!("stopped by `cargo xtask down`")),
        Some(process) => {
            bail!("{0} ended unexpectedly; `cargo xtask logs {0}` has its last words", process.name)
        }
    }
    Ok(ExitCode::SUCCESS)
}
