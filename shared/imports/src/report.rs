//! What an import says: the formats it reads, the schedules it made, and the report on each of them.

use std::{collections::BTreeMap, fmt, str::FromStr};

use powerdown_domain::{Invalid, Name, schedule::ScheduleDocument};
use serde::Serialize;

/// The longest text that is read: 1 MB.
pub const MAX_BYTES: usize = 1_000_000;

/// A form in which another scheduler writes down its schedules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// AWS Instance Scheduler's configuration table: what `aws dynamodb scan` prints, a JSON list of
    /// such items, or one item a line.
    InstanceSchedulerDynamoDb,
    /// AWS Instance Scheduler's schedules and periods in the words of its command line: as YAML, as it
    /// prints them, or the commands that create them.
    InstanceSchedulerYaml,
    /// A CloudFormation template (YAML or JSON) with `Custom::ServiceInstanceSchedule` resources.
    InstanceSchedulerCloudFormation,
    /// The value of a Cloud Custodian `maid_offhours` tag.
    CustodianTag,
    /// A Cloud Custodian policy file (YAML or JSON) with `offhour` and `onhour` filters.
    CustodianPolicy,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [
        Self::InstanceSchedulerDynamoDb,
        Self::InstanceSchedulerYaml,
        Self::InstanceSchedulerCloudFormation,
        Self::CustodianTag,
        Self::CustodianPolicy,
    ];

    /// The name under which it is chosen, such as `instance-scheduler-yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::InstanceSchedulerDynamoDb => "instance-scheduler-dynamodb",
            Self::InstanceSchedulerYaml => "instance-scheduler-yaml",
            Self::InstanceSchedulerCloudFormation => "instance-scheduler-cloudformation",
            Self::CustodianTag => "custodian-tag",
            Self::CustodianPolicy => "custodian-policy",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|format| format.name() == text).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            Invalid::new(format!("must be one of {names}"))
        })
    }
}

/// What holds where the text does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    /// The IANA zone of a schedule that names none, such as `Europe/Berlin`.
    pub zone: String,
}

/// What an import found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Import {
    /// The schedules, in the order of the text. Each compiles.
    pub schedules: Vec<ImportedSchedule>,
    /// What maps exactly, what differs and what was refused.
    pub report: Vec<ReportLine>,
}

/// One schedule, ready to be created.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportedSchedule {
    /// What to call it.
    pub name: Name,
    /// The schedule.
    pub document: ScheduleDocument,
    /// The instance types that periods ask for, by the period's name. PowerDown does not change a
    /// machine's type; they are here so that nothing gets lost.
    pub instance_types: BTreeMap<String, String>,
    /// Tags, key and value, by which the other scheduler found the machines of this schedule.
    pub tags: Vec<(String, String)>,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    /// What it is about, such as `schedule office, period weekdays`.
    pub subject: String,
    /// What became of it.
    pub verdict: Verdict,
    /// How and why, in a sentence.
    pub text: String,
}

/// What became of a part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It means here exactly what it meant there.
    Exact,
    /// It was imported, and means something else in the way that the line says.
    Differs,
    /// It was not imported; the line says why, and what to do.
    Refused,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exact => "exact",
            Self::Differs => "differs",
            Self::Refused => "refused",
        })
    }
}

impl fmt::Display for ReportLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.verdict, self.subject, self.text)
    }
}

/// Why a text was not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It is too long.
    #[error("the text has {bytes} bytes; at most {MAX_BYTES} are read, so split it into several")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// It is not of its format.
    #[error("this cannot be read as {format}: {why}")]
    Unreadable {
        /// What it was said to be.
        format: Format,
        /// What is wrong with it, and what would be right.
        why: String,
    },
    /// It is not iCalendar.
    #[error("this cannot be read as iCalendar: {why}")]
    NotACalendar {
        /// What is wrong with it.
        why: String,
    },
    /// There is too much in it.
    #[error("a calendar may have at most {most} {what}; split it into several")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many there may be.
        most: usize,
    },
}

/// Refuses a text that is longer than [`MAX_BYTES`].
pub(crate) fn check_length(text: &str) -> Result<(), ImportError> {
    if text.len() > MAX_BYTES { Err(ImportError::TooLong { bytes: text.len() }) } else { Ok(()) }
}

/// The most lines of a report; what is beyond them is counted in one more.
const MAX_LINES: usize = 2_000;

/// The report while it is being written.
#[derive(Debug, Default)]
pub(crate) struct Report(pub(crate) Vec<ReportLine>);

impl Report {
    pub(crate) fn exact(&mut self, subject: &str, text: impl Into<String>) {
        self.line(subject, Verdict::Exact, text.into());
    }

    pub(crate) fn differs(&mut self, subject: &str, text: impl Into<String>) {
        self.line(subject, Verdict::Differs, text.into());
    }

    pub(crate) fn refused(&mut self, subject: &str, text: impl Into<String>) {
        self.line(subject, Verdict::Refused, text.into());
    }

    /// The report as it is given out.
    pub(crate) fn lines(mut self) -> Vec<ReportLine> {
        let beyond = self.0.len().saturating_sub(MAX_LINES);
        if beyond > 0 {
            self.0.truncate(MAX_LINES);
            self.refused(
                "report",
                format!("{beyond} more lines; import the text in several parts to read them"),
            );
        }
        self.0
    }

    fn line(&mut self, subject: &str, verdict: Verdict, text: String) {
        self.0.push(ReportLine { subject: subject.to_owned(), verdict, text });
    }
}
