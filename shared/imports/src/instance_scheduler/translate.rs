//! From Instance Scheduler's definitions to documents, with the report on what became of each.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{
    Name,
    schedule::{Calendars, Period, Schedule, ScheduleDocument, ScheduleError, Wish},
};

use super::{Configuration, Item, period::PeriodDefinition, schedule::ScheduleDefinition};
use crate::{Defaults, Import, ImportedSchedule, fields::Fields, node::short, report::Report};

/// Fields that say who configured an item, not what it is.
const ORIGIN: &str = "configuredinstack";

/// Translates everything that was read.
pub(super) fn translate(mut from: Configuration, defaults: &Defaults, zones: &TimeZoneDatabase) -> Import {
    let mut report = std::mem::take(&mut from.report);
    let mut periods = HashMap::new();
    for mut item in from.periods {
        let period = translate_period(&mut item, zones, &mut report);
        let period = period.map_err(|why| report.refused(&item.subject, why)).ok();
        periods.insert(item.name, period);
    }
    let default_zone = from.zone.as_ref().unwrap_or(&defaults.zone);
    let mut schedules = Vec::new();
    for mut item in from.schedules {
        let translator = Translator { periods: &periods, default_zone, tag_key: &from.tag_key, zones };
        match translator.schedule(&mut item, &mut report) {
            Ok(schedule) => schedules.push(schedule),
            Err(why) => report.refused(&item.subject, why),
        }
    }
    Import { schedules, report: report.lines() }
}

/// What a period is here, without what never happens.
fn translate_period(
    item: &mut Item,
    zones: &TimeZoneDatabase,
    report: &mut Report,
) -> Result<Vec<Period>, String> {
    let period = PeriodDefinition::read(&item.name, &mut item.fields)?;
    if let Some(description) = &period.description {
        let why = format!("description: periods have none here; it was \"{}\"", short(description));
        report.differs(&item.subject, why);
    }
    report_unknown(&item.subject, &mut item.fields, report);
    if period.is_empty() {
        report.exact(&item.subject, "it ends when it begins, so it never runs; left out");
    }
    let mut kept = Vec::new();
    for stretch in period.periods() {
        if stretch.name.is_none() {
            report.differs(&item.subject, "name: it has none here, since it is longer than 120 characters");
        }
        let periods = vec![stretch];
        let alone = ScheduleDocument { periods, ..ScheduleDocument::in_zone("UTC") };
        match Schedule::compile(&alone, Calendars::NONE, zones) {
            Err(ScheduleError::NoSuchDay { days, .. }) => {
                report.exact(&item.subject, format!("\"{days}\" is no day, so it never runs; left out"));
            }
            _ => kept.extend(alone.periods),
        }
    }
    Ok(kept)
}

/// What translating a schedule depends on.
struct Translator<'a> {
    /// By name; `None` for one that was refused.
    periods: &'a HashMap<String, Option<Vec<Period>>>,
    default_zone: &'a str,
    tag_key: &'a str,
    zones: &'a TimeZoneDatabase,
}

impl Translator<'_> {
    fn schedule(&self, item: &mut Item, report: &mut Report) -> Result<ImportedSchedule, String> {
        let name = Name::try_from(item.name.clone()).map_err(|error| format!("name: {error}"))?;
        let definition = ScheduleDefinition::read(&mut item.fields)?;
        let zone = self.zone(definition.zone.as_deref().unwrap_or(self.default_zone))?;
        let mut notes = Report::default();
        let mut document = ScheduleDocument {
            otherwise: Some(definition.status.unwrap_or(Wish::Off)),
            join_gap_minutes: u8::from(definition.periods.len() > 1),
            behaviour: definition.behaviour.clone(),
            ..ScheduleDocument::in_zone(zone)
        };
        let mut instance_types = BTreeMap::new();
        if definition.periods.len() > ScheduleDocument::MAX_WINDOWS {
            let (most, has) = (ScheduleDocument::MAX_WINDOWS, definition.periods.len());
            return Err(format!(
                "periods: at most {most} are possible, it has {has}; make it several schedules"
            ));
        }
        for used in &definition.periods {
            let period = self.period(&used.period)?;
            if let Some(instance_type) = &used.instance_type {
                instance_types.insert(used.period.clone(), instance_type.clone());
                notes.differs(
                    &item.subject,
                    format!(
                        "period {}: machines are not changed to {}, they start as the type they have",
                        short(&used.period),
                        short(instance_type)
                    ),
                );
            }
            if definition.status.is_none() {
                document.periods.extend_from_slice(period);
            }
        }
        if let Some(status) = definition.status.filter(|_| !definition.periods.is_empty()) {
            let kept = if status == Wish::On { "running" } else { "stopped" };
            notes.differs(
                &item.subject,
                format!(
                    "override_status: it is kept {kept}, so its periods say nothing and were not imported"
                ),
            );
        }
        if document.periods.is_empty() {
            document.join_gap_minutes = 0;
        }
        Schedule::compile(&document, Calendars::NONE, self.zones)
            .map_err(|error| format!("{}: {error}", error.field()))?;
        definition.differences.into_iter().for_each(|difference| notes.differs(&item.subject, difference));
        report_unknown(&item.subject, &mut item.fields, &mut notes);
        report.exact(&item.subject, format!("its times mean the same here, in {}", document.zone));
        report.0.append(&mut notes.0);
        let tags = if item.tagged { vec![(self.tag_key.to_owned(), item.name.clone())] } else { Vec::new() };
        Ok(ImportedSchedule { name, document, instance_types, tags })
    }

    fn period(&self, name: &str) -> Result<&[Period], String> {
        match self.periods.get(name) {
            Some(Some(period)) => Ok(period),
            Some(None) => Err(format!("it uses period {}, which was refused", short(name))),
            None => Err(format!("it uses period {}, which is not there; add it to the text", short(name))),
        }
    }

    /// A zone in its canonical spelling, which is the only one that Instance Scheduler knows.
    fn zone(&self, name: &str) -> Result<String, String> {
        match self.zones.get(name).ok().and_then(|zone| zone.iana_name().map(str::to_owned)) {
            Some(canonical) if canonical == name => Ok(canonical),
            Some(canonical) => Err(format!("timezone: \"{}\" must be spelt {canonical}", short(name))),
            None => Err(format!("timezone: \"{}\" is not an IANA zone, such as Europe/Berlin", short(name))),
        }
    }
}

/// Fields that nobody knows what to do with are refused by name, not dropped.
fn report_unknown(subject: &str, fields: &mut Fields, report: &mut Report) {
    fields.take(ORIGIN);
    for written in fields.left() {
        report.refused(subject, format!("{}: this field is not known; it was left out", short(written)));
    }
}
