//! Components: from lines to events, what is nested in them left out.

use std::collections::BTreeMap;

use super::{
    MAX_EVENTS,
    line::{Property, quoted, unfold},
};
use crate::{ImportError, ReportLine, Verdict};

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Its events, in their order.
    pub(super) events: Vec<Event>,
    /// What else it holds and is not about zones, by name, with a count.
    others: BTreeMap<String, usize>,
    /// Lines that are not `NAME:value`: how many, and the first.
    odd: Option<(usize, String)>,
}

/// A `VEVENT`.
#[derive(Debug, Default)]
pub(super) struct Event {
    /// The line on which it begins.
    pub(super) line: usize,
    /// The properties that say what it is called and when it is.
    pub(super) properties: Vec<Property>,
}

/// The properties that are kept.
const KEPT: [&str; 11] = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "STATUS",
    "SUMMARY",
    "UID",
];

/// The deepest that components are nested: an alarm in an event in a calendar, with room to spare.
const MAX_DEPTH: usize = 10;

impl Event {
    /// Its first property of that name.
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// All its properties of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// What relates it to others.
    pub(super) fn uid(&self) -> Option<&str> {
        self.property("UID").map(|uid| uid.value.as_str()).filter(|uid| !uid.is_empty())
    }
}

impl Contents {
    /// Reads a text.
    ///
    /// # Errors
    /// A text that is not a calendar, that ends too early, whose components do not nest, that counts in
    /// another calendar than ours, or that has too many events.
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        let mut contents = Self::default();
        let mut open: Vec<(String, usize)> = Vec::new();
        let mut any = false;
        for (number, line) in unfold(text) {
            if line.trim().is_empty() {
                continue;
            }
            let property = Property::read(&line);
            if open.is_empty() && !property.as_ref().is_some_and(|property| begins(property, "VCALENDAR")) {
                return Err(unreadable(format!(
                    "line {number} is {} where BEGIN:VCALENDAR is expected",
                    quoted(&line)
                )));
            }
            let Some(property) = property else {
                contents.odd.get_or_insert_with(|| (0, format!("line {number}, {}", quoted(&line)))).0 += 1;
                continue;
            };
            any = true;
            match property.name.as_str() {
                "BEGIN" => {
                    let name = property.value.trim().to_ascii_uppercase();
                    contents.begin(&name, number, open.len())?;
                    open.push((name, number));
                }
                "END" => end(&mut open, property.value.trim(), number)?,
                _ => contents.take(property, &open)?,
            }
        }
        match open.last() {
            Some((name, number)) => Err(unreadable(format!(
                "it ends within the {} that begins on line {number}, as if it had been cut off",
                quoted(name)
            ))),
            None if !any => Err(unreadable("it is empty; it should begin with BEGIN:VCALENDAR".to_owned())),
            None => Ok(contents),
        }
    }

    fn begin(&mut self, name: &str, number: usize, depth: usize) -> Result<(), ImportError> {
        if depth == MAX_DEPTH {
            return Err(unreadable(format!("line {number} nests components more than {MAX_DEPTH} deep")));
        }
        match (depth, name) {
            (1, "VEVENT") => {
                if self.events.len() == MAX_EVENTS {
                    return Err(ImportError::TooMany { what: "events", most: MAX_EVENTS });
                }
                self.events.push(Event { line: number, properties: Vec::new() });
            }
            (1, "VTIMEZONE") | (0, _) => {}
            (1, _) => *self.others.entry(quoted(name)).or_default() += 1,
            // Alarms and the like say nothing about when an event is.
            _ => {}
        }
        Ok(())
    }

    fn take(&mut self, property: Property, open: &[(String, usize)]) -> Result<(), ImportError> {
        match open {
            [_] if property.name == "CALSCALE"
                && !property.value.trim().eq_ignore_ascii_case("GREGORIAN") =>
            {
                Err(unreadable(format!(
                    "it counts in the calendar {}; export it in the Gregorian one",
                    quoted(&property.value)
                )))
            }
            [_, (component, _)] if component == "VEVENT" && KEPT.contains(&property.name.as_str()) => {
                if let Some(event) = self.events.last_mut() {
                    event.properties.push(property);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What the report says about all that is not an event.
    pub(super) fn remarks(&self) -> impl Iterator<Item = ReportLine> {
        let others = self.others.iter().take(20).map(|(name, count)| ReportLine {
            subject: format!("components {name}"),
            verdict: Verdict::Refused,
            text: format!("{count} left out: only events have hours here; make events of those that matter"),
        });
        let odd = self.odd.iter().map(|(count, first)| ReportLine {
            subject: "lines that are no properties".to_owned(),
            verdict: Verdict::Differs,
            text: format!("{count} ignored, the first is {first}; a property is written as NAME:value"),
        });
        others.chain(odd)
    }
}

fn begins(property: &Property, component: &str) -> bool {
    property.name == "BEGIN" && property.value.trim().eq_ignore_ascii_case(component)
}

fn end(open: &mut Vec<(String, usize)>, name: &str, number: usize) -> Result<(), ImportError> {
    match open.pop() {
        Some((begun, _)) if begun.eq_ignore_ascii_case(name) => Ok(()),
        Some((begun, at)) => Err(unreadable(format!(
            "line {number} ends {} while the {} that begins on line {at} is open",
            quoted(name),
            quoted(&begun)
        ))),
        None => Ok(()),
    }
}

fn unreadable(why: String) -> ImportError {
    ImportError::NotACalendar { why }
}
