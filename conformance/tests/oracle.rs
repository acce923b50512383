//! Every recorded case, where the recordings are there.

use std::{io::Write, path::PathBuf};

use powerdown_conformance::{Totals, run};

/// The variable that names the folder of the oracle.
const ORACLE: &str = "POWERDOWN_ORACLE";

#[test]
#[expect(clippy::disallowed_methods, reason = "where the recordings are is a matter of the machine")]
fn every_plain_case_passes() {
    let say = |line: &str| {
        // Written past the test harness, which keeps what a passing test prints to itself.
        std::io::stderr().write_all(format!("{line}\n").as_bytes()).expect("standard error takes a line");
    };
    let Some(dir) = std::env::var_os(ORACLE).map(PathBuf::from) else {
        return say(&format!(
            "SKIPPED every_plain_case_passes: {ORACLE} is not set; it names the oracle's folder"
        ));
    };
    let reports = run(&dir, &mut |report| say(&report.to_string())).expect("the oracle can be read");
    let failures: Vec<String> = reports
        .iter()
        .flat_map(|report| report.failures.iter().map(move |failure| format!("{}: {failure}", report.file)))
        .collect();
    let totals = Totals::of(&reports);
    say(&totals.to_string());
    assert_eq!(totals.failed, 0, "{}", failures.join("\n"));
    assert!(totals.passed > 0, "no case at all in {}", dir.display());
}
