//! The local AWS: MiniStack (our account), moto (customers' accounts), the edge (CloudFront), the bridge of customers'
//! events, template.yaml deployed on it and the demo company.
//!
//! There are three, which never share anything: those of `cargo xtask up`, `cargo xtask test` and `cargo xtask bench`.
//!
//! State is kept while the stack runs and forgotten when it stops. moto cannot keep its own, and a table that remembers
//! machines which moto has forgotten would be a lie; see local/README.md.

mod deploy;
mod emulators;
mod http;
mod ports;
mod process;
mod seed;

use std::collections::BTreeMap;
use std::fs::File;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::{files, layout};

pub(crate) use ports::any_free as free_port;
pub(crate) use process::Process;

/// Our account on the local stack.
pub(crate) const ACCOUNT: &str = "111111111111";
/// The region everything of ours runs in. CloudFront's web ACL forces it in production.
pub(crate) const REGION: &str = "us-east-1";

/// The stack of `cargo xtask bench`: the shipped artifacts, with more machines.
pub(crate) const BENCH: Stack =
    Stack { name: "powerdown-bench", folder: "bench", ministack: 4966, moto: 5401, edge: 8480 };

/// One of the local stacks.
pub(crate) struct Stack {
    /// Name of the CloudFormation stack and prefix of what is in it.
    pub name: &'static str,
    folder: &'static str,
    ministack: u16,
    moto: u16,
    edge: u16,
}

/// The stack of `cargo xtask up`.
pub(crate) const UP: Stack =
    Stack { name: "powerdown-local", folder: "up", ministack: 4566, moto: 5001, edge: 8080 };
/// The stack of `cargo xtask test`: same things, other ports, so that a running `up` is not disturbed.
pub(crate) const TEST: Stack =
    Stack { name: "powerdown-test", folder: "test", ministack: 4666, moto: 5101, edge: 8180 };

/// What `cargo xtask status --json` prints. Programs read it: fields are added, never renamed.
#[derive(Serialize, Deserialize)]
pub(crate) struct Status {
    /// Everything runs, is deployed and seeded.
    pub ready: bool,
    /// Address of the app.
    pub url: String,
    /// Address of its WebSocket.
    pub websocket: String,
    /// Somebody who can sign in.
    pub login: Login,
    /// Where the emulators listen.
    pub endpoints: Endpoints,
    /// Name of the DynamoDB table, once deployed.
    pub table: Option<String>,
    /// Outputs of template.yaml, once deployed: queues, bus, keys, functions, roles.
    #[serde(default)]
    pub outputs: BTreeMap<String, String>,
}

/// The demo login.
#[derive(Serialize, Deserialize)]
pub(crate) struct Login {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
}

/// Where the emulators listen.
#[derive(Serialize, Deserialize)]
pub(crate) struct Endpoints {
    /// MiniStack: our own account.
    pub aws: String,
    /// moto: the customers' accounts.
    pub clouds: String,
}

impl Stack {
    /// Start the processes that the rest stands on.
    ///
    /// What still runs from an earlier, even a killed, run is kept if it is whole and was started from the same
    /// launchers; otherwise everything is stopped and started anew.
    pub(crate) fn start(&self) -> Result<()> {
        if !self.is_whole()? {
            self.stop()?;
            self.start_emulators()?;
        }
        Ok(())
    }

    /// Deploy what changed and seed what is missing, on a started stack. Binaries must have been built.
    pub(crate) fn complete(&self) -> Result<Status> {
        self.deploy()?;
        self.seed()?;
        files::write(&self.path("ready"), "")?;
        self.write_status()
    }

    /// Stop every process and forget the state. Logs stay until the next start.
    pub(crate) fn stop(&self) -> Result<bool> {
        let _ = std::fs::remove_file(self.path("ready"));
        let mut stopped = false;
        for process in self.processes() {
            stopped |= process.stop()?;
        }
        for state in ["ministack", "outputs.json", "status.json"] {
            let path = self.path(state);
            if path.is_dir() { files::remove_folder(&path)? } else { drop(std::fs::remove_file(path)) }
        }
        Ok(stopped)
    }

    /// The state of things now, without changing any.
    pub(crate) fn status(&self) -> Status {
        let outputs: BTreeMap<String, String> = std::fs::read(self.path("outputs.json"))
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default();
        let running = self.processes().iter().all(Process::is_alive);
        Status {
            ready: running && self.path("ready").exists(),
            url: self.url(),
            websocket: format!("ws://localhost:{}/ws", self.edge),
            login: seed::login(),
            endpoints: Endpoints { aws: self.aws(), clouds: self.clouds() },
            table: outputs.get("TableName").filter(|_| running).cloned(),
            outputs,
        }
    }

    /// Where the status is kept for programs that cannot run xtask (the system tests).
    pub(crate) fn status_file(&self) -> PathBuf {
        self.path("status.json")
    }

    fn write_status(&self) -> Result<Status> {
        let status = self.status();
        files::write(&self.status_file(), serde_json::to_vec_pretty(&status)?)?;
        Ok(status)
    }

    /// Address of the app.
    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}", self.edge)
    }

    /// Address of MiniStack.
    pub(crate) fn aws(&self) -> String {
        format!("http://127.0.0.1:{}", self.ministack)
    }

    /// Address of moto.
    pub(crate) fn clouds(&self) -> String {
        format!("http://127.0.0.1:{}", self.moto)
    }

    /// GET a path from MiniStack.
    pub(crate) fn get(&self, path: &str) -> Result<String> {
        http::get(self.ministack, path)
    }

    /// Where MiniStack listens.
    pub(crate) fn aws_address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.ministack))
    }

    /// The settings a deployed function was given, by the output of template.yaml that has its name.
    pub(crate) fn settings_of(&self, output: &str) -> Result<BTreeMap<String, String>> {
        let name = self.status().outputs.remove(output).with_context(|| format!("no output {output}"))?;
        let path = format!("/2015-03-31/functions/{name}/configuration");
        let mut configuration: serde_json::Value =
            serde_json::from_str(&http::get_as_root(self.ministack, &path)?)?;
        Ok(serde_json::from_value(configuration["Environment"]["Variables"].take())?)
    }

    /// Where the logs of this stack are: one file a process, and `functions/` with one a function.
    pub(crate) fn logs(&self) -> PathBuf {
        self.path("logs")
    }

    /// Hold this while starting or stopping, so that two commands do not undo each other's work.
    pub(crate) fn lock(&self) -> Result<File> {
        let path = self.path("lock");
        files::make_folder(&self.path(""))?;
        let file = File::create(&path).with_context(|| format!("cannot open {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(std::fs::TryLockError::WouldBlock) => {
                bail!("another `cargo xtask` is at work on the stack {}; wait for it to finish", self.name)
            }
            Err(std::fs::TryLockError::Error(error)) => Err(error).context("cannot lock the local stack"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        layout::local().join(self.folder).join(name)
    }
}
