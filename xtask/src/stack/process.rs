//! One background process with its log and its pid file.
//!
//! A pid alone says little after a crash: the number may belong to somebody else by now. The pid file therefore also
//! holds the moment the process was started, as the kernel tells it; both must match for the process to be ours.

use std::fs::OpenOptions;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::{files, run};

/// How long a process may take to end by itself before it is killed.
const PATIENCE: Duration = Duration::from_secs(8);

/// A process of a stack, running or not.
pub(crate) struct Process {
    /// Its name: also that of its log.
    pub name: &'static str,
    /// Where its output goes.
    pub log: PathBuf,
    pid_file: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Running {
    pid: u32,
    started: String,
    inputs: String,
}

impl Process {
    pub(super) fn new(name: &'static str, pid_file: PathBuf, log: PathBuf) -> Self {
        Self { name, log, pid_file }
    }

    /// Start it in a process group of its own (Ctrl-C in our terminal is not its business), with a fresh log.
    /// `inputs` says what it was started from; see [`Self::runs_with`].
    pub(super) fn start(&self, mut command: Command, inputs: &str) -> Result<()> {
        files::write(&self.log, "")?;
        let log = OpenOptions::new().append(true).open(&self.log).context("cannot open the log")?;
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot run {}", run::line(&command)))?;
        let running = Running {
            pid: child.id(),
            started: started(child.id()).unwrap_or_default(),
            inputs: inputs.to_owned(),
        };
        files::write(&self.pid_file, serde_json::to_vec(&running)?)?;
        // Reaped here, or it would stay a zombie while we run. When we end first, init does it.
        std::thread::spawn(move || {
            let mut child = child;
            child.wait()
        });
        Ok(())
    }

    /// Whether it runs.
    pub(crate) fn is_alive(&self) -> bool {
        self.running().is_some()
    }

    /// Whether it runs and was started from these inputs.
    pub(super) fn runs_with(&self, inputs: &str) -> bool {
        self.running().is_some_and(|running| running.inputs == inputs)
    }

    /// End it and what it started. Says whether there was anything to end.
    pub(super) fn stop(&self) -> Result<bool> {
        let Some(running) = self.running() else {
            drop(std::fs::remove_file(&self.pid_file));
            return Ok(false);
        };
        end_group(running.pid, || self.running().is_none())?;
        drop(std::fs::remove_file(&self.pid_file));
        Ok(true)
    }

    /// The last lines of its log.
    pub(super) fn last_words(&self, lines: usize) -> String {
        run::last_lines_of(&self.log, lines).join("\n")
    }

    fn running(&self) -> Option<Running> {
        let running: Running = serde_json::from_slice(&std::fs::read(&self.pid_file).ok()?).ok()?;
        (started(running.pid)? == running.started).then_some(running)
    }
}

/// Ask a process group to end, wait until `is_gone`, and kill it when it does not.
pub(super) fn end_group(pid: u32, is_gone: impl Fn() -> bool) -> Result<()> {
    signal("TERM", pid)?;
    let began = Instant::now();
    while !is_gone() {
        if began.elapsed() > PATIENCE {
            return signal("KILL", pid);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    // What the leader left behind: functions that MiniStack had no time to end.
    drop(signal("KILL", pid));
    Ok(())
}

fn signal(name: &str, group: u32) -> Result<()> {
    // The shell's own `kill`: there is one on every machine, and signals need no unsafe code this way.
    let script = format!("kill -s {name} -- -{group} 2>/dev/null || true");
    run::quiet(run::command("sh").args(["-c", &script])).map(drop)
}

/// When a living process was started, as an opaque text; `None` when there is no such process.
fn started(pid: u32) -> Option<String> {
    if !std::path::Path::new("/proc/self/stat").exists() {
        let shown = run::quiet(run::command("ps").args(["-o", "lstart=", "-p", &pid.to_string()])).ok()?;
        return (!shown.trim().is_empty()).then(|| shown.trim().to_owned());
    }
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold anything, blanks too; after it come the state and, 20th, the start time.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    (state != "Z").then(|| fields.nth(18).map(str::to_owned))?
}
