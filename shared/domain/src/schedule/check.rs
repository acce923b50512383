//! What makes a document no schedule, besides what its types refuse already.

mod meeting;

use self::meeting::{PickedDays, meet};
use super::{
    Behaviour, Cause, DayFilter, FIRST_YEAR, LAST_YEAR, ScheduleDocument, ScheduleError, Wish,
    compiled::{Rules, days_of, days_of_all_kinds},
};

/// Checks lists, numbers and ranges by themselves.
pub(super) fn shape(document: &ScheduleDocument) -> Result<(), ScheduleError> {
    lengths(document)?;
    let says_something = document.otherwise.is_some()
        || !document.windows.is_empty()
        || !document.periods.is_empty()
        || !document.edges.is_empty()
        || !document.cron.is_empty();
    if !says_something {
        return Err(ScheduleError::Empty);
    }
    if let Some(index) = document.windows.iter().position(|window| window.from == window.to) {
        let from = document.windows[index].from;
        return Err(ScheduleError::NeverOpens { index, from: format!("{} {}", from.day, from.time) });
    }
    let empty = |period: &super::Period| period.begin.minute() == period.end.minute();
    if let Some(index) = document.periods.iter().position(empty) {
        return Err(ScheduleError::NoLength { index, at: document.periods[index].begin.to_string() });
    }
    let exceptions = document.exceptions.iter().map(|range| (range.from, range.to)).enumerate();
    let freezes = document.freezes.iter().map(|freeze| (freeze.from, freeze.to)).enumerate();
    let ranges = exceptions.map(|range| ("exceptions", range)).chain(freezes.map(|range| ("freezes", range)));
    for (list, (index, (from, to))) in ranges {
        if from >= to {
            let field = format!("{list}[{index}]");
            return Err(ScheduleError::EmptyRange { field, from: from.to_string(), to: to.to_string() });
        }
    }
    days_exist(document)
}

fn lengths(document: &ScheduleDocument) -> Result<(), ScheduleError> {
    let lists = [
        ("windows", document.windows.len(), ScheduleDocument::MAX_WINDOWS),
        ("periods", document.periods.len(), ScheduleDocument::MAX_WINDOWS),
        ("edges", document.edges.len(), ScheduleDocument::MAX_WINDOWS),
        ("cron", document.cron.len(), ScheduleDocument::MAX_CRON),
        ("exceptions", document.exceptions.len(), ScheduleDocument::MAX_EXCEPTIONS),
        ("freezes", document.freezes.len(), ScheduleDocument::MAX_FREEZES),
        ("calendars", document.calendars.len(), ScheduleDocument::MAX_CALENDARS),
    ];
    if let Some((field, count, most)) = lists.into_iter().find(|(_, count, most)| count > most) {
        return Err(ScheduleError::TooMany { field, most, count });
    }
    let firings = document.cron.iter().map(|edge| edge.at.minutes().len()).sum();
    if firings > ScheduleDocument::MAX_FIRINGS {
        return Err(ScheduleError::TooManyFirings { count: firings });
    }
    let behaviour = &document.behaviour;
    let numbers = [
        ("join_gap_minutes", document.join_gap_minutes, ScheduleDocument::MAX_JOIN_GAP),
        ("behaviour.stop_warning_minutes", behaviour.stop_warning_minutes, Behaviour::MAX_STOP_WARNING),
        ("behaviour.start_lead_minutes", behaviour.start_lead_minutes, Behaviour::MAX_START_LEAD),
    ];
    match numbers.into_iter().find(|(_, value, most)| value > most) {
        Some((field, value, most)) => Err(ScheduleError::TooLong { field, most, value }),
        None => Ok(()),
    }
}

/// Refuses filters that pick no day, and cron expressions that never fire.
fn days_exist(document: &ScheduleDocument) -> Result<(), ScheduleError> {
    let periods = document.periods.iter().map(|period| &period.days).enumerate();
    let edges = document.edges.iter().map(|edge| &edge.days).enumerate();
    let filters = periods
        .map(|(index, days)| (format!("periods[{index}].days"), days))
        .chain(edges.map(|(index, days)| (format!("edges[{index}].days"), days)));
    for (field, days) in filters {
        if !exists(days) {
            return Err(ScheduleError::NoSuchDay { field, days: days.to_string() });
        }
    }
    for (index, edge) in document.cron.iter().enumerate() {
        let matcher = edge.at.days().matcher();
        let fires = exists(edge.at.days())
            && (FIRST_YEAR..=LAST_YEAR)
                .filter(|year| edge.at.years().contains(*year))
                .any(|year| days_of(year).any(|day| matcher.matches(day)));
        if !fires {
            return Err(ScheduleError::NeverFires { index, expression: edge.at.to_string() });
        }
    }
    Ok(())
}

fn exists(days: &DayFilter) -> bool {
    let matcher = days.matcher();
    days_of_all_kinds().any(|day| matcher.matches(day))
}

