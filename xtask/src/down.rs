//! `cargo xtask down`: the end of `up`.

use std::process::ExitCode;

use anyhow::Result;

use crate::{files, layout, say, stack};

/// Stop what `up` started and forget its data.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Also remove .local/: Python environments, installed tools, logs. The next `up` installs them again
    #[arg(long)]
    purge: bool,
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let lock = stack::UP.lock()?;
    let mut stopped = stack::UP.stop()?;
    if options.purge {
        stopped |= stack::TEST.stop()?;
        drop(lock);
        files::remove_folder(&layout::local())?;
        say::note(format!("removed {}", layout::shown(&layout::local())));
    }
    say::out(format_args!("{}", if stopped { "stopped" } else { "nothing was running" }));
    Ok(ExitCode::SUCCESS)
}
