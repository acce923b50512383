//! The grammar that day filters and cron expressions share: comma lists of values, ranges, steps and
//! the marks `L`, `W` and `#`.
//!
//! Three dialects of it are in use, which differ in how weekdays are numbered and in which marks they
//! know. The terms they are read into are the same, and so is what a term means.

use std::fmt;

use crate::Invalid;

/// Whose spelling a text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Our own: names only for weekdays, ranges of all fields wrap.
    PowerDown,
    /// EventBridge cron: weekdays 1 (Sunday) to 7, `L` alone is Saturday.
    EventBridge,
    /// AWS Instance Scheduler: weekdays 0 (Monday) to 6, `L` alone is Sunday; ranges of month days do
    /// not wrap.
    InstanceScheduler,
}

/// What a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Minutes,
    Hours,
    MonthDays,
    Months,
    /// Monday is 0, whatever the dialect writes.
    Weekdays,
    Years,
}

/// One part of a comma list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// `*`, `?`: every value.
    All,
    /// `from-to/step`; a single value is a range of itself. `from` may be above `to` where the field
    /// wraps.
    Range { from: u16, to: u16, step: u16 },
    /// `from-L/step`: to the last day of the month.
    ToLast { from: u16, step: u16 },
    /// `L` or `L-n`: so many days before the last day of the month.
    Last { before: u16 },
    /// `LW`: the last day of the month that is no Saturday or Sunday.
    LastWorkday,
    /// `15W`: the day from Monday to Friday nearest to this day, within its month.
    Nearest(u16),
    /// `fri#2`: the second Friday of the month.
    Nth { weekday: u16, n: u16 },
    /// `friL`: the last Friday of the month.
    LastOf { weekday: u16 },
}

/// The longest list that is read, in characters.
const MAX_CHARS: usize = 500;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Field {
    /// The smallest and the greatest value, as they are kept.
    pub(super) fn bounds(self) -> (u16, u16) {
        match self {
            Self::Minutes => (0, 59),
            Self::Hours => (0, 23),
            Self::MonthDays => (1, 31),
            Self::Months => (1, 12),
            Self::Weekdays => (0, 6),
            Self::Years => (1970, 2200),
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Weekdays => &WEEKDAYS,
            Self::Months => &MONTHS,
            _ => &[],
        }
    }

    fn wraps(self, dialect: Dialect) -> bool {
        match self {
            Self::Weekdays | Self::Months => true,
            Self::Years => false,
            Self::MonthDays => dialect == Dialect::PowerDown,
            Self::Minutes | Self::Hours => true,
        }
    }

    /// What to call it, and a list that is accepted.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Minutes => ("a minute", "0,30 or 0/15"),
            Self::Hours => ("an hour", "8-18"),
            Self::MonthDays => ("a day of the month", "1-15, 15W or L"),
            Self::Months => ("a month", "jan-mar,dec"),
            Self::Weekdays => ("a day of the week", "mon-fri, sat#1 or friL"),
            Self::Years => ("a year", "2026-2030"),
        }
    }

    fn refused(self, part: &str, rule: &str) -> Invalid {
        let (what, example) = self.words();
        let part: String = part.chars().take(40).collect();
        Invalid::new(format!("\"{part}\" is not {what}: {rule}; write for example {example}"))
    }
}

/// Reads a comma list.
///
/// # Errors
/// The part at fault, the rule it broke and an example that works.
pub(super) fn parse(field: Field, text: &str, dialect: Dialect) -> Result<Vec<Term>, Invalid> {
    if text.chars().count() > MAX_CHARS {
        return Err(Invalid::new(format!("a list may have at most {MAX_CHARS} characters")));
    }
    text.split(',').map(|part| term(field, &part.trim().to_ascii_lowercase(), dialect)).collect()
}

fn term(field: Field, part: &str, dialect: Dialect) -> Result<Term, Invalid> {
    let stepped = dialect == Dialect::EventBridge || dialect == Dialect::PowerDown;
    match part {
        "" => return Err(field.refused(part, "there is nothing between two commas")),
        "*" | "?" => return Ok(Term::All),
        "l" => return last(field, dialect),
        "lw" if field == Field::MonthDays && dialect != Dialect::InstanceScheduler => {
            return Ok(Term::LastWorkday);
        }
        _ => {}
    }
    if let Some((range, step)) = part.split_once('/') {
        let step =
            positive(step.trim()).ok_or_else(|| field.refused(part, "a step is a whole number from 1"))?;
        let (low, high) = field.bounds();
        return match range {
            "*" if stepped => Ok(Term::Range { from: low, to: high, step }),
            _ => match range.split_once('-') {
                Some((from, to)) => span(field, part, from, to, step, dialect),
                None => Ok(Term::Range { from: value(field, part, range, dialect)?, to: high, step }),
            },
        };
    }
    if let Some(marked) = marked(field, part, dialect)? {
        return Ok(marked);
    }
    match part.split_once('-') {
        Some((from, to)) => span(field, part, from, to, 1, dialect),
        None => {
            let value = value(field, part, part, dialect)?;
            Ok(Term::Range { from: value, to: value, step: 1 })
        }
    }
}

