//! AWS Instance Scheduler: schedules that name periods, in the three forms it is configured in.
//!
//! Every form is brought to the same [`Item`]s, and those are [translated](translate). What is accepted
//! and what it means follows Instance Scheduler 3: its field grammar, its defaults (new machines are
//! acted on, flags are off) and its rule that running beats *any* beats stopped.
//!
//! Source: "Instance Scheduler on AWS", implementation guide: schedule definitions, period definitions,
//! manage schedules using infrastructure as code.

mod cloudformation;
mod command_lines;
mod commands;
mod dynamodb;
mod period;
mod schedule;
mod translate;

use std::collections::HashSet;

use jiff::tz::TimeZoneDatabase;

use crate::{Defaults, Format, Import, ImportError, fields::Fields, node, report::Report};

/// The most schedules that are read from one text; the same for periods.
const MAX_ITEMS: usize = 1_000;

/// The key of the tag that gives a machine its schedule, unless the configuration names another.
const TAG_KEY: &str = "Schedule";

/// A schedule or period.
#[derive(Debug)]
struct Item {
    name: String,
    /// What reports call it.
    subject: String,
    /// Whether the name is what machines are tagged with.
    tagged: bool,
    fields: Fields,
}

/// What a text configures, whatever its form.
#[derive(Debug)]
struct Configuration {
    periods: Vec<Item>,
    schedules: Vec<Item>,
    /// The zone of schedules that name none, if the configuration says so.
    zone: Option<String>,
    tag_key: String,
    /// What was taken in already.
    names: HashSet<(Kind, String)>,
    report: Report,
}

impl Configuration {
    fn new() -> Self {
        Self {
            periods: Vec::new(),
            schedules: Vec::new(),
            zone: None,
            tag_key: TAG_KEY.to_owned(),
            names: HashSet::new(),
            report: Report::default(),
        }
    }

    /// Takes an item in by its name; one without is refused.
    fn add(&mut self, kind: Kind, mut fields: Fields) {
        let name = match fields.text("name") {
            Ok(Some(name)) => name,
            Ok(None) => {
                return self
                    .report
                    .refused(kind.word(), format!("a {} without a name; give it one", kind.word()));
            }
            Err(why) => return self.report.refused(kind.word(), why),
        };
        let subject = format!("{} {}", kind.word(), node::short(&name));
        if !self.names.insert((kind, name.clone())) {
            return self.report.refused(&subject, "it is there twice; only the first was read");
        }
        let items = match kind {
            Kind::Period => &mut self.periods,
            Kind::Schedule => &mut self.schedules,
        };
        if items.len() == MAX_ITEMS {
            let why = format!("at most {MAX_ITEMS} {}s are read from one text", kind.word());
            return self.report.refused(&subject, why);
        }
        items.push(Item { name, subject, tagged: true, fields });
    }
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Period,
    Schedule,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Schedule => "schedule",
        }
    }
}

/// Reads one of the three forms.
pub(crate) fn import(
    format: Format,
    text: &str,
    defaults: &Defaults,
    zones: &TimeZoneDatabase,
) -> Result<Import, ImportError> {
    let unreadable = |why: String| ImportError::Unreadable { format, why };
    let read = match format {
        Format::InstanceSchedulerDynamoDb => dynamodb::read(text),
        Format::InstanceSchedulerCloudFormation => cloudformation::read(text),
        _ => commands::read(text),
    };
    Ok(translate::translate(read.map_err(unreadable)?, defaults, zones))
}

#[cfg(test)]
mod tests;
