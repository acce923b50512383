//! Exports on the wire.

use jiff::Timestamp;
use powerdown_domain::{CloudId, ExportId, Region, ScheduleId};
use powerdown_engine::{
    exports::shown_state,
    ports::Link,
    record::{self, Export, ExportOf, ExportState, Writer},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::audit::Month;
use crate::problem::{Answer, Problem};

/// A list to export.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// Which list.
    pub what: ExportWhat,
    /// As which kind of file.
    #[schema(value_type = ExportFormatView)]
    pub format: Format,
    /// Only part of the list; all of it when absent.
    #[serde(default)]
    pub filters: Option<ExportFilters>,
}

/// A list that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExportWhat {
    /// Machines.
    Machines,
    /// Schedules.
    Schedules,
    /// The audit trail of one writer, oldest first.
    Audit,
}

/// A kind of file, as read from a request.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(transparent)]
pub struct Format(pub record::ExportFormat);

/// A kind of file.
#[derive(Serialize, ToSchema)]
#[schema(as = ExportFormat)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormatView {
    /// RFC 4180, with a line of column names. A text that a spreadsheet would take for a formula has
    /// an apostrophe in front.
    Csv,
    /// A JSON object a line.
    JsonLines,
}

/// How far an export is.
#[derive(Serialize, ToSchema)]
#[schema(as = ExportState)]
#[serde(rename_all = "kebab-case")]
pub enum ExportStateView {
    /// Nobody has begun.
    Waiting,
    /// Part of it is written.
    Running,
    /// It can be downloaded.
    Ready,
    /// It was given up; ask for it again.
    Failed,
}

/// Which part of a list. Machines can be filtered by `cloud`, `region` and `schedule`, the audit trail
/// by `writer` and `month`.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportFilters {
    /// Only machines of this cloud.
    #[schema(value_type = Option<String>)]
    pub cloud: Option<CloudId>,
    /// Only machines of this region.
    #[schema(value_type = Option<String>)]
    pub region: Option<Region>,
    /// Only machines that follow this schedule.
    #[schema(value_type = Option<String>)]
    pub schedule: Option<ScheduleId>,
    /// Whose trail: `portal` (when absent), or a cloud and region.
    pub writer: Option<String>,
    /// Only entries of this month, UTC.
    #[schema(value_type = Option<String>, pattern = "^[0-9]{4}-[0-9]{2}$")]
    pub month: Option<Month>,
}

impl ExportRequest {
    /// The list that is asked for.
    ///
    /// # Errors
    /// A problem that names a filter this list does not have.
    pub fn of(&self) -> Answer<ExportOf> {
        let ExportFilters { cloud, region, schedule, writer, month } =
            self.filters.clone().unwrap_or_default();
        let given = [
            ("cloud", cloud.is_some(), ExportWhat::Machines),
            ("region", region.is_some(), ExportWhat::Machines),
            ("schedule", schedule.is_some(), ExportWhat::Machines),
            ("writer", writer.is_some(), ExportWhat::Audit),
            ("month", month.is_some(), ExportWhat::Audit),
        ];
        if let Some((name, ..)) = given.into_iter().find(|(_, given, of)| *given && *of != self.what) {
            let rule = "this list cannot be filtered by it: machines by cloud, region and schedule, audit by writer and month, schedules by nothing";
            return Err(Problem::invalid(format!("filters.{name}"), rule));
        }
        Ok(match self.what {
            ExportWhat::Machines => ExportOf::Machines { cloud, region, schedule },
            ExportWhat::Schedules => ExportOf::Schedules {},
            ExportWhat::Audit => {
                let writer = writer.map(|text| text.parse());
                let writer = writer.transpose().map_err(|rule| Problem::invalid("filters.writer", rule))?;
                let writer = writer.unwrap_or(Writer::Portal);
                ExportOf::Audit { writer, month: month.map(|month| month.0) }
            }
        })
    }
}

/// A list as a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportView {
    /// Its id.
    #[schema(value_type = String, example = "exp_01JZ0000000000000000000000")]
    pub id: ExportId,
    /// Which list.
    pub what: ExportWhat,
    /// As which kind of file.
    #[schema(value_type = ExportFormatView)]
    pub format: record::ExportFormat,
    /// How far it is.
    #[schema(value_type = ExportStateView)]
    pub state: ExportState,
    /// Rows written so far.
    pub rows: u64,
    /// Bytes written so far.
    pub bytes: u64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it is removed.
    pub expires_at: Timestamp,
    /// Where to download it, once it is ready; a secret. Lists do not show it.
    #[schema(required = true)]
    pub url: Option<String>,
    /// When `url` stops working; ask again for another.
    #[schema(required = true)]
    pub url_expires_at: Option<Timestamp>,
}

impl ExportView {
    /// Shows an export to its owner.
    pub fn of(export: Export, now: Timestamp, link: Option<Link>) -> Self {
        Self {
            id: export.id,
            what: match export.of {
                ExportOf::Machines { .. } => ExportWhat::Machines,
                ExportOf::Schedules {} => ExportWhat::Schedules,
                ExportOf::Audit { .. } => ExportWhat::Audit,
            },
            format: export.format,
            state: shown_state(&export, now),
            rows: export.rows,
            bytes: export.bytes,
            created_at: export.created_at,
            expires_at: export.expires_at,
            url_expires_at: link.as_ref().map(|link| link.expires_at),
            url: link.map(|link| link.url.to_string()),
        }
    }
}
