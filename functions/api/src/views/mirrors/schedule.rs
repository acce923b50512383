//! Schedule documents, as the domain writes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CalendarUse;

/// When machines are to run, on the wall clock of one zone. At least one of `windows`, `periods`,
/// `edges`, `cron` and `otherwise` must be given. Strongest first: freezes, exceptions, calendars in
/// their order, windows and periods (off beats on), edges and cron, `otherwise`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleDocument {
    /// The IANA zone whose wall clock counts.
    #[schema(example = "Europe/Berlin")]
    pub zone: String,
    /// What is wished when nothing else says anything. When absent: off if any window or period says
    /// on, on if all of them say off, hands off if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Wish>,
    /// Stretches of every week.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub windows: Vec<WeeklyWindow>,
    /// Stretches of the days that a filter picks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub periods: Vec<Period>,
    /// Single instants of the days that a filter picks. If edges and cron expressions say both on and
    /// off, each holds until the next one. If they say only one, each holds until the end of its day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub edges: Vec<DailyEdge>,
    /// Cron expressions that fire such edges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub cron: Vec<CronEdge>,
    /// Dated exceptions. Of two, the one within the other decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 500)]
    pub exceptions: Vec<DatedRange>,
    /// Change freezes: PowerDown leaves machines as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub freezes: Vec<Freeze>,
    /// Calendars, the first of which decides; each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub calendars: Vec<CalendarUse>,
    /// Off-time of at most so many minutes between two on-windows is on as well.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schema(maximum = 60)]
    pub join_gap_minutes: u8,
    /// How machines that people touch by hand are treated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub behaviour: Behaviour,
}

/// What a schedule wants a machine to be; `hands-off`: as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are their own meaning")]
pub enum Wish {
    On,
    Off,
    HandsOff,
}

/// A day of the week, Monday first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the seven names are their own meaning")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// A point of the week on the wall clock of the schedule's zone.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeekPoint {
    /// The day.
    pub day: Weekday,
    /// `HH:MM` from 00:00 to 23:59.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "08:30")]
    pub time: String,
}

/// A stretch of every week, from one point of it up to, not including, another. `to` may be earlier
/// in the week than `from`: the window then crosses midnight, days or the week's end. The two may not
/// be equal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyWindow {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// The first minute of the window.
    pub from: WeekPoint,
    /// The first minute after it.
    pub to: WeekPoint,
    /// What is wished in it; on when absent.
    #[serde(default = "on", skip_serializing_if = "is_on")]
    pub wish: Wish,
}

/// A stretch of each day that a filter picks. An `end` before `begin` is on the next day; the filter
/// is about the day on which the period begins.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// On which days it begins; every day when absent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub days: DayFilter,
    /// Its first minute, 00:00 to 23:59.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "08:00")]
    pub begin: String,
    /// The first minute after it, 00:01 to 24:00.
    #[schema(pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", example = "18:00")]
    pub end: String,
    /// What is wished in it; on when absent.
    #[serde(default = "on", skip_serializing_if = "is_on")]
    pub wish: Wish,
}

/// Picks days. All fields that are given must match; without any, every day does.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DayFilter {
    /// Such as `mon-fri`, `sat#1,sat#3` (first and third Saturday), `friL` (last Friday), `fri-mon`,
    /// `mon-sun/2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "mon-fri", max_length = 500)]
    pub weekdays: Option<String>,
    /// Such as `1-15`, `L` (last day), `L-2`, `15W` (the weekday nearest to the 15th), `LW`, `28-3`,
    /// `1/2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "1-15", max_length = 500)]
    pub month_days: Option<String>,
    /// Such as `jan-mar,dec`, `nov-feb`, `1/3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "nov-feb", max_length = 500)]
    pub months: Option<String>,
}

/// An instant of each day that a filter picks, from which on something is wished.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DailyEdge {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// On which days; every day when absent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub days: DayFilter,
    /// When.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "08:00")]
    pub at: String,
    /// On or off.
    pub wish: EdgeWish,
}

/// An edge at each firing of a cron expression.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CronEdge {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// When, in EventBridge's syntax of six fields.
    #[schema(example = "cron(0 8 ? * MON-FRI *)")]
    pub at: String,
    /// On or off.
    pub wish: EdgeWish,
}

/// What an edge may wish: a start or a stop.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are their own meaning")]
pub enum EdgeWish {
    On,
    Off,
}

/// From a minute up to, not including, another, something else than usual is wished.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedRange {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// Its first minute, on the schedule's wall clock, in the years 1970 to 2200.
    #[schema(example = "2026-12-24T12:00")]
    pub from: String,
    /// The first minute after it.
    #[schema(example = "2027-01-02T00:00")]
    pub to: String,
    /// What is wished meanwhile.
    pub wish: Wish,
}

/// From a minute up to, not including, another, PowerDown leaves machines as they are.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    /// Its first minute, on the schedule's wall clock, in the years 1970 to 2200.
    #[schema(example = "2026-12-24T12:00")]
    pub from: String,
    /// The first minute after it.
    #[schema(example = "2027-01-02T00:00")]
    pub to: String,
}

/// How machines that people also touch by hand are treated.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// What it means when somebody starts a machine that the schedule wants off.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manual_start: ManualChange,
    /// What it means when somebody stops a machine that the schedule wants on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manual_stop: ManualChange,
    /// Whether a machine that was running already at an on-edge is left running at the off-edge.
    #[serde(default, skip_serializing_if = "is_default")]
    pub retain_running: bool,
    /// What happens to a machine that newly follows the schedule.
    #[serde(default, skip_serializing_if = "is_default")]
    pub new_machines: NewMachines,
    /// Hibernate instead of stop.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hibernate: bool,
    /// How many minutes before a stop it is announced.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schema(maximum = 60)]
    pub stop_warning_minutes: u8,
    /// How many minutes before an on-edge machines are started.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schema(maximum = 120)]
    pub start_lead_minutes: u8,
}

/// What a start or stop by hand means: it holds until the next edge, or it is undone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are explained above")]
pub enum ManualChange {
    #[default]
    Respect,
    Enforce,
}

/// What happens to a machine that newly follows a schedule: it is brought to what the schedule wants
/// at once; started at once, but not stopped before the next off-edge; or nothing before the next edge.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are explained above")]
pub enum NewMachines {
    #[default]
    Act,
    StartOnly,
    Wait,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn on() -> Wish {
    Wish::On
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_on(wish: &Wish) -> bool {
    *wish == Wish::On
}
