//! `cargo xtask test`: every check there is, part by part, and a summary that counts.

mod count;
mod part;
mod report;
mod rust;
mod step;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::tools::Venv;
use crate::{artifacts, files, interrupt, layout, run, say, stack};
use count::Count;
use part::Part;
use report::{Outcome, Report};
use step::Step;

/// Run every check there is.
///
/// The parts run one after the other, whatever fails; a table and the line `N passed, M failed, K skipped` end it. What
/// a part needs beside Rust, Python and Node is installed first: into .local/, or (Chromium) with apt-get where we may.
/// The end-to-end tests get an emulated AWS of their own: a running `cargo xtask up` is not disturbed.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only this part; may be given several times
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// More cases of every property, and the tests that are too long for every day
    #[arg(long)]
    deep: bool,
    /// Leave the stack of the end-to-end tests running, to look at it (`cargo xtask logs --test-stack`)
    #[arg(long)]
    keep: bool,
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    interrupt::watch()?;
    let parts: Vec<Part> =
        Part::ALL.into_iter().filter(|part| options.only.is_empty() || options.only.contains(part)).collect();
    // Parts that need no stack leave one that somebody kept alone.
    let uses_stack = parts.iter().any(|part| part.needs_stack());
    let _lock = if uses_stack { Some(stack::TEST.lock()?) } else { None };
    if uses_stack {
        stack::TEST.stop()?;
    }

    let mut report = Report::default();
    let built = prepare(&parts);
    for part in parts {
        let began = Instant::now();
        let log = part.log();
        files::write(&log, "")?;
        let outcome = match &built {
            Err(error) if part.needs_build() => Outcome::broken(&log, error),
            _ => run_part(part, options),
        };
        report.add(part.name(), outcome, began.elapsed(), log);
        if interrupt::requested() {
            break;
        }
    }
    if uses_stack && !options.keep {
        stack::TEST.stop()?;
    }
    interrupt::check()?;
    report.print();
    Ok(if report.has_failures() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What several parts need: the Python environment, the web app (`api` carries it), and all Rust code in one build.
fn prepare(parts: &[Part]) -> Result<()> {
    if parts.iter().any(|part| part.needs_stack()) {
        Venv::Emulators.install()?;
    }
    if parts.iter().any(|part| part.needs_build()) {
        artifacts::web()?;
        artifacts::workspace()?;
    }
    Ok(())
}

/// Run the steps of a part, all of them, whatever fails.
fn run_part(part: Part, options: &Options) -> Outcome {
    let log = part.log();
    let steps = match part.steps(options.deep).with_context(|| format!("{} cannot start", part.name())) {
        Ok(steps) => steps,
        Err(error) => return Outcome::broken(&log, &error),
    };
    let mut outcome = Outcome::default();
    if part.mostly_waits() {
        for count in side_by_side(part, steps, &log) {
            outcome.add(&count);
        }
        return outcome;
    }
    for step in steps {
        if interrupt::requested() {
            break;
        }
        outcome.add(&run_step(part, step, &log));
    }
    outcome
}

/// Run steps at the same time, each into a log of its own, which ends up in the part's.
fn side_by_side(part: Part, steps: Vec<Step>, log: &Path) -> Vec<Count> {
    let logs: Vec<PathBuf> =
        (1..=steps.len()).map(|number| log.with_extension(format!("{number}.log"))).collect();
    let counts = thread::scope(|scope| {
        let running: Vec<_> = steps
            .into_iter()
            .zip(&logs)
            .map(|(step, log)| {
                scope.spawn(move || match files::write(log, "") {
                    Ok(()) => run_step(part, step, log),
                    Err(_) => Count::FAILURE,
                })
            })
            .collect();
        running.into_iter().map(|step| step.join().unwrap_or(Count::FAILURE)).collect()
    });
    for one in &logs {
        step::gather(one, log);
    }
    counts
}

fn run_step(part: Part, step: Step, log: &Path) -> Count {
    let told = say::step(format!("{}: {}", part.name(), step.name));
    let count = step.run(log);
    if count.failed > 0 {
        told.failed();
        say::note(format!("see {}; its last lines:", layout::shown(&part.log())));
        for line in run::last_lines_of(log, 25) {
            say::note(format!("│ {line}"));
        }
    } else {
        told.done();
    }
    count
}
