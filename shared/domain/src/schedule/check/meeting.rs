//! Whether two edges ever happen on one day, without walking through two centuries for each pair.
//!
//! Years come in fourteen kinds: by the weekday on which they begin, and with or without a 29th of
//! February. What a day filter picks is the same in all years of a kind, so it is asked once for each
//! kind and kept as bits.

use jiff::civil::date;

use super::super::{
    FIRST_YEAR, LAST_YEAR,
    compiled::{Firing, days_of},
};

/// The days on which a firing may fire: a bit a day, for each kind of year.
pub(super) struct PickedDays([[u64; 6]; KINDS]);

const KINDS: usize = 14;

impl PickedDays {
    pub(super) fn of(firing: &Firing) -> Self {
        let mut kinds = [[0; 6]; KINDS];
        // Every kind is among any 28 years without a skipped leap year.
        for year in 2000..2028 {
            let days = &mut kinds[kind_of(year)];
            for (index, day) in days_of(year).enumerate() {
                days[index / 64] |= u64::from(firing.days.matches(day)) << (index % 64);
            }
        }
        Self(kinds)
    }

    fn meet(&self, other: &Self, kind: usize) -> bool {
        self.0[kind].iter().zip(&other.0[kind]).any(|(days, others)| days & others != 0)
    }
}

/// Whether there is a day on which both fire.
pub(super) fn meet(first: (&Firing, &PickedDays), second: (&Firing, &PickedDays)) -> bool {
    let kinds: [bool; KINDS] = std::array::from_fn(|kind| first.1.meet(second.1, kind));
    kinds.contains(&true)
        && (FIRST_YEAR..=LAST_YEAR)
            .any(|year| first.0.years.contains(year) && second.0.years.contains(year) && kinds[kind_of(year)])
}

fn kind_of(year: i16) -> usize {
    let first = date(year, 1, 1);
    first.weekday().to_monday_zero_offset() as usize * 2 + usize::from(first.in_leap_year())
}
