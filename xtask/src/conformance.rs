//! `cargo xtask conformance`: the peers' recorded answers, asked of our importers and schedules.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use powerdown_conformance::Totals;

use crate::say;

/// Ask ours what AWS Instance Scheduler and Cloud Custodian were asked, and compare the answers.
///
/// DIR holds the oracle: recorded cases, such as is_eval.json. Every case goes through the importers. A line is printed
/// for each file as it finishes, with the first failures; the last line is `N passed, M failed`. Counted apart, by
/// name, are flagged defects of a peer, and deviations: differences within the hour that clocks repeat, where our rule
/// is another by decision (docs/adr/).
#[derive(clap::Args)]
#[command(after_help = "Example:\n  cargo xtask conformance ../shared/oracle")]
pub(crate) struct Options {
    /// The folder that holds the oracle
    dir: PathBuf,
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let dir = &options.dir;
    if !dir.is_dir() {
        bail!(
            "{} is not a folder: name the one that holds the oracle, such as ../shared/oracle",
            dir.display()
        );
    }
    let reports = powerdown_conformance::run(dir, &mut |report| {
        say::out(format_args!("{report}"));
        for failure in &report.failures {
            say::out(format_args!("  {failure}"));
        }
    })?;
    let totals = Totals::of(&reports);
    say::out(format_args!("{totals}"));
    Ok(if totals.failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
