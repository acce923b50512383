//! `cargo xtask package`: the zips that a deployment to AWS uploads.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

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
    build(&options.profile)?;
    for function in artifacts::FUNCTIONS {
        let zip = zip(function.binary);
        say::out(format_args!(
            "{:<15} {:>5.2} MB  {}",
            function.binary,
            megabytes(&zip)?,
            layout::shown(&zip)
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Build every function in a Cargo profile.
pub(crate) fn build(profile: &str) -> Result<()> {
    artifacts::web()?;
    Venv::Tools.install()?;
    let step = say::step(format!("building the functions with profile {profile} (release takes minutes)"));
    for format in ["binary", "zip"] {
        run::shown(lambda_build(profile).args(["--output-format", format]))?;
    }
    step.done();
    Ok(())
}

/// How functions are built, as `cargo lambda build` is told.
pub(crate) fn lambda_build(profile: &str) -> Command {
    let mut build = run::command(Venv::Tools.program("cargo-lambda"));
    build.args(["lambda", "build", "--profile", profile, "--global", "cargo-lambda.toml"]);
    build
}

/// Where a function's zip is.
pub(crate) fn zip(function: &str) -> PathBuf {
    layout::target().join("lambda").join(function).join("bootstrap.zip")
}

/// The size of a zip that was built.
pub(crate) fn megabytes(zip: &Path) -> Result<f64> {
    let metadata = std::fs::metadata(zip).with_context(|| format!("{} was not built", zip.display()))?;
    Ok(metadata.len() as f64 / 1e6)
}
