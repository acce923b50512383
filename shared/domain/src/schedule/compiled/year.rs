//! The table of a year: for each day the plan that holds on it.

use super::{
    super::{
        FIRST_YEAR, State, Wish,
        date::{days_in_month, days_in_year, first_day},
        days::CalendarDay,
    },
    plan::{DAY, Plan, Plans, Segment, Shape, Span},
    rules::{Claim, Rules},
};

/// What is wished at every minute of a year, and why.
#[derive(Debug)]
pub(super) struct YearTable {
    /// Which plan holds on each day.
    days: Vec<Plan>,
    /// Bit d: the wish changes on day d, at its midnight included.
    changing: [u64; 6],
    /// What the year leaves to the next one.
    left: Left,
}

/// What a year or a day leaves to the next one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    /// What its last edge left behind.
    carried: State,
    /// The wish with which it ends.
    wish: Wish,
}

impl YearTable {
    /// Builds the table of a year. `before` is what the year before left, where that is known; it is
    /// found out otherwise.
    pub(super) fn build(year: i16, rules: &Rules, plans: &Plans, before: Option<Left>) -> Self {
        let before = before.or_else(|| rules.left_before(year, plans));
        let mut carried = before.map_or(rules.otherwise, |left| left.carried);
        let mut last = before.map(|left| left.wish);
        let mut days = Vec::with_capacity(366);
        let mut changing = [0; 6];
        let around = Days::around(year);
        for index in 0..around.count {
            let shape = rules.shape_of(year, &around, index, carried);
            carried = rules.carried_over(&shape);
            let plan = plans.of(shape, rules);
            let mut wishes = plan.iter().map(|segment| segment.state.wish);
            let end = wishes.clone().next_back();
            if last.is_none_or(|last| wishes.any(|wish| wish != last)) {
                changing[index as usize / 64] |= 1 << (index % 64);
            }
            last = end;
            days.push(plan);
        }
        let left = Left { carried, wish: last.unwrap_or(rules.otherwise.wish) };
        Self { days, changing, left }
    }

    /// What the year leaves to the next one.
    pub(super) fn left(&self) -> Left {
        self.left
    }

    /// What is wished at a minute of a day, both counted from 0.
    pub(super) fn state(&self, day: usize, minute: u16) -> State {
        let plan = self.plan(day);
        let mut state = plan[0].state;
        for segment in &plan[1..] {
            if segment.from > minute {
                break;
            }
            state = segment.state;
        }
        state
    }

    pub(super) fn plan(&self, day: usize) -> &[Segment] {
        &self.days[day]
    }

    /// The first day from `day` on, counted from 0, on which the wish changes.
    pub(super) fn next_changing(&self, day: usize) -> Option<usize> {
        let mut word = day / 64;
        let mut bits = self.changing.get(word)? & (u64::MAX << (day % 64));
        loop {
            if bits != 0 {
                return Some(word * 64 + bits.trailing_zeros() as usize);
            }
            word += 1;
            bits = *self.changing.get(word)?;
        }
    }
}

impl Rules {
    /// Every claim that reaches into a day, or into the minutes around it over which gaps are joined.
    fn spans_on(&self, days: &Days, index: i32) -> Vec<Span> {
        let gap = i32::from(self.join_gap);
        let mut spans = Vec::new();
        let mut add = |from: i32, to: i32, of: usize| {
            let (from, to) = (from.max(-gap), to.min(DAY + gap));
            if from < to {
                spans.push(Span { from, to, of: of as u32 });
            }
        };
        for (of, rule) in self.recurring.iter().enumerate() {
            let ahead = i32::from(gap > 0);
            let back = i32::from(rule.to.saturating_sub(1) / 1440 + u16::from(gap > 0));
            for away in -back..=ahead {
                if rule.days.matches(days.at(index + away)) {
                    add(i32::from(rule.from) + away * DAY, i32::from(rule.to) + away * DAY, of);
                }
            }
        }
        let number = days.first + i64::from(index);
        let (begin, end) = (number * 1440 - i64::from(gap), (number + 1) * 1440 + i64::from(gap));
        for (of, rule) in self.dated.iter().enumerate().take_while(|(_, rule)| rule.from < end) {
            if rule.to > begin {
                let from = (rule.from - number * 1440).max(i64::from(-gap));
                let to = (rule.to - number * 1440).min(i64::from(DAY + gap));
                add(from as i32, to as i32, self.recurring.len() + of);
            }
        }
        spans
    }

