//! Schedules of other schedulers, on the wire.

use std::collections::BTreeMap;

use powerdown_domain::{Name, schedule::ScheduleDocument};
use powerdown_imports::{Format, Import, ImportedSchedule, ReportLine, Verdict};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// What another scheduler knows; nothing is stored.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// In which form it is written.
    pub format: ImportFormat,
    /// The text, at most 1,000,000 bytes.
    pub text: String,
    /// The IANA zone of schedules that name none.
    #[schema(example = "Europe/Berlin")]
    pub zone: String,
}

/// A form in which another scheduler writes down its schedules.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub enum ImportFormat {
    /// AWS Instance Scheduler's configuration table, as `aws dynamodb scan` prints it.
    #[serde(rename = "instance-scheduler-dynamodb")]
    InstanceSchedulerDynamoDb,
    /// AWS Instance Scheduler's schedules and periods as YAML.
    #[serde(rename = "instance-scheduler-yaml")]
    InstanceSchedulerYaml,
    /// A CloudFormation template with `Custom::ServiceInstanceSchedule` resources.
    #[serde(rename = "instance-scheduler-cloudformation")]
    InstanceSchedulerCloudFormation,
    /// The value of a Cloud Custodian `maid_offhours` tag.
    #[serde(rename = "custodian-tag")]
    CustodianTag,
    /// A Cloud Custodian policy file with `offhour` and `onhour` filters.
    #[serde(rename = "custodian-policy")]
    CustodianPolicy,
}

impl From<ImportFormat> for Format {
    fn from(format: ImportFormat) -> Self {
        match format {
            ImportFormat::InstanceSchedulerDynamoDb => Self::InstanceSchedulerDynamoDb,
            ImportFormat::InstanceSchedulerYaml => Self::InstanceSchedulerYaml,
            ImportFormat::InstanceSchedulerCloudFormation => Self::InstanceSchedulerCloudFormation,
            ImportFormat::CustodianTag => Self::CustodianTag,
            ImportFormat::CustodianPolicy => Self::CustodianPolicy,
        }
    }
}

/// Schedules made from another scheduler's, ready to be saved, and what became of each part.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// The schedules, in the order of the text.
    pub schedules: Vec<ImportedScheduleView>,
    /// What maps exactly, what differs and how, what was refused and why.
    pub report: Vec<ReportLineView>,
}

/// One schedule, ready to be saved.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportedScheduleView {
    /// What to call it.
    #[schema(value_type = String)]
    pub name: Name,
    /// When machines are to run.
    #[schema(value_type = mirrors::ScheduleDocument)]
    pub document: ScheduleDocument,
    /// The tags by which the other scheduler found its machines.
    pub tags: Vec<TagView>,
    /// The instance types that periods ask for, by the period's name. PowerDown changes no types.
    pub instance_types: BTreeMap<String, String>,
}

/// A tag with its value.
#[derive(Debug, Serialize, ToSchema)]
pub struct TagView {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// What became of one part of a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportLineView {
    /// The part, such as `schedule office, period weekdays`.
    pub subject: String,
    /// What became of it.
    #[schema(value_type = ImportVerdict)]
    pub verdict: Verdict,
    /// How and why, in a sentence.
    pub text: String,
}

/// What became of a part of a text: it means exactly the same here; it was taken over and means
/// something else; it was left out.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are explained above")]
pub enum ImportVerdict {
    Exact,
    Differs,
    Refused,
}

impl From<Import> for ImportView {
    fn from(import: Import) -> Self {
        Self {
            schedules: import.schedules.into_iter().map(ImportedScheduleView::from).collect(),
            report: import.report.into_iter().map(ReportLineView::from).collect(),
        }
    }
}

impl From<ImportedSchedule> for ImportedScheduleView {
    fn from(schedule: ImportedSchedule) -> Self {
        let tags = schedule.tags.into_iter().map(|(key, value)| TagView { key, value }).collect();
        Self {
            name: schedule.name,
            document: schedule.document,
            tags,
            instance_types: schedule.instance_types,
        }
    }
}

impl From<ReportLine> for ReportLineView {
    fn from(line: ReportLine) -> Self {
        Self { subject: line.subject, verdict: line.verdict, text: line.text }
    }
}
