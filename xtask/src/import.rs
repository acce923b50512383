//! `cargo xtask import`: what another scheduler or calendar knows, as documents of ours.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValue;
use jiff::tz::TimeZoneDatabase;
use powerdown_imports::{Defaults, Format, MAX_BYTES, ReportLine, Verdict, import, import_icalendar};
use serde::Serialize;

use crate::say;

/// Read another scheduler's configuration, or a calendar, into documents of ours.
///
/// Prints each schedule or calendar as JSON, then a report: what means exactly the same here, what differs and
/// how, what was refused and what to do about it. Nothing is stored. Fails if nothing could be imported.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    aws dynamodb scan --table-name scheduler-ConfigTable > config.json\n  \
    cargo xtask import instance-scheduler-dynamodb config.json\n  \
    echo 'off=(M-F,19);on=(M-F,7);tz=pt' | cargo xtask import custodian-tag -\n  \
    cargo xtask import icalendar holidays.ics --json")]
pub(crate) struct Options {
    /// What the file is
    #[arg(value_enum)]
    format: Source,
    /// The file, of at most 1 MB; `-` reads standard input
    file: PathBuf,
    /// The IANA zone of a schedule that names none
    #[arg(long, default_value = "UTC")]
    zone: String,
    /// One JSON object for programs: schedules or calendar, and report
    #[arg(long)]
    json: bool,
}

/// What can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Schedules(Format),
    ICalendar,
}

impl clap::ValueEnum for Source {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Schedules(Format::InstanceSchedulerDynamoDb),
            Self::Schedules(Format::InstanceSchedulerYaml),
            Self::Schedules(Format::InstanceSchedulerCloudFormation),
            Self::Schedules(Format::CustodianTag),
            Self::Schedules(Format::CustodianPolicy),
            Self::ICalendar,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Schedules(Format::InstanceSchedulerDynamoDb) => {
                "AWS Instance Scheduler's configuration table, as `aws dynamodb scan` prints it"
            }
            Self::Schedules(Format::InstanceSchedulerYaml) => {
                "AWS Instance Scheduler's schedules and periods as YAML"
            }
            Self::Schedules(Format::InstanceSchedulerCloudFormation) => {
                "A CloudFormation template with Custom::ServiceInstanceSchedule resources"
            }
            Self::Schedules(Format::CustodianTag) => "The value of a Cloud Custodian maid_offhours tag",
            Self::Schedules(Format::CustodianPolicy) => {
                "A Cloud Custodian policy file with offhour and onhour filters"
            }
            Self::ICalendar => "A calendar of holidays or maintenance hours (.ics)",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl Source {
    fn name(self) -> &'static str {
        match self {
            Self::Schedules(format) => format.name(),
            Self::ICalendar => "icalendar",
        }
    }
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let text = read(&options.file)?;
    let zones = TimeZoneDatabase::bundled();
    let failed = || format!("cannot import {}", options.file.display());
    match options.format {
        Source::Schedules(format) => {
            if zones.get(&options.zone).is_err() {
                bail!("--zone {} is not an IANA time zone; write for example Europe/Berlin", options.zone);
            }
            let defaults = Defaults { zone: options.zone.clone() };
            let imported = import(format, &text, &defaults, &zones).with_context(failed)?;
            let documents = imported.schedules.iter().map(|one| ("schedule", one.name.as_str(), one));
            print(options, &imported, documents, &imported.report)
        }
        Source::ICalendar => {
            let imported = import_icalendar(&text, &zones).with_context(failed)?;
            let document = &imported.document;
            let calendar = (!document.entries.is_empty()).then_some(("calendar", "", document));
            print(options, &imported, calendar.into_iter(), &imported.report)
        }
    }
}

/// The text of a file, or of standard input.
fn read(file: &Path) -> Result<String> {
    let failed = || format!("cannot read {}", file.display());
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    if file == Path::new("-") {
        std::io::stdin().take(limit).read_to_end(&mut bytes).with_context(failed)?;
    } else {
        let open = std::fs::File::open(file).with_context(failed)?;
        open.take(limit).read_to_end(&mut bytes).with_context(failed)?;
    }
    if bytes.len() > MAX_BYTES {
        bail!("{} has more than {MAX_BYTES} bytes; split it into several", file.display());
    }
    String::from_utf8(bytes)
        .with_context(|| format!("{} is not UTF-8; save it as such, then import it", file.display()))
}

/// Print the whole as one JSON object, or the documents and the report for a person.
fn print<'a, D: Serialize + 'a>(
    options: &Options,
    whole: &impl Serialize,
    documents: impl Iterator<Item = (&'static str, &'a str, &'a D)>,
    report: &[ReportLine],
) -> Result<ExitCode> {
    let mut imported = 0;
    for (kind, name, document) in documents {
        imported += 1;
        if !options.json {
            say::out(format_args!("{}", format!("{kind} {name}").trim_end()));
            say::out(format_args!("{}\n", serde_json::to_string_pretty(document)?));
        }
    }
    if options.json {
        say::out(format_args!("{}", serde_json::to_string(whole)?));
    } else {
        for line in report {
            say::out(format_args!("{:<8} {}: {}", line.verdict.to_string(), line.subject, line.text));
        }
        let count = |verdict| report.iter().filter(|line| line.verdict == verdict).count();
        say::out(format_args!(
            "{imported} imported; {} exact, {} differ, {} refused",
            count(Verdict::Exact),
            count(Verdict::Differs),
            count(Verdict::Refused)
        ));
    }
    if imported == 0 && report.is_empty() {
        bail!(
            "there is nothing to import in {}; is it in the form of {}?",
            options.file.display(),
            options.format.name()
        );
    }
    Ok(if imported == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use powerdown_imports::Format;

    use super::Source;

    #[test]
    fn every_format_can_be_chosen_by_its_own_name() {
        for format in Format::ALL {
            assert!(
                Source::from_str(format.name(), false)
                    .is_ok_and(|source| source == Source::Schedules(format))
            );
        }
        assert!(Source::from_str("icalendar", false).is_ok_and(|source| source == Source::ICalendar));
    }
}
