//! Why a document is not a schedule: the field, the value, the rule, and an example that works.

use crate::CalendarId;

/// Why a document is not a schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// No such zone in the database.
    #[error("\"{zone}\" is not an IANA time zone; {}", suggestion(.nearest))]
    UnknownZone {
        /// What was asked for, cut to 64 characters.
        zone: String,
        /// Up to three names that look like it.
        nearest: Vec<String>,
    },
    /// The document says nothing.
    #[error(
        "a schedule must say something: add a window such as mon 08:00 to mon 18:00, or set \"otherwise\" \
         to on, off or hands-off"
    )]
    Empty,
    /// A list is longer than it may be.
    #[error("a schedule may have at most {most} {field}, this one has {count}")]
    TooMany {
        /// Which list.
        field: &'static str,
        /// How many it may have.
        most: usize,
        /// How many it has.
        count: usize,
    },
    /// Cron expressions that fire too often.
    #[error(
        "the cron expressions fire {count} times a day together, at most {} are possible; write for example \
         cron(0 8 ? * MON-FRI *)",
        super::ScheduleDocument::MAX_FIRINGS
    )]
    TooManyFirings {
        /// How often they fire on a day on which all of them do.
        count: usize,
    },
    /// A number is greater than it may be.
    #[error("must be at most {most} minutes, is {value}")]
    TooLong {
        /// Which field.
        field: &'static str,
        /// The greatest value.
        most: u8,
        /// The value.
        value: u8,
    },
    /// A window whose two ends are the same point of the week.
    #[error(
        "{from} to {from} never opens: it begins and ends at the same time; for all week leave the window \
         out and set \"otherwise\" to on"
    )]
    NeverOpens {
        /// Its place in the list, from 0.
        index: usize,
        /// Where it begins and ends.
        from: String,
    },
    /// A period that begins and ends at the same time.
    #[error(
        "{at} to {at} never opens: it begins and ends at the same time; for whole days use 00:00 to 24:00"
    )]
    NoLength {
        /// Its place in the list, from 0.
        index: usize,
        /// Where it begins and ends.
        at: String,
    },
    /// A day filter that picks no day of any year, such as the 31st of February.
    #[error(
        "\"{days}\" is no day of any year from 1970 to 2200; write for example mon-fri, or days L in feb"
    )]
    NoSuchDay {
        /// The field at fault.
        field: String,
        /// The filter as written.
        days: String,
    },
    /// A cron expression that fires in no year.
    #[error("{expression} never fires from 1970 to 2200; write for example cron(0 8 ? * MON-FRI *)")]
    NeverFires {
        /// Its place in the list, from 0.
        index: usize,
        /// The expression.
        expression: String,
    },
    /// A range whose end is not after its beginning.
    #[error(
        "{from} to {to} is empty: the end must be after the beginning, such as 2026-12-24T12:00 to 2027-01-02T00:00"
    )]
    EmptyRange {
        /// The field at fault.
        field: String,
        /// Its beginning.
        from: String,
        /// Its end.
        to: String,
    },
    /// A date outside the years 1970 to 2200.
    #[error("{date} is outside the years 1970 to 2200; write for example 2026-12-24")]
    UnknownYear {
        /// The field at fault.
        field: String,
        /// The date.
        date: String,
    },
    /// Two parts that want different things at the same time, with nothing that puts one above the other.
    #[error("{first} and {second} contradict each other: {why}; {remedy}")]
    Contradiction {
        /// The field of the second.
        field: String,
        /// The first part.
        first: String,
        /// The second part.
        second: String,
        /// When or how.
        why: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A calendar that is not there.
    #[error("there is no calendar {calendar}; create it first, or leave it out")]
    MissingCalendar {
        /// The field at fault.
        field: String,
        /// Which calendar.
        calendar: CalendarId,
    },
    /// A calendar that includes itself.
    #[error("calendar {calendar} includes itself ({}); remove one of these inclusions", chain(.through))]
    CalendarLoop {
        /// The field at fault.
        field: String,
        /// The calendar that is met again.
        calendar: CalendarId,
        /// The way round.
        through: Vec<CalendarId>,
    },
    /// More calendar entries than a schedule can be compiled with.
    #[error(
        "the calendars have more than {most} entries together; split the schedule, or shorten a calendar"
    )]
    TooManyEntries {
        /// The field at fault.
        field: String,
        /// How many there may be.
        most: usize,
    },
}

impl ScheduleError {
    /// The field of the document at fault, as a path such as `windows[2]`.
    pub fn field(&self) -> String {
        match self {
            Self::UnknownZone { .. } => "zone".to_owned(),
            Self::Empty => "windows".to_owned(),
            Self::TooManyFirings { .. } => "cron".to_owned(),
            Self::TooMany { field, .. } | Self::TooLong { field, .. } => (*field).to_owned(),
            Self::NeverOpens { index, .. } => format!("windows[{index}]"),
            Self::NoLength { index, .. } => format!("periods[{index}]"),
            Self::NeverFires { index, .. } => format!("cron[{index}].at"),
            Self::NoSuchDay { field, .. }
            | Self::EmptyRange { field, .. }
            | Self::UnknownYear { field, .. }
            | Self::Contradiction { field, .. }
            | Self::MissingCalendar { field, .. }
            | Self::CalendarLoop { field, .. }
            | Self::TooManyEntries { field, .. } => field.clone(),
        }
    }
}

fn suggestion(nearest: &[String]) -> String {
    if nearest.is_empty() {
        "use a name such as Europe/Berlin, America/New_York or UTC".to_owned()
    } else {
        format!("did you mean {}?", nearest.join(", "))
    }
}

fn chain(through: &[CalendarId]) -> String {
    through.iter().map(CalendarId::to_string).collect::<Vec<_>>().join(" → ")
}
