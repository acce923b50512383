//! Building what is deployed: the web app, then the functions (`api` carries the web app in its binary).

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{files, layout, run, say, tools};

/// A function's binary and the folder (`CodeUri` in template.yaml) it is built from.
pub(crate) struct Function {
    /// Name of the binary.
    pub binary: &'static str,
    /// `CodeUri` of the Lambda resources it backs.
    pub code_uri: &'static str,
}

/// All functions. One binary may back several Lambda resources.
pub(crate) const FUNCTIONS: [Function; 4] = [
    Function { binary: "api", code_uri: "functions/api" },
    Function { binary: "scheduler-tick", code_uri: "functions/scheduler-tick" },
    Function { binary: "cost-rollup", code_uri: "functions/cost-rollup" },
    Function { binary: "maintenance", code_uri: "functions/maintenance" },
];

/// Install the web app's packages and build it, when its inputs changed.
pub(crate) fn web() -> Result<()> {
    let web = layout::root().join("web");
    if !web.join("package.json").exists() {
        return Ok(());
    }
    tools::node()?;
    web_packages()?;
    let inputs = web_inputs()?;
    if web_is_built()? {
        return Ok(());
    }
    let step = say::step("building the web app");
    run::quiet(npm().args(["run", "build"]))?;
    files::stamp("web", &inputs)?;
    step.done();
    Ok(())
}

/// Whether web/dist is what the web app's inputs make.
pub(crate) fn web_is_built() -> Result<bool> {
    let page = layout::root().join("web/dist/index.html");
    Ok(page.exists() && files::is_stamped("web", &web_inputs()?))
}

fn web_inputs() -> Result<String> {
    let inputs = ["web", "docs/openapi.json"].map(|input| layout::root().join(input));
    files::fingerprint(&inputs, &["node_modules", "dist", "test-results", "coverage"])
}

/// `npm ci`, when the lock file changed.
pub(crate) fn web_packages() -> Result<()> {
    let web = layout::root().join("web");
    let inputs = files::fingerprint(&[web.join("package.json"), web.join("package-lock.json")], &[])?;
    if files::is_stamped("web-packages", &inputs) && web.join("node_modules").exists() {
        return Ok(());
    }
    let step = say::step("installing the web app's packages");
    run::quiet(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    files::stamp("web-packages", &inputs)?;
    step.done();
    Ok(())
}

/// npm in web/.
pub(crate) fn npm() -> Command {
    let mut npm = run::command("npm");
    npm.current_dir(layout::root().join("web")).env("CI", "1");
    npm
}

/// Build the workspace with its tests, in one command: subsets (`-p`) would change which features the AWS SDKs are
/// built with, and build them all again. The same profile serves `up` and `test` for the same reason.
pub(crate) fn workspace() -> Result<()> {
    let step = say::step("building the workspace (the first time takes minutes)");
    run::shown(run::command("cargo").args(["build", "--workspace", "--all-targets"]))?;
    step.done();
    Ok(())
}

/// Which build of the functions.
#[derive(Clone, Copy)]
pub(crate) enum Built {
    /// As [`workspace`] leaves them.
    Debug,
    /// As `cargo xtask package` leaves them.
    Shipped,
}

impl Built {
    /// Where a function's binary lies.
    pub(crate) fn binary(self, function: &str) -> PathBuf {
        match self {
            Self::Debug => layout::target().join("debug").join(function),
            Self::Shipped => layout::target().join("lambda").join(function).join("bootstrap"),
        }
    }
}

/// The functions' binaries.
pub(crate) fn binaries(built: Built) -> Result<Vec<(&'static Function, PathBuf)>> {
    FUNCTIONS
        .iter()
        .map(|function| {
            let binary = built.binary(function.binary);
            if !binary.exists() {
                bail!("{} is missing: does {} build it?", layout::shown(&binary), function.code_uri);
            }
            Ok((function, binary))
        })
        .collect()
}
