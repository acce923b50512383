//! Recurrence rules (RFC 5545, 3.3.10): read, turned into a day filter, walked.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Weekday};
use powerdown_domain::schedule::{CalendarDay, DayFilter, Dialect, MonthDays, Months, Weekdays};

use super::{
    LAST_DAY, MAX_OCCURRENCES, Refusal,
    line::{quoted, refused},
    moment::{self, Moment},
};

/// An `RRULE`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: i64,
    end: End,
    months: BTreeSet<i8>,
    month_days: BTreeSet<i8>,
    weekdays: Vec<(Option<i8>, Weekday)>,
    positions: Vec<i8>,
    week_start: Weekday,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Not within the years that documents may speak of.
    Never,
    /// After so many.
    Count(u32),
    /// With the last that begins then: a day (`None`), or a time that is universal or not.
    Until(DateTime, Option<bool>),
}

/// How many days may still be walked, over all events of a text: what bounds the work.
#[derive(Debug)]
pub(super) struct Budget(u32);

impl Budget {
    /// Enough for two thousand entries of which each comes once a year, several times over.
    pub(super) fn new() -> Self {
        Self(2_000_000)
    }

    fn spend(&mut self) -> Result<(), Refusal> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| {
            Refusal::new("the rules of this calendar take too long to follow; split it, or list the dates")
        })?;
        Ok(())
    }
}

