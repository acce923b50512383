//! Running the Rust tests of some packages without building anything differently than for all of them.
//!
//! `cargo test -p one` unifies features for that package alone and would build the AWS SDKs again. So everything is
//! built for the whole workspace, and only what *runs* is chosen: by cargo-nextest's filter where it is installed,
//! otherwise by running the test binaries ourselves.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

use super::step::{Kind, Step};
use crate::run;

/// What may hold tests: every target but benches, which only measure.
const TARGETS: [&str; 4] = ["--lib", "--bins", "--tests", "--examples"];

/// The tests of these packages.
pub(super) fn tests(packages: &[&str], deep: bool) -> Step {
    let name =
        if let [package] = packages { (*package).to_owned() } else { format!("{} crates", packages.len()) };
    let step = if run::version("cargo-nextest").is_some() {
        nextest(name, packages, deep)
    } else {
        binaries(name, packages, deep)
    };
    if deep { step.env("POWERDOWN_DEEP", "1").env("PROPTEST_CASES", "4096") } else { step }
}

fn nextest(name: String, packages: &[&str], deep: bool) -> Step {
    let filter = packages.iter().map(|package| format!("package({package})")).collect::<Vec<_>>().join(" + ");
    let command = |verb: &str| {
        let mut command = run::command("cargo");
        command.args(["nextest", verb, "--workspace"]).args(TARGETS).args(["-E", &filter]);
        command
    };
    let mut run = command("run");
    run.args(["--no-fail-fast", "--no-tests", "pass", "--run-ignored", if deep { "all" } else { "default" }]);
    let ignored = if deep { 0 } else { ignored(command("list")) };
    Step::new(name, run, Kind::Nextest).ignoring(ignored)
}

/// How many tests carry `#[ignore]`: nextest adds them to those that the filter left out.
fn ignored(mut list: Command) -> u32 {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct List {
        rust_suites: BTreeMap<String, Suite>,
    }
    #[derive(Deserialize)]
    struct Suite {
        testcases: BTreeMap<String, Case>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Case {
        ignored: bool,
        filter_match: Match,
    }
    #[derive(Deserialize)]
    struct Match {
        status: String,
    }
    list.args(["--run-ignored", "only", "--message-format", "json"]);
    let Ok(json) = run::quiet(&mut list) else { return 0 };
    let Ok(list) = serde_json::from_str::<List>(&json) else { return 0 };
    let cases = list.rust_suites.values().flat_map(|suite| suite.testcases.values());
    let count = cases.filter(|case| case.ignored && case.filter_match.status == "matches").count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn binaries(name: String, packages: &[&str], deep: bool) -> Step {
    let commands = match test_binaries(packages) {
        Ok(found) => found,
        Err(error) => {
            // Fails with the reason in the log, as a failing test would.
            let mut failing = run::command("sh");
            failing.args(["-c", "echo \"$0\" >&2; exit 1", &format!("{error:#}")]);
            return Step::check(name, failing);
        }
    };
    let commands = commands
        .into_iter()
        .map(|(folder, binary)| {
            let mut command = run::command(binary);
            command.current_dir(&folder).env("CARGO_MANIFEST_DIR", folder);
            if deep {
                command.arg("--include-ignored");
            }
            command
        })
        .collect();
    Step::all(name, commands, Kind::CargoTest)
}

/// The test binaries of some packages and the folder each runs in.
fn test_binaries(packages: &[&str]) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    #[derive(Deserialize)]
    struct Message {
        manifest_path: Option<PathBuf>,
        executable: Option<PathBuf>,
        package_id: Option<String>,
        profile: Option<Profile>,
    }
    #[derive(Deserialize)]
    struct Profile {
        test: bool,
    }
    let mut build = run::command("cargo");
    build.args(["test", "--workspace"]).args(TARGETS).args(["--no-run", "--message-format", "json"]);
    let output = run::quiet(&mut build)?;
    let messages = output.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    Ok(messages
        .filter(|message| message.profile.as_ref().is_some_and(|profile| profile.test))
        .filter(|message| is_one_of(message.package_id.as_deref().unwrap_or_default(), packages))
        .filter_map(|message| Some((message.manifest_path?.parent()?.to_owned(), message.executable?)))
        .collect())
}

/// `path+file:///…/shared/domain#powerdown-domain@0.1.0`, or `…/xtask#0.1.0` where folder and package share a name.
fn is_one_of(id: &str, packages: &[&str]) -> bool {
    packages
        .iter()
        .any(|package| id.contains(&format!("#{package}@")) || id.contains(&format!("/{package}#")))
}

#[cfg(test)]
mod tests {
    use super::is_one_of;

    #[test]
    fn package_ids_are_read_in_both_forms() {
        assert!(is_one_of("path+file:///w/shared/domain#powerdown-domain@0.1.0", &["powerdown-domain"]));
        assert!(is_one_of("path+file:///w/xtask#0.1.0", &["xtask"]));
        assert!(!is_one_of("path+file:///w/shared/engine#powerdown-engine@0.1.0", &["powerdown-domain"]));
    }
}
