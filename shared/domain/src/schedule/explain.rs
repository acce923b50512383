//! Why is this machine on? The answer as people give it: what decided, and what happens next.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Cause, Edge, Effective, Override, OverrideScope, Schedule, ScheduleDocument, Wish,
    compiled::CalendarTitles,
};

/// What is wished at an instant, why, and what happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The instant that was asked about.
    pub at: Timestamp,
    /// What is wished at it.
    pub wish: Wish,
    /// What decided.
    pub cause: Cause,
    /// What decided, as the rest of a sentence: `by period "office" (mon-fri, 09:00 to 17:00)`.
    pub because: String,
    /// The next change of the wish, if any.
    pub next: Option<Edge>,
    /// Both in a sentence or two, times on the schedule's own wall clock with their offset.
    pub sentence: String,
}

impl Schedule {
    /// What is wished at an instant, why, and what happens next, in sentences.
    pub fn explain(&self, at: Timestamp) -> Explanation {
        Effective { schedule: Some(self), overrides: Default::default() }.explain(at)
    }
}

pub(super) fn explain(effective: &Effective<'_>, at: Timestamp) -> Explanation {
    let state = effective.state_at(at);
    let next = effective.next_edge(at);
    let utc = TimeZone::UTC;
    let zone = effective.schedule.map_or(&utc, Schedule::zone);
    let decided = because(effective, state.cause, at, zone);
    let now = format!("{}, {decided}.", capitalised(word(state.wish)));
    let then = match next {
        Some(edge) => {
            let because = because(effective, edge.cause, edge.at, zone);
            format!("Next: {} at {}, {because}.", word(edge.wish), shown(edge.at, zone))
        }
        None => "That does not change by itself.".to_owned(),
    };
    let sentence = format!("{now} {then}");
    Explanation { at, wish: state.wish, cause: state.cause, because: decided, next, sentence }
}

/// What decided, as the rest of a sentence: `by period "office" (mon-fri, 09:00 to 17:00)`.
fn because(effective: &Effective<'_>, cause: Cause, at: Timestamp, zone: &TimeZone) -> String {
    if let (Cause::Override(_), Some((scope, set))) = (cause, effective.overrides.deciding(at)) {
        return overridden(scope, set, zone);
    }
    match (cause, effective.schedule) {
        (Cause::NoSchedule, _) | (_, None) => "since it follows no schedule".to_owned(),
        (Cause::OutOfRange, _) => "since schedules end with the year 2200".to_owned(),
        (_, Some(schedule)) => by_document(schedule.document(), schedule.calendar_titles(), cause),
    }
}

fn overridden(scope: OverrideScope, set: &Override, zone: &TimeZone) -> String {
    let on = match scope {
        OverrideScope::Machine => "this machine",
        OverrideScope::Group => "its group",
        OverrideScope::Schedule => "its schedule",
    };
    format!("by an override on {on} until {}: {}", shown(set.until, zone), set.reason.as_str())
}

fn by_document(document: &ScheduleDocument, titles: &CalendarTitles, cause: Cause) -> String {
    let described = match cause {
        Cause::Window(index) => document.windows.get(usize::from(index)).map(|window| {
            let week =
                format!("{} {} to {} {}", window.from.day, window.from.time, window.to.day, window.to.time);
            part("window", window.name.as_ref(), &week)
        }),
        Cause::Period(index) => document.periods.get(usize::from(index)).map(|period| {
            let hours = format!("{}, {} to {}", period.days, period.begin, period.end);
            part("period", period.name.as_ref(), &hours)
        }),
        Cause::Edge(index) => document.edges.get(usize::from(index)).map(|edge| {
            part(
                "edge",
                edge.name.as_ref(),
                &format!("{}, {} at {}", edge.days, word(edge.wish.into()), edge.at),
            )
        }),
        Cause::Cron(index) => document.cron.get(usize::from(index)).map(|edge| {
            part("edge", edge.name.as_ref(), &format!("{} at {}", word(edge.wish.into()), edge.at))
        }),
        Cause::Exception(index) => document
            .exceptions
            .get(usize::from(index))
            .map(|range| part("exception", range.name.as_ref(), &format!("{} to {}", range.from, range.to))),
        Cause::Freeze(index) => document.freezes.get(usize::from(index)).map(|freeze| {
            part("change freeze", freeze.name.as_ref(), &format!("{} to {}", freeze.from, freeze.to))
        }),
        Cause::Calendar { used, entry } => {
            let title = titles.get(usize::from(used)).and_then(|entries| entries.get(usize::from(entry)));
            Some(match title {
                Some(Some(title)) => format!("by calendar entry \"{title}\""),
                _ => format!("by entry {} of its calendar", entry + 1),
            })
        }
        _ => None,
    };
    described.unwrap_or_else(|| "as nothing else is scheduled".to_owned())
}

fn part(kind: &str, name: Option<&crate::Name>, what: &str) -> String {
    match name {
        Some(name) => format!("by {kind} \"{name}\" ({what})"),
        None => format!("by the {kind} {what}"),
    }
}

fn word(wish: Wish) -> &'static str {
    match wish {
        Wish::On => "on",
        Wish::Off => "off",
        Wish::HandsOff => "hands off",
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `Fri 2026-11-27 17:00 +01:00`.
fn shown(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a %Y-%m-%d %H:%M %:z").to_string()
}
