//! `cargo xtask package`: the zips that a deployment to AWS uploads.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::tools::Venv;
use crate::{artifacts, layout, run, say};

/// Build each function's zip for AWS, and say how large it is.
///
/// The same artifacts that `cargo lambda build --release --global cargo-lambda.toml --output-format zip` makes: in
/// target/lambda/<function>/bootstrap.zip.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Cargo profile
    #[arg(long, default_value = "release")]
    profile: String,
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    artifacts::web()?;
    Venv::Tools.install()?;
    let step =
        say::step(format!("building the functions with profile {} (release takes minutes)", options.profile));
    let mut build = run::command(Venv::Tools.program("cargo-lambda"));
    build.args(["lambda", "build", "--profile", &options.profile]);
    build.args(["--global", "cargo-lambda.toml", "--output-format", "zip"]);
    run::shown(&mut build)?;
    step.done();
    for function in artifacts::FUNCTIONS {
        let zip = layout::target().join("lambda").join(function.binary).join("bootstrap.zip");
        let size = std::fs::metadata(&zip).with_context(|| format!("{} was not built", zip.display()))?.len();
        say::out(format_args!(
            "{:<15} {:>5.2} MB  {}",
            function.binary,
            size as f64 / 1e6,
            layout::shown(&zip)
        ));
    }
    Ok(ExitCode::SUCCESS)
}