/// `L` by itself.
fn last(field: Field, dialect: Dialect) -> Result<Term, Invalid> {
    let only = |day| Ok(Term::Range { from: day, to: day, step: 1 });
    match (field, dialect) {
        (Field::MonthDays, _) => Ok(Term::Last { before: 0 }),
        (Field::Weekdays, Dialect::InstanceScheduler) => only(6),
        (Field::Weekdays, Dialect::EventBridge) => only(5),
        (Field::Weekdays, Dialect::PowerDown) => {
            Err(field.refused("L", "name the day, as in friL for the last Friday of the month"))
        }
        _ => Err(field.refused("L", "only days have a last one")),
    }
}

/// `15W`, `L-3`, `fri#2`, `friL`.
fn marked(field: Field, part: &str, dialect: Dialect) -> Result<Option<Term>, Invalid> {
    match field {
        Field::MonthDays => {
            if let Some(day) = part.strip_suffix('w') {
                return Ok(Some(Term::Nearest(value(field, part, day, dialect)?)));
            }
            if let Some(before) = part.strip_prefix("l-").filter(|_| dialect != Dialect::InstanceScheduler) {
                let before = positive(before).filter(|before| *before <= 30);
                let before =
                    before.ok_or_else(|| field.refused(part, "L-1 to L-30 count from the last day"))?;
                return Ok(Some(Term::Last { before }));
            }
            Ok(None)
        }
        Field::Weekdays => {
            if let Some((day, n)) = part.split_once('#') {
                let weekday = value(field, part, day, dialect)?;
                let n = positive(n).filter(|n| *n <= 5);
                let n =
                    n.ok_or_else(|| field.refused(part, "a month has at most five of a weekday, #1 to #5"))?;
                return Ok(Some(Term::Nth { weekday, n }));
            }
            match part.strip_suffix('l') {
                Some(day) if !day.ends_with('-') => {
                    Ok(Some(Term::LastOf { weekday: value(field, part, day, dialect)? }))
                }
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

fn span(
    field: Field,
    part: &str,
    from: &str,
    to: &str,
    step: u16,
    dialect: Dialect,
) -> Result<Term, Invalid> {
    let from = value(field, part, from.trim(), dialect)?;
    let to = to.trim();
    if to == "l" && field == Field::MonthDays {
        return Ok(Term::ToLast { from, step });
    }
    let to = value(field, part, to, dialect)?;
    if from > to && !field.wraps(dialect) {
        return Err(field.refused(part, "the range begins after its end"));
    }
    Ok(Term::Range { from, to, step })
}

/// A number or name, as the field keeps it.
fn value(field: Field, part: &str, text: &str, dialect: Dialect) -> Result<u16, Invalid> {
    let (low, high) = field.bounds();
    if let Some(index) =
        field.names().iter().position(|name| text == *name || (text.len() == 3 && name.starts_with(text)))
    {
        return Ok(low + index as u16);
    }
    let number = whole(text)
        .ok_or_else(|| field.refused(part, "it is neither a number nor a name that is known here"))?;
    let kept = match (field, dialect) {
        (Field::Weekdays, Dialect::PowerDown) => {
            return Err(field.refused(part, "name days of the week, since numbers begin on different days"));
        }
        (Field::Weekdays, Dialect::EventBridge) => (1..=7).contains(&number).then(|| (number + 5) % 7),
        _ => (low..=high).contains(&number).then_some(number),
    };
    let (from, to) =
        if (field, dialect) == (Field::Weekdays, Dialect::EventBridge) { (1, 7) } else { (low, high) };
    kept.ok_or_else(|| field.refused(part, &format!("a number must be from {from} to {to}")))
}

fn whole(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn positive(text: &str) -> Option<u16> {
    whole(text).filter(|number| *number > 0)
}

/// Calls `each` with every value of a range, wrapping over the field's end where `from` is above `to`.
pub(super) fn values(field: Field, from: u16, to: u16, step: u16, mut each: impl FnMut(u16)) {
    let (low, high) = field.bounds();
    let size = high - low + 1;
    let length = if from <= to { to - from } else { to + size - from };
    for offset in (0..=length).step_by(usize::from(step.max(1))) {
        each(low + (from - low + offset) % size);
    }
}

/// Writes a list in our own dialect.
pub(super) fn write(field: Field, terms: &[Term], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, term) in terms.iter().enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        write_term(field, *term, f)?;
    }
    Ok(())
}

fn write_term(field: Field, term: Term, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = |value: u16| {
        let (low, _) = field.bounds();
        match field.names().get(usize::from(value - low)) {
            Some(name) => name[..3].to_owned(),
            None => value.to_string(),
        }
    };
    match term {
        Term::All => f.write_str("*"),
        Term::Range { from, to, step: 1 } if from == to => f.write_str(&name(from)),
        Term::Range { from, to, step: 1 } => write!(f, "{}-{}", name(from), name(to)),
        Term::Range { from, to, step } => write!(f, "{}-{}/{step}", name(from), name(to)),
        Term::ToLast { from, step: 1 } => write!(f, "{from}-L"),
        Term::ToLast { from, step } => write!(f, "{from}-L/{step}"),
        Term::Last { before: 0 } => f.write_str("L"),
        Term::Last { before } => write!(f, "L-{before}"),
        Term::LastWorkday => f.write_str("LW"),
        Term::Nearest(day) => write!(f, "{day}W"),
        Term::Nth { weekday, n } => write!(f, "{}#{n}", name(weekday)),
        Term::LastOf { weekday } => write!(f, "{}L", name(weekday)),
    }
}
