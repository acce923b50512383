//! Schemas of the domain's own types. The domain knows no OpenAPI, so their written forms are
//! repeated here, and a test holds the two together.

mod calendar;
mod schedule;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use calendar::{CalendarDocument, CalendarEntry, CalendarUse, CalendarWhen};
pub use schedule::{
    Behaviour, CronEdge, DailyEdge, DatedRange, DayFilter, EdgeWish, Freeze, ManualChange, NewMachines,
    Period, ScheduleDocument, WeekPoint, Weekday, WeeklyWindow, Wish,
};

/// Picks machines by their tags. All its conditions must hold.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Selector {
    /// The highest priority among the matching selectors wins.
    #[schema(minimum = 0, maximum = 1000)]
    pub priority: u16,
    /// Only machines of this cloud; all clouds when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_id: Option<String>,
    /// Conditions on tags, all of which must hold.
    #[schema(min_items = 1, max_items = 20)]
    pub tags: Vec<TagCondition>,
}

/// A tag that must be present and, if a value is given, have exactly that value.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TagCondition {
    /// The tag's key; case counts.
    #[schema(min_length = 1, max_length = 128)]
    pub key: String,
    /// The tag's value; case counts; any value when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 256)]
    pub value: Option<String>,
}

/// What PowerDown last tried on a machine.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LastAction {
    /// What was asked of EC2.
    pub action: Action,
    /// Whether EC2 took it.
    pub outcome: Outcome,
    /// Why it was asked or, when it failed, the cause in plain words.
    pub reason: String,
    /// When it was asked.
    pub at: Timestamp,
}

/// A call to EC2.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are their own meaning")]
pub enum Action {
    Start,
    Stop,
}

/// EC2's answer. `accepted`: that the machine got there shows in its state.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are their own meaning")]
pub enum Outcome {
    Accepted,
    Failed,
}

/// An instance's state, by EC2's own names.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are EC2's")]
pub enum MachineState {
    Pending,
    Running,
    Stopping,
    Stopped,
    ShuttingDown,
    Terminated,
}

/// How a machine was bought.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are EC2's")]
pub enum Lifecycle {
    OnDemand,
    Spot,
}

/// What a member may do: a viewer sees, an operator also assigns machines and overrides their schedules,
/// an admin also connects clouds and writes schedules and calendars, an owner also manages people and the company.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are explained above")]
pub enum Role {
    Viewer,
    Operator,
    Admin,
    Owner,
}

/// To which machines somebody's role extends; the others are not there for them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Reach {
    /// All machines of the company.
    Everything {},
    /// The machines of these clouds.
    Clouds {
        /// Their ids, each once.
        #[schema(min_items = 1, max_items = 50)]
        clouds: Vec<String>,
    },
    /// The machines with this tag, in whichever cloud; case counts.
    Tag {
        /// The tag's key.
        #[schema(min_length = 1, max_length = 128)]
        key: String,
        /// The tag's value.
        #[schema(max_length = 256)]
        value: String,
    },
}

/// What an API token may be used for. Writing includes reading.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[expect(missing_docs, reason = "the names are explained above")]
pub enum Scope {
    #[serde(rename = "machines:read")]
    MachinesRead,
    #[serde(rename = "machines:write")]
    MachinesWrite,
    #[serde(rename = "schedules:read")]
    SchedulesRead,
    #[serde(rename = "schedules:write")]
    SchedulesWrite,
    #[serde(rename = "calendars:read")]
    CalendarsRead,
    #[serde(rename = "calendars:write")]
    CalendarsWrite,
    #[serde(rename = "clouds:read")]
    CloudsRead,
    #[serde(rename = "clouds:write")]
    CloudsWrite,
    #[serde(rename = "audit:read")]
    AuditRead,
}

/// What the scheduler found when it last tried to enter an account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are their own meaning")]
pub enum HealthStatus {
    Unverified,
    Healthy,
    Failed,
}

#[cfg(test)]
mod tests;
