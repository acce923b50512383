//! Templates: documents to begin with.

use super::{DayFilter, Dialect, EndOfPeriod, Period, ScheduleDocument, TimeOfDay, Weekdays, Wish};

/// A document to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// A name that stays, such as `business-hours`.
    pub key: &'static str,
    /// What to call it.
    pub title: &'static str,
    /// When it runs, in a sentence.
    pub description: &'static str,
    /// The document, in the zone that was asked for.
    pub document: ScheduleDocument,
}

/// All templates, in a zone.
pub fn templates(zone: &str) -> Vec<Template> {
    let in_zone = || ScheduleDocument::in_zone(zone);
    let always = |wish| ScheduleDocument { otherwise: Some(wish), ..in_zone() };
    let on = |days, begin, end| ScheduleDocument { periods: vec![period(days, begin, end)], ..in_zone() };
    let template = |key, title, description, document| Template { key, title, description, document };
    vec![
        template(
            "business-hours",
            "Business hours",
            "Monday to Friday, 08:00 to 18:00",
            on("mon-fri", 8, 18),
        ),
        template(
            "extended-hours",
            "Extended hours",
            "Monday to Friday, 06:00 to 22:00",
            on("mon-fri", 6, 22),
        ),
        template("overnight-batch", "Overnight batch", "every night, 20:00 to 06:00", on("mon-sun", 20, 6)),
        template(
            "weekend-off",
            "Weekend off",
            "on but for Saturday and Sunday",
            ScheduleDocument {
                otherwise: Some(Wish::On),
                periods: vec![Period { wish: Wish::Off, ..period("sat-sun", 0, 24) }],
                ..in_zone()
            },
        ),
        template("weekdays-only", "Weekdays only", "Monday 00:00 to Friday 24:00", on("mon-fri", 0, 24)),
        template("always-off", "Always off", "off at every hour", always(Wish::Off)),
        template("always-on", "Always on", "on at every hour", always(Wish::On)),
        template("hands-off", "Hands off", "machines are left as they are", always(Wish::HandsOff)),
    ]
}

fn period(days: &str, begin_hour: u16, end_hour: u16) -> Period {
    let weekdays = Weekdays::parse(days, Dialect::PowerDown).ok();
    Period {
        name: None,
        days: DayFilter { weekdays, ..DayFilter::every_day() },
        begin: TimeOfDay::from_minute(begin_hour * 60).unwrap_or(TimeOfDay::MIDNIGHT),
        end: EndOfPeriod::from_minute(end_hour * 60).unwrap_or(EndOfPeriod::MIDNIGHT),
        wish: Wish::On,
    }
}
