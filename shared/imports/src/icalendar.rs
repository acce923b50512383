//! iCalendar (RFC 5545): holidays and maintenance hours of other programs, as a calendar of ours.
//!
//! Every event ends up in the report. What means the same here is taken over: whole days as dates, times in
//! a zone or in universal time as instants, times without a zone as hours on the clock of whichever schedule
//! uses the calendar. A rule that picks whole days without end becomes days that come again; one that ends
//! becomes the dates it names. Anything else is refused with what to do about it, rather than guessed.
//!
//! What is read:
//! - of a calendar: `VEVENT`. `VTIMEZONE` is skipped, since zones are known by their IANA name; alarms too.
//! - of an event: `DTSTART`, `DTEND`, `DURATION`, `RRULE`, `RDATE`, `EXDATE`, `RECURRENCE-ID` (which takes
//!   the place of one date of the rule), `STATUS:CANCELLED`, `SUMMARY`. Whether the event makes its
//!   owner busy (`TRANSP`) is not: an entry is there to be used by a schedule.

mod component;
mod event;
mod line;
mod moment;
mod rule;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::{
    civil::{Date, date},
    tz::TimeZoneDatabase,
};
use powerdown_domain::schedule::CalendarDocument;
use serde::Serialize;

use crate::{ImportError, ReportLine, Verdict, report::check_length};
use component::{Contents, Event};
use event::Reader;
use line::Property;
use rule::Budget;

/// The most events that are read.
const MAX_EVENTS: usize = CalendarDocument::MAX_ENTRIES;
/// The most dates that the rule of one event may name.
const MAX_OCCURRENCES: usize = 500;
/// The first and the last day that documents may speak of.
const FIRST_DAY: Date = date(1970, 1, 1);
const LAST_DAY: Date = date(2200, 12, 31);

/// A calendar that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportedCalendar {
    /// The calendar, with the entries in the order of the text.
    pub document: CalendarDocument,
    /// What maps exactly, what differs and what was refused: a line for each event.
    pub report: Vec<ReportLine>,
}

/// Reads an iCalendar text of at most [`MAX_BYTES`](crate::MAX_BYTES) bytes, 2,000 events and 2,000
/// resulting entries.
///
/// Zones are looked up by the name in `TZID`. An event whose zone is none is refused in the report.
///
/// # Errors
/// A text that is too long, is not a calendar, was cut off, or has too much in it.
///
/// # Example
/// ```
/// use jiff::tz::TimeZoneDatabase;
/// use powerdown_imports::{Verdict, import_icalendar};
///
/// let text = "BEGIN:VCALENDAR\n\
///             BEGIN:VEVENT\n\
///             SUMMARY:Christmas\n\
///             DTSTART;VALUE=DATE:20261224\n\
///             DTEND;VALUE=DATE:20261227\n\
///             END:VEVENT\n\
///             END:VCALENDAR\n";
/// let imported = import_icalendar(text, &TimeZoneDatabase::bundled())?;
/// assert_eq!(imported.report[0].verdict, Verdict::Exact);
/// assert_eq!(imported.report[0].text, "2026-12-24 to 2026-12-26");
/// # Ok::<(), powerdown_imports::ImportError>(())
/// ```
pub fn import_icalendar(text: &str, zones: &TimeZoneDatabase) -> Result<ImportedCalendar, ImportError> {
    check_length(text)?;
    let contents = Contents::read(text)?;
    let mut reader = Reader { zones, replaced: replaced(&contents.events), budget: Budget::new() };
    let mut imported = ImportedCalendar::default();
    for event in &contents.events {
        imported.take(event, &mut reader)?;
    }
    imported.report.extend(contents.remarks());
    Ok(imported)
}

impl ImportedCalendar {
    fn take(&mut self, event: &Event, reader: &mut Reader<'_>) -> Result<(), ImportError> {
        let mut notes = Notes::default();
        let name = event::name(event, &mut notes);
        let subject = event::subject(name.as_ref(), event.line);
        let line = if is_cancelled(event) {
            let text = "it is cancelled, and left out".to_owned();
            ReportLine { subject, verdict: Verdict::Exact, text }
        } else {
            match reader.read(event, &mut notes) {
                Ok(whens) => {
                    let line = notes.line(subject, event::told(&whens));
                    self.document.entries.extend(event::entries(name.as_ref(), whens));
                    line
                }
                Err(refusal) => ReportLine { subject, verdict: Verdict::Refused, text: refusal.0 },
            }
        };
        if self.document.entries.len() > CalendarDocument::MAX_ENTRIES {
            return Err(ImportError::TooMany { what: "entries", most: CalendarDocument::MAX_ENTRIES });
        }
        self.report.push(line);
        Ok(())
    }
}

fn is_cancelled(event: &Event) -> bool {
    event.property("STATUS").is_some_and(|status| status.value.trim().eq_ignore_ascii_case("CANCELLED"))
}

/// The dates of rules that events with a `RECURRENCE-ID` stand in for, cancelled ones included.
fn replaced(events: &[Event]) -> BTreeMap<&str, Vec<&Property>> {
    let mut replaced: BTreeMap<&str, Vec<&Property>> = BTreeMap::new();
    for event in events {
        if let (Some(uid), Some(date)) = (event.uid(), event.property("RECURRENCE-ID")) {
            replaced.entry(uid).or_default().push(date);
        }
    }
    replaced
}

/// Why an event was not taken over, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Refusal(String);

impl Refusal {
    fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

/// In which ways an entry differs from its event.
#[derive(Debug, Default)]
struct Notes(Vec<String>);

impl Notes {
    /// Adds a way, once.
    fn add(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.0.contains(&text) {
            self.0.push(text);
        }
    }

    fn line(self, subject: String, told: String) -> ReportLine {
        if self.0.is_empty() {
            return ReportLine { subject, verdict: Verdict::Exact, text: told };
        }
        ReportLine { subject, verdict: Verdict::Differs, text: format!("{told}; {}", self.0.join("; ")) }
    }
}