/// Refuses parts that want different things at the same time with nothing that orders them.
pub(super) fn contradictions(document: &ScheduleDocument, rules: &Rules) -> Result<(), ScheduleError> {
    joined_gaps(document)?;
    calendars(document)?;
    exceptions(document)?;
    windows(document, rules)?;
    edges(rules)
}

/// Between edges there is no gap: one holds until the next.
fn joined_gaps(document: &ScheduleDocument) -> Result<(), ScheduleError> {
    let edges = if document.edges.is_empty() { "cron" } else { "edges" };
    if document.join_gap_minutes == 0 || (document.edges.is_empty() && document.cron.is_empty()) {
        return Ok(());
    }
    Err(contradiction(
        "join_gap_minutes".to_owned(),
        ("join_gap_minutes".to_owned(), edges.to_owned()),
        "gaps are joined between windows, and edges leave none".to_owned(),
        "set join_gap_minutes to 0, or write windows instead of edges",
    ))
}

fn calendars(document: &ScheduleDocument) -> Result<(), ScheduleError> {
    for (index, used) in document.calendars.iter().enumerate() {
        if document.calendars[..index].iter().any(|earlier| earlier.calendar == used.calendar) {
            return Err(contradiction(
                format!("calendars[{index}]"),
                ("a calendar".to_owned(), "itself".to_owned()),
                format!("{} is used twice", used.calendar),
                "use it once",
            ));
        }
    }
    Ok(())
}

fn exceptions(document: &ScheduleDocument) -> Result<(), ScheduleError> {
    for (index, range) in document.exceptions.iter().enumerate() {
        for (earlier, other) in document.exceptions[..index].iter().enumerate() {
            let apart = range.to <= other.from || other.to <= range.from;
            let within = |inner: &super::DatedRange, outer: &super::DatedRange| {
                outer.from <= inner.from
                    && inner.to <= outer.to
                    && (outer.from, outer.to) != (inner.from, inner.to)
            };
            if range.wish == other.wish || apart || within(range, other) || within(other, range) {
                continue;
            }
            let (from, to) = (range.from.max(other.from), range.to.min(other.to));
            return Err(contradiction(
                format!("exceptions[{index}]"),
                (format!("exceptions[{earlier}]"), format!("exceptions[{index}]")),
                format!("from {from} to {to} they wish different things"),
                "shorten one of them, or let one lie within the other",
            ));
        }
    }
    Ok(())
}

/// Windows are ordered (off beats on beats hands off), but an on-window that an off-window of the same
/// days and times takes back can mean nothing.
fn windows(document: &ScheduleDocument, rules: &Rules) -> Result<(), ScheduleError> {
    let field = |cause| match cause {
        Cause::Window(index) => format!("windows[{index}]"),
        Cause::Period(index) => format!("periods[{index}]"),
        _ => String::new(),
    };
    let own = document.windows.len() + document.periods.len();
    for (index, rule) in rules.recurring[..own].iter().enumerate() {
        for other in &rules.recurring[..index] {
            let same = (rule.from, rule.to) == (other.from, other.to) && rule.days == other.days;
            let (wish, others) = (rule.claim.state.wish, other.claim.state.wish);
            if same && wish != others && [wish, others].contains(&Wish::Off) {
                return Err(contradiction(
                    field(rule.claim.state.cause),
                    (field(other.claim.state.cause), field(rule.claim.state.cause)),
                    "they are the same days and times and wish different things".to_owned(),
                    "remove one of them",
                ));
            }
        }
    }
    Ok(())
}

/// A start and a stop at the same minute of the same day.
fn edges(rules: &Rules) -> Result<(), ScheduleError> {
    let field = |cause| match cause {
        Cause::Edge(index) => format!("edges[{index}]"),
        Cause::Cron(index) => format!("cron[{index}]"),
        _ => String::new(),
    };
    let mut picked: Vec<Option<PickedDays>> = rules.firings.iter().map(|_| None).collect();
    for (index, firing) in rules.firings.iter().enumerate() {
        for (earlier, other) in rules.firings[..index].iter().enumerate() {
            if firing.state.wish == other.state.wish {
                continue;
            }
            let minute = firing.minutes.iter().find(|minute| other.minutes.binary_search(minute).is_ok());
            let Some(minute) = minute else { continue };
            let (before, after) = picked.split_at_mut(index);
            let days = after[0].get_or_insert_with(|| PickedDays::of(firing));
            let others = before[earlier].get_or_insert_with(|| PickedDays::of(other));
            if meet((firing, days), (other, others)) {
                return Err(contradiction(
                    field(firing.state.cause),
                    (field(other.state.cause), field(firing.state.cause)),
                    format!("both happen at {:02}:{:02} of one day", minute / 60, minute % 60),
                    "move one of them by a minute or change its days",
                ));
            }
        }
    }
    Ok(())
}

fn contradiction(
    field: String,
    (first, second): (String, String),
    why: String,
    remedy: &'static str,
) -> ScheduleError {
    ScheduleError::Contradiction { field, first, second, why, remedy }
}
