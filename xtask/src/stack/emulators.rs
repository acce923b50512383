//! The processes of a stack: which there are, with what settings, and when they are ready.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::{ACCOUNT, Process, REGION, Stack, http, ports, process};
use crate::tools::Venv;
use crate::{files, interrupt, layout, run, say};

/// How long the emulators may take to answer. On an idle machine they need about three seconds.
const PATIENCE: Duration = Duration::from_secs(90);

impl Stack {
    /// Every process of the stack, running or not, in the order in which they are stopped.
    pub(crate) fn processes(&self) -> [Process; 4] {
        ["edge", "events", "ministack", "moto"].map(|name| {
            Process::new(name, self.path(&format!("run/{name}.json")), self.path(&format!("logs/{name}.log")))
        })
    }

    /// Whether everything runs, from the launchers as they are now, and answers.
    pub(super) fn is_whole(&self) -> Result<bool> {
        let inputs = launchers()?;
        Ok(self.processes().iter().all(|process| process.runs_with(&inputs)) && self.answers())
    }

    fn answers(&self) -> bool {
        http::get(self.ministack, "/_ministack/ready").is_ok()
            && http::get(self.moto, "/_powerdown/instances").is_ok()
            && !ports::is_free(self.edge)
    }

    /// Start all processes on a clean state and wait until they answer.
    pub(super) fn start_emulators(&self) -> Result<()> {
        let step = say::step("starting the emulators");
        for port in [self.ministack, self.moto, self.edge] {
            self.free_port(port)?;
        }
        self.end_orphaned_bridge()?;
        files::remove_folder(&self.path("ministack"))?;
        files::remove_folder(&self.logs())?;
        for folder in ["tmp", "state", "s3"] {
            files::make_folder(&self.path("ministack").join(folder))?;
        }
        files::make_folder(&self.logs().join("functions"))?;

        let inputs = launchers()?;
        for process in self.processes() {
            process.start(self.command(process.name), &inputs)?;
        }
        let began = Instant::now();
        while !self.answers() {
            interrupt::check()?;
            for process in self.processes() {
                if !process.is_alive() {
                    let words = process.last_words(15);
                    self.stop()?;
                    bail!("{} ended while starting. Its last words:\n{words}", process.name);
                }
            }
            if began.elapsed() > PATIENCE {
                self.stop()?;
                bail!("the emulators do not answer; see {}", layout::shown(&self.logs()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        step.done();
        Ok(())
    }

    /// Take back a port that an orphan of ours holds; say who else holds it.
    fn free_port(&self, port: u16) -> Result<()> {
        if ports::is_free(port) {
            return Ok(());
        }
        let Some(holder) = ports::holder(port) else {
            bail!(
                "port {port} is taken by a process that this user may not see. Free it, then run this again"
            );
        };
        // A launcher of this very checkout whose pid file was lost.
        if holder.command.contains(&*layout::root().join("local").to_string_lossy()) {
            say::note(format!("stopping an orphan of an earlier run on port {port} (pid {})", holder.pid));
            return process::end_group(holder.pid, || ports::is_free(port));
        }
        bail!(
            "port {port} is taken by `{}` (pid {}). Stop it (kill {}), then run this again",
            holder.command,
            holder.pid,
            holder.pid
        )
    }

    /// The bridge listens on no port: an orphan of it would send every event a second time.
    fn end_orphaned_bridge(&self) -> Result<()> {
        let script = layout::root().join("local/customer_events.py");
        for orphan in ports::called_with(&[&script.to_string_lossy(), self.name]) {
            say::note(format!("stopping an orphan of an earlier run (pid {})", orphan.pid));
            process::end_group(orphan.pid, || {
                !std::path::Path::new(&format!("/proc/{}", orphan.pid)).exists()
            })?;
        }
        Ok(())
    }

    fn command(&self, process: &str) -> Command {
        let edge = self.edge.to_string();
        let moto = self.moto.to_string();
        match process {
            "ministack" => self.ministack(),
            "moto" => launcher("moto_local.py", &["-H", "127.0.0.1", "-p", &moto]),
            "edge" => launcher("edge.py", &["--port", &edge, "--aws", &self.aws()]),
            _ => launcher(
                "customer_events.py",
                &["--clouds", &self.clouds(), "--aws", &self.aws(), "--bus", self.name],
            ),
        }
    }

    fn ministack(&self) -> Command {
        let home = self.path("ministack");
        let mut command = launcher("ministack_local.py", &[]);
        command
            .env("GATEWAY_PORT", self.ministack.to_string())
            .env("BIND_HOST", "127.0.0.1")
            .env("MINISTACK_ACCOUNT_ID", ACCOUNT)
            .env("AWS_DEFAULT_REGION", REGION)
            .env("MINISTACK_REGION", REGION)
            // The roles of template.yaml are enforced, not only stored.
            .env("AUTH", "true")
            .env("PERSIST_STATE", "0")
            .env("IOT_MTLS_ENABLED", "0")
            // MiniStack hands its environment to the functions: this is how they find it.
            .env("AWS_ENDPOINT_URL", self.aws())
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("POWERDOWN_FUNCTION_LOGS", self.logs().join("functions"))
            .env("TMPDIR", home.join("tmp"))
            .env("STATE_DIR", home.join("state"))
            .env("S3_DATA_DIR", home.join("s3"));
        command
    }
}

/// One of the Python programs in local/, in a clean environment: what this shell is signed in to must not leak in.
fn launcher(script: &str, arguments: &[&str]) -> Command {
    let mut command = run::command(Venv::Emulators.program("python"));
    command.env_clear();
    for kept in ["PATH", "HOME", "LANG", "LC_ALL"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    command.env("PYTHONUNBUFFERED", "1").env("PYTHONPYCACHEPREFIX", layout::local().join("pycache"));
    command.arg(layout::root().join("local").join(script)).args(arguments);
    command
}

/// A fingerprint of what the processes are started from.
fn launchers() -> Result<String> {
    let mut inputs: Vec<PathBuf> = Vec::new();
    for script in ["ministack_local.py", "customer_door.py", "moto_local.py", "edge.py", "customer_events.py"]
    {
        inputs.push(layout::root().join("local").join(script));
    }
    inputs.push(layout::root().join("local/moto_fidelity"));
    inputs.push(layout::root().join("local/requirements-emulators.txt"));
    files::fingerprint(&inputs, &["__pycache__"])
}