    pub(super) fn claim(&self, of: u32) -> Claim {
        let of = of as usize;
        match self.recurring.get(of) {
            Some(rule) => rule.claim,
            None => self.dated[of - self.recurring.len()].claim,
        }
    }

    fn firing_on(&self, year: i16, day: CalendarDay) -> Vec<u16> {
        let fires =
            |(index, firing): (usize, &super::rules::Firing)| firing.fires(year, day).then_some(index as u16);
        self.firings.iter().enumerate().filter_map(fires).collect()
    }

    /// What the last edge before a day of a year left behind.
    fn carried_until(&self, year: i16, day: i32) -> State {
        if self.firings.is_empty() || self.one_sided {
            return self.otherwise;
        }
        let mut until = day;
        for year in (FIRST_YEAR..=year).rev() {
            let days = Days::around(year);
            for day in (0..until.min(days.count)).rev() {
                if let Some(state) = self.last_edge(&self.firing_on(year, days.at(day))) {
                    return state;
                }
            }
            until = i32::MAX;
        }
        self.otherwise
    }

    fn carried_over(&self, shape: &Shape) -> State {
        if self.one_sided { self.otherwise } else { self.last_edge(&shape.firing).unwrap_or(shape.carried) }
    }

    /// The last edge of a day.
    fn last_edge(&self, firing: &[u16]) -> Option<State> {
        let firing = firing.iter().map(|index| &self.firings[usize::from(*index)]);
        firing.max_by_key(|firing| firing.minutes.last().copied()).map(|firing| firing.state)
    }

    /// The edges of a day in order.
    pub(super) fn edges_on(&self, firing: &[u16]) -> Vec<(u16, State)> {
        let mut edges: Vec<(u16, State)> = firing
            .iter()
            .map(|index| &self.firings[usize::from(*index)])
            .flat_map(|firing| firing.minutes.iter().map(|minute| (*minute, firing.state)))
            .collect();
        edges.sort_by_key(|(minute, _)| *minute);
        edges
    }

    /// What the year before leaves; `None` in the first year.
    fn left_before(&self, year: i16, plans: &Plans) -> Option<Left> {
        let before = year.checked_sub(1).filter(|before| *before >= FIRST_YEAR)?;
        let days = Days::around(before);
        let last = days.count - 1;
        let shape = self.shape_of(before, &days, last, self.carried_until(before, last));
        let carried = self.carried_over(&shape);
        Some(Left { carried, wish: plans.of(shape, self).last()?.state.wish })
    }

    fn shape_of(&self, year: i16, days: &Days, index: i32, carried: State) -> Shape {
        Shape { spans: self.spans_on(days, index), firing: self.firing_on(year, days.at(index)), carried }
    }
}

/// The days of a year, and a few before and after it.
struct Days {
    /// The first of January in days since 1970-01-01.
    first: i64,
    /// How many days the year has.
    count: i32,
    days: Vec<CalendarDay>,
}

impl Days {
    /// More than the longest claim reaches back: a week and the time of day at which it begins.
    const BEFORE: i32 = 10;
    const AFTER: i32 = 2;

    fn around(year: i16) -> Self {
        let (first, count) = (first_day(year), days_in_year(year));
        let december = Self::BEFORE as u8;
        let before = (32 - december..=31).map(|day| (12, day, 31));
        let within = (1..=12u8).flat_map(|month| {
            let length = days_in_month(year, month);
            (1..=length).map(move |day| (month, day, length))
        });
        let after = (1..=Self::AFTER as u8).map(|day| (1, day, 31));
        // 1970-01-01 was a Thursday.
        let first_weekday = first + 3 - i64::from(Self::BEFORE);
        let days = before.chain(within).chain(after).enumerate();
        let days = days.map(|(index, (month, day, days_in_month))| {
            let weekday = (first_weekday + index as i64).rem_euclid(7) as u8;
            CalendarDay { month, day, weekday, days_in_month }
        });
        Self { first, count, days: days.collect() }
    }

    /// A day by its number from 0.
    fn at(&self, index: i32) -> CalendarDay {
        self.days[(index + Self::BEFORE) as usize]
    }
}

/// Every day that can be: the years from 2000 to 2027 begin on every weekday, leap years too.
pub(in super::super) fn days_of_all_kinds() -> impl Iterator<Item = CalendarDay> {
    (2000..2028).flat_map(days_of)
}

/// The days of a year.
pub(in super::super) fn days_of(year: i16) -> impl Iterator<Item = CalendarDay> {
    let days = Days::around(year);
    (0..days.count).map(move |index| days.at(index))
}
