//! Where the deployed stack is: the file that `cargo xtask test` names in `POWERDOWN_TEST_STATUS`, written
//! in the form of `cargo xtask status --json`.

use std::{collections::BTreeMap, io::Write, path::PathBuf, sync::OnceLock};

use serde::Deserialize;
use serde_json::Value;

/// The variable that names the status file.
const STATUS: &str = "POWERDOWN_TEST_STATUS";

/// A running stack. The fields are those other programs rely on.
#[derive(Debug, Deserialize)]
pub(crate) struct Stack {
    /// Whether everything runs, is deployed and seeded.
    pub(crate) ready: bool,
    /// The address of the app.
    pub(crate) url: String,
    /// The address of its WebSocket.
    pub(crate) websocket: String,
    /// Somebody who can log in.
    pub(crate) login: Login,
    /// Where the emulators listen.
    pub(crate) endpoints: Endpoints,
    /// The DynamoDB table.
    pub(crate) table: String,
    /// The template's outputs: roles, queues, keys, functions.
    #[serde(default)]
    pub(crate) outputs: BTreeMap<String, String>,
}

/// The demo login.
#[derive(Debug, Deserialize)]
pub(crate) struct Login {
    pub(crate) email: String,
    pub(crate) password: String,
}

/// Where the emulators listen.
#[derive(Debug, Deserialize)]
pub(crate) struct Endpoints {
    /// Our own account.
    pub(crate) aws: String,
    /// The customers' accounts.
    pub(crate) clouds: String,
}

impl Stack {
    /// An output of the template, such as `TickFunctionName`.
    pub(crate) fn output(&self, name: &str) -> &str {
        self.outputs.get(name).unwrap_or_else(|| panic!("the template has no output {name}"))
    }

    /// The lower-case name under which a function's log group ends: `OrdersFunctionName` → its name.
    pub(crate) fn function(&self, name: &str) -> &str {
        self.output(&format!("{name}FunctionName"))
    }
}

/// The stack to test, or `None` after saying aloud that the test is skipped.
pub(crate) fn stack_or_skip(test: &str) -> Option<&'static Stack> {
    static STACK: OnceLock<Option<Stack>> = OnceLock::new();
    let stack = STACK.get_or_init(|| {
        let path = status_file()?;
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{STATUS} names {path:?}: {error}"));
        let stack: Stack = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        assert!(stack.ready, "the stack of {path:?} is not ready");
        Some(stack)
    });
    if stack.is_none() {
        // Written past the test harness, which keeps what a passing test prints to itself.
        let line = format!("SKIPPED {test}: {STATUS} is not set; run `cargo xtask test --only system`\n");
        std::io::stderr().write_all(line.as_bytes()).expect("standard error takes a line");
    }
    stack.as_ref()
}

/// The status file as it is, for the test of its form.
pub(crate) fn raw_status() -> Value {
    let path = status_file().expect("asked for after the stack was found");
    serde_json::from_slice(&std::fs::read(path).expect("the file is there")).expect("the file is JSON")
}

#[expect(clippy::disallowed_methods, reason = "the one setting of these tests, read in this one place")]
fn status_file() -> Option<PathBuf> {
    std::env::var_os(STATUS).filter(|path| !path.is_empty()).map(PathBuf::from)
}
