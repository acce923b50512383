//! Day filters, by the days they pick.

use jiff::civil::{Date, date};

use super::*;

/// The days of a month that a filter picks.
fn picked(filter: &serde_json::Value, year: i16, month: i8) -> Vec<i8> {
    let filter: DayFilter = serde_json::from_value(filter.clone()).unwrap();
    let first = date(year, month, 1);
    let days = (1..=first.days_in_month()).map(|day| Date::new(year, month, day).unwrap());
    days.filter(|day| filter.matches(CalendarDay::of(*day))).map(Date::day).collect()
}

fn weekdays(list: &str) -> serde_json::Value {
    serde_json::json!({ "weekdays": list })
}

fn month_days(list: &str) -> serde_json::Value {
    serde_json::json!({ "month_days": list })
}

#[test]
fn weekdays_wrap_step_and_count() {
    // March 2026 begins on a Sunday and has five Sundays, Mondays and Tuesdays.
    assert_eq!(picked(&weekdays("sat-sun"), 2026, 3), [1, 7, 8, 14, 15, 21, 22, 28, 29]);
    assert_eq!(picked(&weekdays("fri-mon/3"), 2026, 3), [2, 6, 9, 13, 16, 20, 23, 27, 30]);
    assert_eq!(picked(&weekdays("mon#1,mon#5"), 2026, 3), [2, 30]);
    assert_eq!(picked(&weekdays("friL,SUNDAYl"), 2026, 3), [27, 29]);
}

#[test]
fn month_days_count_from_both_ends() {
    assert_eq!(picked(&month_days("L"), 2028, 2), [29]);
    assert_eq!(picked(&month_days("L-2,LW"), 2026, 5), [29]);
    assert_eq!(picked(&month_days("28-3"), 2026, 2), [1, 2, 3, 28]);
    assert_eq!(picked(&month_days("1/10"), 2026, 2), [1, 11, 21]);
    assert_eq!(picked(&month_days("25-L/2"), 2026, 4), [25, 27, 29]);
}

#[test]
fn the_nearest_workday_stays_within_its_month() {
    // August 2026: the 1st is a Saturday, the 15th too; the 30th is a Sunday.
    assert_eq!(picked(&month_days("1W"), 2026, 8), [3]);
    assert_eq!(picked(&month_days("15W"), 2026, 8), [14]);
    assert_eq!(picked(&month_days("16W"), 2026, 8), [17]);
    // May 2026: the 31st is a Sunday and the last day.
    assert_eq!(picked(&month_days("31W"), 2026, 5), [29]);
    // February has no 31st, so that there is nothing to be near to.
    assert_eq!(picked(&month_days("31W"), 2026, 2), Vec::<i8>::new());
    assert_eq!(picked(&month_days("28W"), 2026, 2), [27]);
}

#[test]
fn all_given_fields_must_match() {
    let first_monday_of_a_quarter =
        serde_json::json!({ "weekdays": "mon", "month_days": "1-7", "months": "jan/3" });
    assert_eq!(picked(&first_monday_of_a_quarter, 2026, 4), [6]);
    assert_eq!(picked(&first_monday_of_a_quarter, 2026, 5), Vec::<i8>::new());
    let winter = serde_json::json!({ "month_days": "1", "months": "nov-feb" });
    let months: Vec<i8> = (1..=12).filter(|month| !picked(&winter, 2026, *month).is_empty()).collect();
    assert_eq!(months, [1, 2, 11, 12]);
}

#[test]
fn a_refused_list_names_the_part_the_rule_and_an_example() {
    let refused = |list: &str| Weekdays::try_from(list.to_owned()).unwrap_err().to_string();
    assert_eq!(
        refused("mon,tues"),
        "\"tues\" is not a day of the week: it is neither a number nor a name that is known here; write for \
         example mon-fri, sat#1 or friL"
    );
    assert!(refused("1-5").contains("name days of the week"), "{}", refused("1-5"));
    assert!(refused("L").contains("friL"), "{}", refused("L"));
    assert!(refused("mon#6").contains("#1 to #5"));
    assert!(MonthDays::try_from("0".to_owned()).unwrap_err().to_string().contains("from 1 to 31"));
    assert!(MonthDays::try_from("1/0".to_owned()).unwrap_err().to_string().contains("step"));
    assert!(Months::try_from("jan,,mar".to_owned()).unwrap_err().to_string().contains("two commas"));
}
