//! From hours at which something is done to a document.

use jiff::{
    ToSpan,
    civil::{Date, Time},
    tz::TimeZoneDatabase,
};
use powerdown_domain::schedule::{
    Calendars, DatedRange, DayFilter, Dialect, EndOfPeriod, Period, Schedule, ScheduleDocument, TimeOfDay,
    Weekdays, Wish,
};

use super::{
    tag::{At, TagSchedule},
    zone,
};
use crate::report::Report;

/// Monday to Sunday.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The days on which something is done at each hour: bit 0 is Monday.
type Hours = [u8; 24];

/// What a machine is started and stopped by: in each hour that `on` names it is wished on, in each that
/// `off` names off, and hands off otherwise and on the days that are skipped.
///
/// An hour that is named for both is left out; there, it depended on which policy ran last.
///
/// # Errors
/// An unknown zone.
pub fn document(
    on: &[At],
    off: &[At],
    zone: &str,
    skip_days: &[Date],
    zones: &TimeZoneDatabase,
) -> Result<ScheduleDocument, String> {
    let (on, off) = (hours(on), hours(off));
    let without = |hours: &Hours, others: &Hours| std::array::from_fn(|hour| hours[hour] & !others[hour]);
    let mut document = ScheduleDocument::in_zone(zone::resolve(zone, zones)?);
    document.otherwise = Some(Wish::HandsOff);
    document.periods.extend(periods(&without(&on, &off), Wish::On));
    document.periods.extend(periods(&without(&off, &on), Wish::Off));
    document.exceptions.extend(skip_days.iter().filter_map(|day| skipped(*day)));
    Ok(document)
}

/// The document of both sides, checked, with what there is to say about it.
pub(super) fn checked(
    on: &TagSchedule,
    off: &TagSchedule,
    skip_days: &[Date],
    subject: &str,
    zones: &TimeZoneDatabase,
    report: &mut Report,
) -> Result<ScheduleDocument, String> {
    let starts = on.on.as_deref().unwrap_or_default();
    let stops = off.off.as_deref().unwrap_or_default();
    let document = document(starts, stops, &on.zone, skip_days, zones)?;
    Schedule::compile(&document, Calendars::NONE, zones)
        .map_err(|error| format!("{}: {error}", error.field()))?;
    report.exact(subject, format!("its hours mean the same here, in {}", document.zone));
    let (starts, stops) = (hours(starts), hours(stops));
    for hour in 0..24 {
        if let Some(days) = day_list(starts[hour] & stops[hour]) {
            report.refused(
                subject,
                format!("on and off both at {hour:02}:00, {days}: neither was imported; move one of them by an hour"),
            );
        }
    }
    Ok(document)
}

fn hours(times: &[At]) -> Hours {
    let mut hours = [0; 24];
    for time in times {
        for day in &time.days {
            hours[usize::from(time.hour)] |= 1 << day;
        }
    }
    hours
}

fn periods(hours: &Hours, wish: Wish) -> impl Iterator<Item = Period> {
    hours.iter().zip(0..24).filter_map(move |(days, hour)| {
        let weekdays = match day_list(*days)? {
            all if all == "every day" => None,
            list => Some(Weekdays::parse(&list, Dialect::PowerDown).ok()?),
        };
        let begin = TimeOfDay::from_minute(hour * 60)?;
        let end = EndOfPeriod::from_minute((hour + 1) * 60)?;
        Some(Period { name: None, days: DayFilter { weekdays, ..DayFilter::every_day() }, begin, end, wish })
    })
}

/// `mon-fri`, `mon,wed`, `every day`; nothing for no day.
fn day_list(days: u8) -> Option<String> {
    if days == 0b111_1111 {
        return Some("every day".to_owned());
    }
    let picked = |day: usize| days >> day & 1 == 1;
    let mut ranges = Vec::new();
    let mut day = 0;
    while day < 7 {
        let length = (day..7).take_while(|day| picked(*day)).count();
        match length {
            0 => {}
            1 => ranges.push(DAYS[day].to_owned()),
            _ => ranges.push(format!("{}-{}", DAYS[day], DAYS[day + length - 1])),
        }
        day += length.max(1);
    }
    (!ranges.is_empty()).then(|| ranges.join(","))
}

fn skipped(day: Date) -> Option<DatedRange> {
    let from = day.to_datetime(Time::midnight()).try_into().ok()?;
    let to = day.checked_add(1.day()).ok()?.to_datetime(Time::midnight()).try_into().ok()?;
    Some(DatedRange { name: None, from, to, wish: Wish::HandsOff })
}
