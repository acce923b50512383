//! `cargo xtask bench`: the figures we promise, measured, beside the peers'.

mod environment;
mod figure;
mod function;
mod logins;
mod meter;
mod size;
mod start_up;
mod warm;
mod wire;

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::tools::{self, Venv};
use crate::{interrupt, package, run, say, stack};

use figure::Figure;

/// Measure what PowerDown promises, in the profile that is shipped, beside the peers' figures.
///
/// The machine should be quiet meanwhile: every figure says how busy it was. With --json, standard output has one object
/// a line: name, value, unit, budget, peer, ok, inputs. A figure without a budget is there to be known. The exit status
/// is not zero when a budget is missed.
///
/// `schedule` and the first part of `api` measure library code by itself and take minutes. The second part of `api`
/// measures what is deployed: it builds the functions as `cargo xtask package` does (the first time takes half an hour
/// on two cores), starts a local stack of its own beside those of `up` and `test`, and sends requests to the shipped
/// binaries, as Lambda would. The time that the emulated AWS needs for its own part of a request is measured in the same
/// request and taken off.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  cargo xtask bench schedule --json\n  cargo xtask bench api\n  \
                        cargo xtask bench deployed --no-build    only what is deployed, as it was built last")]
pub(crate) struct Options {
    /// Only this one; all of them when absent
    #[arg(value_enum)]
    name: Option<Bench>,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
    /// Measure the functions as they were built last, whatever has changed since
    #[arg(long)]
    no_build: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Bench {
    /// Evaluations a second, next edge, two weeks of edges
    Schedule,
    /// The portal: its own time of a warm request, by itself and as deployed; log-ins; start-up; zips
    Api,
    /// The part of `api` that measures what is deployed
    Deployed,
}

impl Bench {
    const ALL: [Self; 2] = [Self::Schedule, Self::Api];

    /// Measure, print, and say whether all budgets are met.
    fn run(self, options: &Options) -> Result<bool> {
        match self {
            Self::Schedule => library("powerdown-domain", "schedule", options),
            // Both, whatever the first one says.
            Self::Api => Ok(library("powerdown-api", "api", options)? & deployed(options)?),
            Self::Deployed => deployed(options),
        }
    }
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    interrupt::watch()?;
    let chosen = options.name.map_or_else(|| Bench::ALL.to_vec(), |bench| vec![bench]);
    let mut met = true;
    for bench in chosen {
        met &= bench.run(options)?;
    }
    Ok(if met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A bench of cargo's, which prints its own figures and fails when a budget is missed.
fn library(package: &str, bench: &str, options: &Options) -> Result<bool> {
    let command = |verb: &[&str]| -> Command {
        let mut command = run::command("cargo");
        command.args(["bench", "--package", package, "--bench", bench]).args(verb);
        command
    };
    let step = say::step(format!("building the bench {bench} (the first time takes a minute)"));
    run::shown(&mut command(&["--no-run"]))?;
    step.done();
    let step = say::step(format!("measuring {bench}"));
    let json: &[&str] = if options.json { &["--quiet", "--", "--json"] } else { &["--quiet"] };
    let met = run::shown(&mut command(json)).is_ok();
    interrupt::check()?;
    step.done();
    Ok(met)
}

/// What is shipped: its size, its start, and its requests on a stack of its own.
fn deployed(options: &Options) -> Result<bool> {
    tools::node()?;
    Venv::Emulators.install()?;
    if !options.no_build {
        package::build("release")?;
        start_up::build()?;
    }
    let mut met = print(options, size::measure()?);
    met &= measured(options, "start-up", start_up::measure)?;
    let bench = &stack::BENCH;
    let _lock = bench.lock()?;
    let outcome = bench.start().and_then(|()| bench.complete()).and_then(|_| {
        let warm = measured(options, "warm requests on real parts", warm::measure)?;
        Ok(warm & measured(options, "requests beside log-ins", logins::measure)?)
    });
    bench.stop()?;
    Ok(met & outcome?)
}

fn measured(options: &Options, what: &str, measure: impl FnOnce() -> Result<Vec<Figure>>) -> Result<bool> {
    let step = say::step(format!("measuring {what}"));
    let figures = measure()?;
    step.done();
    Ok(print(options, figures))
}

fn print(options: &Options, figures: Vec<Figure>) -> bool {
    figures.iter().fold(true, |met, figure| figure.print(options.json) & met)
}
