//! The parts of `cargo xtask test`, and the steps of each.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::rust::tests;
use super::step::{Kind, Step};
use crate::tools::{self, Venv};
use crate::{artifacts, layout, run, say, stack};

/// How many end-to-end tests run at once, whatever the number of processors.
const SIDE_BY_SIDE: &str = "24";

/// A part that can be run alone with `--only`.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// rustfmt and prettier
    Format,
    /// clippy with the workspace's lints, warnings denied
    Clippy,
    /// Licenses, banned crates and sources, with cargo-deny
    Deny,
    /// Domain, importers, conformance with the peers; their documentation's examples too
    Domain,
    /// powerdown-engine and the testkit
    Engine,
    /// Store, vault, cloud, messaging and the functions, against the emulators
    Adapters,
    /// template.yaml and onboarding/: cfn-lint, SAM, checkov. And the tools: local/, xtask
    Template,
    /// The web app: types, tests, size, browser
    Web,
    /// End to end on the deployed template, and the rules of the repository
    System,
}

impl Part {
    /// All of them: the quick ones first, those that need most last.
    pub(super) const ALL: [Self; 9] = [
        Self::Format,
        Self::Clippy,
        Self::Deny,
        Self::Domain,
        Self::Engine,
        Self::Adapters,
        Self::Template,
        Self::Web,
        Self::System,
    ];

    /// Its name, as `--only` takes it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::Deny => "deny",
            Self::Domain => "domain",
            Self::Engine => "engine",
            Self::Adapters => "adapters",
            Self::Template => "template",
            Self::Web => "web",
            Self::System => "system",
        }
    }

    /// Where its steps write.
    pub(super) fn log(self) -> PathBuf {
        layout::test_logs().join(format!("{}.log", self.name()))
    }

    /// Whether it runs compiled tests.
    pub(super) fn needs_build(self) -> bool {
        matches!(self, Self::Domain | Self::Engine | Self::Adapters | Self::Template | Self::System)
    }

    /// Whether it needs the emulators.
    pub(super) fn needs_stack(self) -> bool {
        matches!(self, Self::Adapters | Self::System)
    }

    /// Whether its steps wait for the scheduler's minute most of the time: side by side, they wait once.
    pub(super) fn mostly_waits(self) -> bool {
        self == Self::System
    }

    /// What it does, after making ready what that needs.
    pub(super) fn steps(self, deep: bool) -> Result<Vec<Step>> {
        match self {
            Self::Format => format(),
            Self::Clippy => Ok(vec![clippy()]),
            Self::Deny => deny(),
            Self::Domain => domain(deep),
            Self::Engine => {
                Ok(vec![tests(&["powerdown-engine", "powerdown-testkit"], deep), engine_examples()])
            }
            Self::Adapters => adapters(deep),
            Self::Template => template(deep),
            Self::Web => web(),
            Self::System => system(deep),
        }
    }
}

fn format() -> Result<Vec<Step>> {
    tools::node()?;
    artifacts::web_packages()?;
    Ok(vec![
        Step::check("rustfmt", cargo(&["fmt", "--all", "--check"])),
        Step::check("prettier", npm(&["exec", "--", "prettier", "--check", "."])),
    ])
}

fn clippy() -> Step {
    let mut clippy = cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    clippy.env("CARGO_TERM_COLOR", "never");
    Step::check("clippy", clippy)
}

fn deny() -> Result<Vec<Step>> {
    let program = tools::cargo_deny()?;
    let check = |what: &str| {
        let mut deny = run::command(&program);
        deny.args(["--offline", "check", what]);
        Step::check(what, deny)
    };
    // `cargo build` fetched this machine's dependencies; cargo-deny looks at those of every target.
    run::quiet(cargo(&["fetch", "--locked"]).arg("--quiet"))?;
    Ok(vec![check("licenses"), check("bans"), check("sources")])
}

/// The pure crates. The peers' recorded answers are asked where `POWERDOWN_ORACLE` names their folder.
fn domain(deep: bool) -> Result<Vec<Step>> {
    let tests = tests(&["powerdown-domain", "powerdown-imports", "powerdown-conformance"], deep);
    let tests = match std::env::var_os("POWERDOWN_ORACLE") {
        Some(folder) => {
            let folder = Path::new(&folder)
                .canonicalize()
                .with_context(|| format!("POWERDOWN_ORACLE names {}", folder.display()))?;
            tests.env("POWERDOWN_ORACLE", folder.display().to_string())
        }
        None => {
            say::note("POWERDOWN_ORACLE names no folder: ours are not compared with the peers' answers");
            tests
        }
    };
    Ok(vec![tests, domain_examples()])
}

fn adapters(deep: bool) -> Result<Vec<Step>> {
    stack::TEST.start()?;
    let packages = [
        "powerdown-store-dynamodb",
        "powerdown-cloud-aws",
        "powerdown-vault-kms",
        "powerdown-messaging-aws",
        "powerdown-lambda-support",
        "powerdown-api",
        "powerdown-scheduler-tick",
        "powerdown-cost-rollup",
        "powerdown-maintenance",
    ];
    let step = tests(&packages, deep)
        .env("POWERDOWN_TEST_AWS_ENDPOINT", stack::TEST.aws())
        .env("POWERDOWN_TEST_CLOUD_ENDPOINT", stack::TEST.clouds());
    Ok(vec![step])
}

