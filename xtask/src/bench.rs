//! `cargo xtask bench`: the figures we promise, measured, beside the peers'.

use std::process::ExitCode;

use anyhow::Result;

use crate::{run, say};

/// Measure what PowerDown promises, in the profile that is shipped, beside the peers' figures.
///
/// The machine should be quiet meanwhile. With --json, standard output has one object a line: name, value, unit, budget,
/// peer, ok, inputs.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  cargo xtask bench schedule --json")]
pub(crate) struct Options {
    /// Only this one; all of them when absent
    #[arg(value_enum)]
    name: Option<Bench>,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Bench {
    /// Evaluations a second, next edge, two weeks of edges
    Schedule,
    /// The portal's own time of a warm request; whether a log-in's time tells who has an account
    Api,
}

impl Bench {
    const ALL: [Self; 2] = [Self::Schedule, Self::Api];

    fn name(self) -> &'static str {
        match self {
            Self::Schedule => "schedule",
            Self::Api => "api",
        }
    }

    /// The package whose bench it is.
    fn package(self) -> &'static str {
        match self {
            Self::Schedule => "powerdown-domain",
            Self::Api => "powerdown-api",
        }
    }
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let chosen = options.name.map_or_else(|| Bench::ALL.to_vec(), |bench| vec![bench]);
    for bench in chosen {
        let command = |verb: &[&str]| {
            let mut command = run::command("cargo");
            command.arg("bench").args(["--package", bench.package(), "--bench", bench.name()]);
            command.args(verb);
            command
        };
        let step = say::step(format!("building the bench {} (the first time takes a minute)", bench.name()));
        run::shown(&mut command(&["--no-run"]))?;
        step.done();
        let step = say::step(format!("measuring {}", bench.name()));
        let json: &[&str] = if options.json { &["--quiet", "--", "--json"] } else { &["--quiet"] };
        run::shown(&mut command(json))?;
        step.done();
    }
    Ok(ExitCode::SUCCESS)
}
