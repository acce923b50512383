//! A period: on some days, running between two times.

use powerdown_domain::{
    Invalid, Name,
    schedule::{DayFilter, Dialect, EndOfPeriod, MonthDays, Months, Period, TimeOfDay, Weekdays, Wish},
};

use crate::{fields::Fields, node::short};

/// A period that Instance Scheduler would accept.
#[derive(Debug, Clone)]
pub(super) struct PeriodDefinition {
    pub(super) name: String,
    begin: Option<TimeOfDay>,
    end: Option<TimeOfDay>,
    days: DayFilter,
    pub(super) description: Option<String>,
}

impl PeriodDefinition {
    /// Reads the fields of a period, and leaves those it does not know.
    ///
    /// # Errors
    /// The field, the value and the rule it broke.
    pub(super) fn read(name: &str, fields: &mut Fields) -> Result<Self, String> {
        let begin = fields.text_as_written("begintime")?;
        let end = fields.text_as_written("endtime")?;
        let weekdays = fields.texts("weekdays")?;
        let month_days = fields.texts("monthdays")?;
        let months = fields.texts("months")?;
        if begin.is_none() && end.is_none() && weekdays.is_none() && month_days.is_none() && months.is_none()
        {
            return Err(
                "must have at least one of begintime, endtime, weekdays, monthdays and months; for all \
                        of every day write weekdays: mon-sun"
                    .to_owned(),
            );
        }
        let begin = time("begintime", begin)?;
        let end = time("endtime", end)?;
        if let (Some(begin), Some(end)) = (begin, end)
            && begin > end
        {
            return Err(format!(
                "begintime {begin} is after endtime {end}; a period ends on the day on which it begins, so write \
                 two periods, {begin} to 23:59 and 00:00 to {end}"
            ));
        }
        let days = DayFilter {
            weekdays: list("weekdays", weekdays, Weekdays::parse, Weekdays::and)?,
            month_days: list("monthdays", month_days, MonthDays::parse, MonthDays::and)?,
            months: list("months", months, Months::parse, Months::and)?,
        };
        let description = fields.text("description")?;
        Ok(Self { name: name.to_owned(), begin, end, days, description })
    }

    /// What it is here: none when it never runs, two when one of its sides is open.
    ///
    /// Running beats *any* beats stopped there, on beats hands off beats otherwise here.
    pub(super) fn periods(&self) -> Vec<Period> {
        let midnight = TimeOfDay::MIDNIGHT;
        let stretches = match (self.begin, self.end) {
            (None, None) => [stretch(midnight, None, Wish::On), None],
            (Some(begin), None) => {
                [stretch(begin, None, Wish::On), stretch(midnight, Some(begin), Wish::HandsOff)]
            }
            (None, Some(end)) => [stretch(midnight, Some(end), Wish::HandsOff), None],
            (Some(begin), Some(end)) => [stretch(begin, Some(end), Wish::On), None],
        };
        let name = Name::try_from(self.name.clone()).ok();
        let period =
            |(begin, end, wish)| Period { name: name.clone(), days: self.days.clone(), begin, end, wish };
        stretches.into_iter().flatten().map(period).collect()
    }

    /// Whether it begins when it ends, which means never.
    pub(super) fn is_empty(&self) -> bool {
        self.begin.is_some() && self.begin == self.end
    }
}

type Stretch = (TimeOfDay, EndOfPeriod, Wish);

/// From a time up to another, or up to midnight; nothing if they are the same.
fn stretch(begin: TimeOfDay, end: Option<TimeOfDay>, wish: Wish) -> Option<Stretch> {
    match end {
        None => Some((begin, EndOfPeriod::MIDNIGHT, wish)),
        Some(end) if end == begin => None,
        Some(end) => Some((begin, EndOfPeriod::from_minute(end.minute())?, wish)),
    }
}

/// `9:00` or `09:00`; an empty text is no time.
fn time(field: &str, text: Option<String>) -> Result<Option<TimeOfDay>, String> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let padded = if text.find(':') == Some(1) { format!("0{text}") } else { text.clone() };
    match padded.parse() {
        Ok(time) => Ok(Some(time)),
        Err(_) => {
            Err(format!("{field}: \"{}\" must be a time from 0:00 to 23:59, such as 9:00", short(&text)))
        }
    }
}

/// Lists of one field, each with commas, joined into one.
fn list<T>(
    field: &str,
    lists: Option<Vec<String>>,
    parse: impl Fn(&str, Dialect) -> Result<T, Invalid>,
    join: impl Fn(T, T) -> T,
) -> Result<Option<T>, String> {
    let Some(lists) = lists else { return Ok(None) };
    let mut joined: Option<T> = None;
    for text in &lists {
        let more = parse(text, Dialect::InstanceScheduler).map_err(|error| format!("{field}: {error}"))?;
        joined = Some(match joined {
            Some(so_far) => join(so_far, more),
            None => more,
        });
    }
    joined.map(Some).ok_or_else(|| format!("{field}: an empty list picks no day; leave it out for every day"))
}
