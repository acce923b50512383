//! One command of a part, its log, and what it counts.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::count::{self, Count};
use crate::run;

/// How the output of a command tells what passed and what failed.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// One check: it succeeds or not.
    Check,
    /// cargo-nextest's summary.
    Nextest,
    /// The summary of each `cargo test` binary.
    CargoTest,
    /// vitest's summary.
    Vitest,
    /// Playwright's summary.
    Playwright,
    /// The summary of Python's unittest.
    Unittest,
}

/// One command.
pub(super) struct Step {
    /// What it is called while it runs.
    pub(super) name: String,
    commands: Vec<Command>,
    kind: Kind,
    ignored: u32,
}

impl Step {
    pub(super) fn new(name: impl Into<String>, command: Command, kind: Kind) -> Self {
        Self { name: name.into(), commands: vec![command], kind, ignored: 0 }
    }

    /// A command that is one check.
    pub(super) fn check(name: impl Into<String>, command: Command) -> Self {
        Self::new(name, command, Kind::Check)
    }

    /// Several commands whose counts belong together.
    pub(super) fn all(name: impl Into<String>, commands: Vec<Command>, kind: Kind) -> Self {
        Self { name: name.into(), commands, kind, ignored: 0 }
    }

    /// With an environment variable.
    pub(super) fn env(mut self, name: &str, value: impl AsRef<str>) -> Self {
        for command in &mut self.commands {
            command.env(name, value.as_ref());
        }
        self
    }

    /// Tests that the runner leaves out without saying how many.
    pub(super) fn ignoring(mut self, count: u32) -> Self {
        self.ignored = count;
        self
    }

    /// Run it with its output added to the log.
    pub(super) fn run(self, log: &Path) -> Count {
        let mut total = Count { skipped: self.ignored, ..Count::default() };
        for mut command in self.commands {
            match run_one(&mut command, self.kind, log) {
                Ok(count) => total += count,
                Err(error) => {
                    drop(append(log, &format!("{error:#}\n")));
                    total += Count::FAILURE;
                }
            }
        }
        total
    }
}

fn run_one(command: &mut Command, kind: Kind, log: &Path) -> Result<Count> {
    append(log, &format!("\n$ {}\n", run::line(command)))?;
    let mut file = OpenOptions::new().append(true).read(true).open(log)?;
    let from = file.seek(SeekFrom::End(0))?;
    let status = command
        .env("NO_COLOR", "1")
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("cannot run {}", run::line(command)))?;
    let output = std::fs::read(log)?.split_off(usize::try_from(from)?);
    let output = String::from_utf8_lossy(&output).into_owned();
    let mut count = match kind {
        Kind::Check => Count { passed: u32::from(status.success()), ..Count::default() },
        Kind::Nextest => count::nextest(&output),
        Kind::CargoTest => count::cargo_test(&output),
        Kind::Vitest => count::vitest(&output),
        Kind::Playwright => count::playwright(&output),
        Kind::Unittest => count::unittest(&output),
    };
    // Whatever was counted: a command that fails has failed.
    if !status.success() && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}

fn append(log: &Path, text: &str) -> Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(log)?;
    Ok(file.write_all(text.as_bytes())?)
}

/// Add one log to another and remove it. What cannot be moved stays where it is.
pub(super) fn gather(one: &Path, into: &Path) {
    let moved =
        std::fs::read_to_string(one).map_err(anyhow::Error::from).and_then(|text| append(into, &text));
    if moved.is_ok() {
        drop(std::fs::remove_file(one));
    }
}