impl Rule {
    /// Reads the value of an `RRULE`.
    pub(super) fn read(value: &str) -> Result<Self, Refusal> {
        let mut rule = Self {
            frequency: Frequency::Yearly,
            interval: 1,
            end: End::Never,
            months: BTreeSet::new(),
            month_days: BTreeSet::new(),
            weekdays: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut seen = BTreeSet::new();
        for part in value.trim().trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=').ok_or_else(|| {
                refused("RRULE has the part", part, "which is not NAME=value, such as FREQ=YEARLY")
            })?;
            let name = name.trim().to_ascii_uppercase();
            if !seen.insert(name.clone()) {
                return Err(Refusal::new(format!("its RRULE says {} twice; say it once", quoted(&name))));
            }
            rule.take(&name, value.trim())?;
        }
        if !seen.contains("FREQ") {
            return Err(Refusal::new("its RRULE has no FREQ; write for example FREQ=YEARLY"));
        }
        Ok(rule)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let wrong = |rule| refused(name, value, rule);
        match name {
            "FREQ" => {
                self.frequency = match value.to_ascii_uppercase().as_str() {
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    _ => {
                        return Err(wrong(
                            "is not DAILY, WEEKLY, MONTHLY or YEARLY; list the hours as events",
                        ));
                    }
                }
            }
            "INTERVAL" => {
                let number = value.parse().ok().filter(|number| (1..=1_000).contains(number));
                self.interval = number.ok_or_else(|| wrong("is not a number from 1 to 1000"))?;
            }
            "COUNT" => {
                let count = value.parse().ok().filter(|count| *count > 0);
                self.end = End::Count(count.ok_or_else(|| wrong("is not a number from 1"))?);
            }
            "UNTIL" => {
                let (at, clock) = moment::until(value).ok_or_else(|| {
                    wrong("is no date such as 20261224 and no time such as 20261224T120000Z")
                })?;
                self.end = if at.date() > LAST_DAY { End::Never } else { End::Until(at, clock) };
            }
            "BYMONTH" => {
                self.months =
                    numbers(value, 1, 12).ok_or_else(|| wrong("is no list of months such as 5,11"))?
            }
            "BYMONTHDAY" => {
                let days = numbers(value, -31, 31).filter(|days| !days.contains(&0));
                self.month_days = days.ok_or_else(|| wrong("is no list of days such as 1,15,-1"))?;
            }
            "BYDAY" => {
                let days: Option<Vec<_>> = value.split(',').map(weekday).collect();
                self.weekdays = days.ok_or_else(|| wrong("is no list of weekdays such as MO,4TH,-1FR"))?;
                self.weekdays.dedup();
            }
            "BYSETPOS" => {
                let positions =
                    numbers(value, -31, 31).ok_or_else(|| wrong("is no number such as 1 or -1"))?;
                self.positions = positions.into_iter().collect();
            }
            "WKST" => {
                self.week_start = match weekday(value) {
                    Some((None, day)) => day,
                    _ => return Err(wrong("is no weekday such as MO")),
                }
            }
            _ => {
                return Err(Refusal::new(format!(
                    "its RRULE has the part {}, which is not read here; list the dates as events",
                    quoted(name)
                )));
            }
        }
        Ok(())
    }

    /// Whether it ends, within the years that documents may speak of.
    pub(super) fn ends(&self) -> bool {
        self.end != End::Never
    }

    /// Whether it skips years, months, weeks or days.
    pub(super) fn skips(&self) -> bool {
        self.interval > 1
    }

    /// The days it picks of every year, whatever its interval and end.
    pub(super) fn days(&self, start: Date) -> Result<DayFilter, Refusal> {
        let mut weekdays = self.weekdays.clone();
        let mut month_days = self.month_days.clone();
        let mut months = self.months.clone();
        let picks_none = weekdays.is_empty() && month_days.is_empty();
        let counted = weekdays.iter().any(|(n, _)| n.is_some());
        match self.frequency {
            Frequency::Yearly => {
                if picks_none {
                    month_days.insert(start.day());
                    if months.is_empty() {
                        months.insert(start.month());
                    }
                } else if counted && months.is_empty() {
                    return Err(Refusal::new(
                        "its RRULE counts weekdays through the whole year; add BYMONTH, or list the dates",
                    ));
                }
            }
            Frequency::Monthly if picks_none => _ = month_days.insert(start.day()),
            Frequency::Weekly if !month_days.is_empty() => {
                return Err(Refusal::new("BYMONTHDAY does not go with FREQ=WEEKLY; use FREQ=MONTHLY"));
            }
            Frequency::Weekly if picks_none => weekdays.push((None, start.weekday())),
            Frequency::Weekly | Frequency::Daily if counted => {
                return Err(Refusal::new(
                    "a counted BYDAY such as 4TH goes with FREQ=MONTHLY or YEARLY only",
                ));
            }
            _ => {}
        }
        if !self.positions.is_empty() {
            weekdays = self.at_positions(&weekdays, &month_days, &months)?;
        }
        let nth = weekdays.iter().map(nth_weekday).collect::<Result<Vec<_>, _>>()?;
        filter(&nth, &month_days, &months)
    }

    /// `BYDAY=MO;BYSETPOS=-1`, another spelling of `BYDAY=-1MO`.
    fn at_positions(
        &self,
        weekdays: &[(Option<i8>, Weekday)],
        month_days: &BTreeSet<i8>,
        months: &BTreeSet<i8>,
    ) -> Result<Vec<(Option<i8>, Weekday)>, Refusal> {
        let of_one_month = match self.frequency {
            Frequency::Monthly => true,
            Frequency::Yearly => months.len() == 1,
            Frequency::Daily | Frequency::Weekly => false,
        };
        match weekdays {
            [(None, day)] if of_one_month && month_days.is_empty() => {
                Ok(self.positions.iter().map(|position| (Some(*position), *day)).collect())
            }
            _ => Err(Refusal::new(
                "BYSETPOS is read beside one weekday of one month only, as in BYMONTH=5;BYDAY=MO;BYSETPOS=-1; \
                 list the dates as events",
            )),
        }
    }

    /// All dates on which it begins anew, the start among them, as times on its clock.
    pub(super) fn occurrences(
        &self,
        days: &DayFilter,
        start: &Moment,
        budget: &mut Budget,
    ) -> Result<Vec<DateTime>, Refusal> {
        let first = start.at.date();
        let mut found = Vec::new();
        let mut day = first;
        while day <= LAST_DAY {
            budget.spend()?;
            let at = day.to_datetime(start.at.time());
            if self.is_over(&start.moved_to(at), found.len()) {
                return Ok(found);
            }
            if self.is_due(first, day) && days.matches(CalendarDay::of(day)) {
                if found.len() == MAX_OCCURRENCES {
                    return Err(Refusal::new(format!(
                        "it comes more than {MAX_OCCURRENCES} times; give it an earlier UNTIL, or use a window or \
                         period of the schedule"
                    )));
                }
                found.push(at);
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        match self.end {
            End::Count(_) => Err(Refusal::new("its COUNT reaches beyond the year 2200; give it an UNTIL")),
            End::Never | End::Until(..) => Ok(found),
        }
    }

    fn is_over(&self, now: &Moment, found: usize) -> bool {
        match self.end {
            End::Never => false,
            End::Count(count) => found >= count as usize,
            End::Until(until, None) => now.at.date() > until.date(),
            // The end of a day's rule is a day, however it is written.
            End::Until(until, Some(_)) if now.clock == moment::Clock::Days => now.at.date() > until.date(),
            End::Until(until, Some(universal)) => match now.instant() {
                Some(instant) if universal => jiff::tz::Offset::UTC.to_datetime(instant) > until,
                _ => now.at > until,
            },
        }
    }

    /// Whether a day lies in a year, month, week or day that the interval does not skip.
    fn is_due(&self, first: Date, day: Date) -> bool {
        let passed = match self.frequency {
            Frequency::Yearly => i64::from(day.year() - first.year()),
            Frequency::Monthly => {
                i64::from(day.year() - first.year()) * 12 + i64::from(day.month() - first.month())
            }
            Frequency::Weekly => {
                let into_week = i64::from(first.weekday().since(self.week_start));
                (days_between(first, day) + into_week) / 7
            }
            Frequency::Daily => days_between(first, day),
        };
        passed % self.interval == 0
    }

    /// The months and days of the month of a rule that names nothing else, as it repeats every year.
    pub(super) fn yearly_dates(&self, start: Date) -> Option<Vec<(i8, i8)>> {
        let plain =
            self.frequency == Frequency::Yearly && self.weekdays.is_empty() && self.positions.is_empty();
        if !plain || self.month_days.iter().any(|day| *day < 0) {
            return None;
        }
        let all = || (1..=12).collect();
        let months: BTreeSet<i8> = match (self.months.is_empty(), self.month_days.is_empty()) {
            (true, true) => BTreeSet::from([start.month()]),
            (true, false) => all(),
            (false, _) => self.months.clone(),
        };
        let days =
            if self.month_days.is_empty() { BTreeSet::from([start.day()]) } else { self.month_days.clone() };
        Some(months.iter().flat_map(|month| days.iter().map(|day| (*month, *day))).collect())
    }
}

fn days_between(first: Date, day: Date) -> i64 {
    first.duration_until(day).as_hours() / 24
}

/// A filter of weekdays (as our own dialect writes them), days of the month (negative from its end) and months.
pub(super) fn filter(
    weekdays: &[String],
    month_days: &BTreeSet<i8>,
    months: &BTreeSet<i8>,
) -> Result<DayFilter, Refusal> {
    let month_days: Vec<String> = month_days.iter().map(|day| month_day(*day)).collect();
    let months: Vec<String> = months.iter().map(i8::to_string).collect();
    let refuse = |error: powerdown_domain::Invalid| Refusal::new(format!("its RRULE: {error}"));
    let list = |parts: &[String]| (!parts.is_empty()).then(|| parts.join(","));
    let mut filter = DayFilter::every_day();
    if let Some(list) = list(weekdays) {
        filter.weekdays = Some(Weekdays::parse(&list, Dialect::PowerDown).map_err(refuse)?);
    }
    if let Some(list) = list(&month_days) {
        filter.month_days = Some(MonthDays::parse(&list, Dialect::PowerDown).map_err(refuse)?);
    }
    if let Some(list) = list(&months) {
        filter.months = Some(Months::parse(&list, Dialect::PowerDown).map_err(refuse)?);
    }
    Ok(filter)
}

/// `-1` is the last day, `L`; `-2` is `L-1`.
fn month_day(day: i8) -> String {
    match day {
        -1 => "L".to_owned(),
        ..-1 => format!("L-{}", -1 - day),
        _ => day.to_string(),
    }
}

fn nth_weekday(&(n, day): &(Option<i8>, Weekday)) -> Result<String, Refusal> {
    let name = match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    };
    match n {
        None => Ok(name.to_owned()),
        Some(-1) => Ok(format!("{name}L")),
        Some(n @ 1..=5) => Ok(format!("{name}#{n}")),
        Some(n) => Err(Refusal::new(format!(
            "its RRULE asks for weekday number {n} of a month; the first to the fifth and the last (-1) are \
             known here, so list the dates as events"
        ))),
    }
}

/// `MO`, `4TH`, `-1FR`.
fn weekday(text: &str) -> Option<(Option<i8>, Weekday)> {
    let text = text.trim();
    let (n, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    match n {
        "" => Some((None, day)),
        _ => Some((Some(n.parse().ok().filter(|n| (-53..=53).contains(n) && *n != 0)?), day)),
    }
}

/// A comma list of whole numbers within bounds.
fn numbers(value: &str, low: i8, high: i8) -> Option<BTreeSet<i8>> {
    let number = |text: &str| text.trim().parse().ok().filter(|number| (low..=high).contains(number));
    value.split(',').map(number).collect()
}
