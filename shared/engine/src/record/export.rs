//! Exports: what was asked for, how far it is, and where it lies.

use jiff::{Timestamp, civil::Date};
use powerdown_domain::{CloudId, ExportId, InstanceId, Reach, Region, ScheduleId, TenantId, UserId};
use serde::{Deserialize, Serialize};

use super::Writer;
use crate::ports::{ObjectKey, PartTag, Upload};

/// A list that somebody wants as a file. Theirs alone, until it expires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// Whose list.
    pub tenant: TenantId,
    /// Who asked, by themselves or through a token. Nobody else sees it.
    pub user: UserId,
    /// What they reached when they asked.
    pub reach: Reach,
    /// Which list.
    pub of: ExportOf,
    /// As which kind of file.
    pub format: ExportFormat,
    /// How far it is.
    pub state: ExportState,
    /// Rows written so far.
    pub rows: u64,
    /// Bytes written so far.
    pub bytes: u64,
    /// Where to go on; empty before the first part.
    pub progress: ExportProgress,
    /// How often it was begun anew.
    pub restarts: u32,
    /// Until when one worker has it for itself.
    pub leased_until: Option<Timestamp>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it last got further.
    pub updated_at: Timestamp,
    /// When record and file are removed.
    pub expires_at: Timestamp,
    /// The stored version.
    pub rev: u64,
}

/// A list that can be exported, and its filters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ExportOf {
    /// Machines.
    Machines {
        /// Only those of this cloud.
        cloud: Option<CloudId>,
        /// Only those of this region.
        region: Option<Region>,
        /// Only those that follow this schedule.
        schedule: Option<ScheduleId>,
    },
    /// Schedules.
    Schedules {},
    /// One writer's audit trail, oldest first.
    Audit {
        /// Whose.
        #[serde(with = "written")]
        writer: Writer,
        /// Only this month, given as its first day (UTC).
        month: Option<Date>,
    },
}

/// A writer as it is shown.
mod written {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::record::Writer;

    pub(super) fn serialize<S: Serializer>(writer: &Writer, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(writer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Writer, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

impl ExportOf {
    /// The list's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Machines { .. } => "machines",
            Self::Schedules {} => "schedules",
            Self::Audit { .. } => "audit",
        }
    }
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// RFC 4180, with a line of column names.
    Csv,
    /// A JSON object a line.
    JsonLines,
}

impl ExportFormat {
    /// What names of such files end with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// Its media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLines => "application/jsonl",
        }
    }
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportState {
    /// Nobody has begun.
    Waiting,
    /// Part of it is written.
    Running,
    /// It can be downloaded.
    Ready,
    /// It was given up.
    Failed,
}

/// What is uploaded already, and where in the list to go on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportProgress {
    /// The upload, once begun.
    pub upload: Option<Upload>,
    /// Its parts, in order.
    pub parts: Vec<PartTag>,
    /// Behind which row to go on; `None` for the list's beginning.
    pub place: Option<ExportPlace>,
}

/// A place between two rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "list", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ExportPlace {
    /// In a region of a cloud, behind a machine; `None` for the region's beginning.
    Machines {
        /// The cloud.
        cloud: CloudId,
        /// The region.
        region: Region,
        /// The machine.
        after: Option<InstanceId>,
    },
    /// Behind a schedule.
    Schedules {
        /// The schedule.
        after: ScheduleId,
    },
    /// In a month, behind an entry; `None` for the month's beginning.
    Audit {
        /// The month, as its first day.
        month: Date,
        /// The entry's number.
        after: Option<u64>,
    },
}

impl Export {
    /// Where the file lies.
    pub fn object(&self) -> Option<ObjectKey> {
        let name = format!("exports/{}/{}.{}", self.tenant, self.id, self.format.extension());
        ObjectKey::try_from(name).ok()
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(&self) -> bool {
        matches!(self.state, ExportState::Ready | ExportState::Failed)
    }
}
