//! Arithmetic of the Gregorian calendar on day numbers: what the tables of days are indexed by.

use super::{FIRST_YEAR, LAST_YEAR};

/// Whether a year has a 29th of February.
pub(super) fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has, 1 being January.
pub(super) fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How many days a year has.
pub(super) fn days_in_year(year: i16) -> i32 {
    365 + i32::from(is_leap(year))
}

/// The first of January in days since 1970-01-01.
pub(super) const fn first_day(year: i16) -> i64 {
    let before = year as i64 - 1;
    before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) - 719_162
}

/// The year of a day that is given in days since 1970-01-01, and the day's number within it from 0.
///
/// Exact from [`FIRST_KNOWN`] to [`LAST_KNOWN`]; an earlier or later day is put into the year before
/// the first or behind the last of these.
pub(super) fn year_and_day(day: i64) -> (i16, usize) {
    // 400 years are 146,097 days: the estimate is the year or one of its neighbours.
    let estimate = (day * 400).div_euclid(146_097) + 1970 - FIRST_KNOWN as i64;
    let mut index = estimate.clamp(0, (FIRST_DAYS.len() - 2) as i64) as usize;
    if i64::from(FIRST_DAYS[index]) > day {
        match index.checked_sub(1) {
            Some(before) => index = before,
            None => return (FIRST_KNOWN - 1, 0),
        }
    } else if i64::from(FIRST_DAYS[index + 1]) <= day {
        index += 1;
        if index + 1 == FIRST_DAYS.len() {
            return (LAST_KNOWN + 1, 0);
        }
    }
    (FIRST_KNOWN + index as i16, (day - i64::from(FIRST_DAYS[index])) as usize)
}

/// The years in which days are found: two more at each end than schedules speak of.
const FIRST_KNOWN: i16 = FIRST_YEAR - 2;
const LAST_KNOWN: i16 = LAST_YEAR + 2;

/// The first day of each of these years, and of the one behind them.
static FIRST_DAYS: [i32; (LAST_KNOWN - FIRST_KNOWN + 2) as usize] = {
    let mut days = [0; (LAST_KNOWN - FIRST_KNOWN + 2) as usize];
    let mut index = 0;
    while index < days.len() {
        days[index] = first_day(FIRST_KNOWN + index as i16) as i32;
        index += 1;
    }
    days
};

#[cfg(test)]
mod tests {
    use super::{days_in_year, first_day, year_and_day};

    #[test]
    fn day_numbers_count_every_day_of_every_year() {
        let mut day = first_day(1968);
        for year in 1968..=2202 {
            assert_eq!(first_day(year), day, "{year}");
            for index in 0..days_in_year(year) {
                assert_eq!(year_and_day(day), (year, index as usize));
                day += 1;
            }
        }
        assert_eq!(year_and_day(day + 400).0, 2203);
        assert_eq!(year_and_day(i64::MIN / 800).0, 1967);
        assert_eq!(first_day(1970), 0);
        assert_eq!(first_day(2000), 10_957);
    }
}
