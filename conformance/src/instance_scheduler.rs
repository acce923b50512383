//! The cases of AWS Instance Scheduler, asked of schedules that were imported from its table.

pub(crate) mod decisions;
pub(crate) mod eval;
pub(crate) mod fields;
pub(crate) mod simulations;
pub(crate) mod timelines;
pub(crate) mod usage;
pub(crate) mod validation;

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::schedule::{Calendars, Cause, Schedule, Wish};
use powerdown_imports::{Defaults, Format, Import, ImportedSchedule};
use serde_json::{Value, json, value::RawValue};

/// A schedule, imported and compiled.
pub(crate) struct Imported {
    pub(crate) schedule: Schedule,
    instance_types: BTreeMap<String, String>,
    /// Whether it is kept at one state, whatever its periods say.
    overridden: bool,
}

/// What a machine should be at an instant, in the words of Instance Scheduler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) state: &'static str,
    pub(crate) instance_type: Option<String>,
    pub(crate) period: Option<String>,
}

/// Imports schedules, each with each zone once.
pub(crate) struct Importer<'a> {
    zones: &'a TimeZoneDatabase,
    known: HashMap<(String, String), Option<Imported>>,
}

impl<'a> Importer<'a> {
    pub(crate) fn new(zones: &'a TimeZoneDatabase) -> Self {
        Self { zones, known: HashMap::new() }
    }

    /// A case's schedule in a zone; `None` if the importer refused it.
    pub(crate) fn schedule(
        &mut self,
        neutral: &RawValue,
        zone: &str,
    ) -> serde_json::Result<Option<&Imported>> {
        let key = (neutral.get().to_owned(), zone.to_owned());
        if !self.known.contains_key(&key) {
            let neutral: Value = serde_json::from_str(neutral.get())?;
            let imported = import(table(&neutral, zone), self.zones);
            let mut imported = imported.and_then(|imported| Imported::of(imported, self.zones));
            if let Some(imported) = &mut imported {
                imported.overridden =
                    neutral["override_status"].as_str().is_some_and(|status| !status.is_empty());
            }
            self.known.insert(key.clone(), imported);
        }
        Ok(self.known.get(&key).and_then(Option::as_ref))
    }
}

impl Imported {
    fn of(imported: ImportedSchedule, zones: &TimeZoneDatabase) -> Option<Self> {
        let schedule = Schedule::compile(&imported.document, Calendars::NONE, zones).ok()?;
        Some(Self { schedule, instance_types: imported.instance_types, overridden: false })
    }

    pub(crate) fn has_instance_types(&self) -> bool {
        !self.instance_types.is_empty()
    }

    /// What the machine should be.
    pub(crate) fn at(&self, at: Timestamp) -> Answer {
        let state = self.schedule.state_at(at);
        let period = match (state.wish, state.cause) {
            // There, the status that overrides the periods counts as one.
            (_, Cause::Otherwise) if self.overridden => Some("override_status".to_owned()),
            (Wish::On, Cause::Period(index)) => {
                let period = self.schedule.document().periods.get(usize::from(index));
                period.and_then(|period| period.name.as_ref()).map(ToString::to_string)
            }
            _ => None,
        };
        let instance_type = period.as_ref().and_then(|period| self.instance_types.get(period)).cloned();
        Answer { state: word(state.wish), instance_type, period }
    }
}

/// A wish in the words of Instance Scheduler.
pub(crate) fn word(wish: Wish) -> &'static str {
    match wish {
        Wish::On => "running",
        Wish::Off => "stopped",
        Wish::HandsOff => "any",
    }
}

/// Imports the one schedule of a table; `None` if it, or a period that it uses, was refused.
pub(crate) fn import(items: Vec<Value>, zones: &TimeZoneDatabase) -> Option<ImportedSchedule> {
    let defaults = Defaults { zone: "UTC".to_owned() };
    let text = Value::Array(items).to_string();
    let import = powerdown_imports::import(Format::InstanceSchedulerDynamoDb, &text, &defaults, zones);
    import.ok().and_then(|Import { schedules, .. }| schedules.into_iter().next())
}

/// The items of a table: a case's schedule, whose periods are written within it, and its periods.
fn table(neutral: &Value, zone: &str) -> Vec<Value> {
    let mut schedule = neutral.clone();
    let mut items = Vec::new();
    let mut uses = Vec::new();
    for period in neutral["periods"].as_array().into_iter().flatten() {
        let mut item = period.clone();
        let instance_type = item.as_object_mut().and_then(|item| item.remove("instance_type"));
        let name = period["name"].as_str().unwrap_or_default();
        uses.push(match instance_type.as_ref().and_then(Value::as_str) {
            Some(instance_type) => format!("{name}@{instance_type}"),
            None => name.to_owned(),
        });
        item["type"] = json!("period");
        items.push(item);
    }
    schedule["type"] = json!("schedule");
    schedule["timezone"] = json!(zone);
    schedule["periods"] = json!(uses);
    items.push(schedule);
    items
}