fn template(deep: bool) -> Result<Vec<Step>> {
    Venv::Emulators.install()?;
    Venv::Tools.install()?;
    let tool = |name: &str, arguments: &[&str]| {
        let mut command = run::command(Venv::Tools.program(name));
        command.args(arguments).env("SAM_CLI_TELEMETRY", "0").env("AWS_DEFAULT_REGION", "us-east-1");
        command.env("PYTHONPYCACHEPREFIX", layout::local().join("pycache"));
        command
    };
    let rendered = ".local/rendered/template.json";
    let onboarding = "onboarding/powerdown-access.yaml";
    let scan = |file| tool("checkov", &["--config-file", "local/checkov.yaml", "--file", file]);
    Ok(vec![
        Step::check("cfn-lint", tool("cfn-lint", &["template.yaml", onboarding])),
        Step::check("sam validate", tool("sam", &["validate", "--lint"])),
        Step::check("rendering the production form", tool("python", &["local/render.py", rendered])),
        Step::check("checkov on template.yaml", scan(rendered)),
        Step::check("checkov on onboarding/", scan(onboarding)),
        local_tests(),
        tests(&["xtask"], deep),
    ])
}

/// The tests of what plays AWS.
fn local_tests() -> Step {
    let mut python = run::command(Venv::Emulators.program("python"));
    python.args(["-m", "unittest", "discover", "--start-directory", "local/tests"]);
    python.args(["--top-level-directory", "local"]);
    python.env("PYTHONPYCACHEPREFIX", layout::local().join("pycache"));
    Step::new("local/", python, Kind::Unittest)
}

fn web() -> Result<Vec<Step>> {
    tools::node()?;
    let chromium = tools::chromium()?;
    artifacts::web_packages()?;
    let script = |name: &str, kind| Step::new(format!("npm run {name}"), npm(&["run", name]), kind);
    let browser = npm(&["run", "test:browser", "--", "--output", "test-results/browser"]);
    let browser = Step::new("npm run test:browser", browser, Kind::Playwright)
        .env("CHROMIUM", chromium.display().to_string())
        // Any free one: two of these may run on one machine.
        .env("PORT", stack::free_port()?.to_string());
    let mut steps = vec![
        script("check", Kind::Check),
        script("check:generated", Kind::Check),
        script("test", Kind::Vitest),
    ];
    // Where it is built as it is deployed, building it again would only build the portal again, which carries it.
    if !artifacts::web_is_built()? {
        steps.push(script("build", Kind::Check));
    }
    steps.extend([script("size", Kind::Check), browser]);
    Ok(steps)
}

fn system(deep: bool) -> Result<Vec<Step>> {
    let chromium = tools::chromium()?;
    Venv::Fuzz.install()?;
    stack::TEST.start()?;
    let status = stack::TEST.complete()?;
    let browser = npm(&["run", "test:system", "--", "--output", "test-results/system"]);
    let browser = Step::new("npm run test:system", browser, Kind::Playwright)
        .env("CHROMIUM", chromium.display().to_string())
        .env("POWERDOWN_URL", &status.url)
        .env("POWERDOWN_EMAIL", status.login.email)
        .env("POWERDOWN_PASSWORD", status.login.password);
    let fuzz = fuzz(&status.url, deep);
    // They wait for the scheduler's minute most of the time: side by side, they wait once.
    let tests = tests(&["powerdown-tests"], deep)
        .env("POWERDOWN_TEST_STATUS", stack::TEST.status_file().display().to_string())
        .env("NEXTEST_TEST_THREADS", SIDE_BY_SIDE)
        .env("RUST_TEST_THREADS", SIDE_BY_SIDE);
    Ok(vec![tests, browser, fuzz])
}

/// Generated requests to the deployed API as each role, held against its OpenAPI document.
fn fuzz(url: &str, deep: bool) -> Step {
    let mut python = run::command(Venv::Emulators.program("python"));
    python.args(["local/fuzz_api.py", "--url", url, "--aws", &stack::TEST.aws()]);
    python.args(["--clouds", &stack::TEST.clouds()]).arg("--schemathesis");
    python.arg(Venv::Fuzz.program("schemathesis"));
    python.env("PYTHONPYCACHEPREFIX", layout::local().join("pycache"));
    if deep {
        python.arg("--deep");
    }
    Step::check("generated requests", python)
}

/// The examples of domain and importers. They use so little that building them alone costs seconds.
fn domain_examples() -> Step {
    let command =
        cargo(&["test", "--doc", "--package", "powerdown-domain", "--package", "powerdown-imports"]);
    Step::new("examples in documentation", command, Kind::CargoTest)
}

/// The engine's examples, out of the whole workspace's: alone it would build its dependencies with other features.
fn engine_examples() -> Step {
    let command = cargo(&["test", "--doc", "--workspace", "--", "shared/engine/"]);
    Step::new("examples in documentation", command, Kind::CargoTest)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = run::command("cargo");
    command.args(arguments);
    command
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = artifacts::npm();
    command.args(arguments);
    command
}
