//! The plan of a day: what is wished at each of its minutes.
//!
//! Most days are alike: a plan is made once for all days of the same [`Shape`], in whatever year. That
//! bounds what the strangest document costs: there are only so many kinds of days, besides those that
//! dated ranges touch.

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    super::{Cause, State, Wish},
    rules::Rules,
};

/// A day from midnight to midnight: segments without a gap, the first from minute 0.
pub(super) type Plan = Arc<[Segment]>;

/// From a minute of the day on, until the next segment or midnight, this is wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) from: u16,
    pub(super) state: State,
}

/// Minutes in a day.
pub(super) const DAY: i32 = 1440;

/// A claim on a day, in minutes from its midnight; may reach over both ends by the gap that is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Span {
    pub(super) from: i32,
    pub(super) to: i32,
    /// Which claim: its place among all of them.
    pub(super) of: u32,
}

/// All that the plan of a day follows from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    pub(super) spans: Vec<Span>,
    /// Which firings fire.
    pub(super) firing: Vec<u16>,
    /// What the last edge of an earlier day left behind.
    pub(super) carried: State,
}

/// The plans made so far.
#[derive(Debug, Default)]
pub(super) struct Plans(Mutex<HashMap<Shape, Plan>>);

impl Plans {
    /// The plan of all days of a shape.
    pub(super) fn of(&self, shape: Shape, rules: &Rules) -> Plan {
        // Plans are only added whole, so that a panic elsewhere leaves nothing half-made.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(shape).or_insert_with_key(|shape| plan(shape, rules)).clone()
    }
}

fn plan(shape: &Shape, rules: &Rules) -> Plan {
    let gap = i32::from(rules.join_gap);
    let mut segments = segments(&paint(shape, rules, gap), gap);
    join_gaps(&mut segments, gap);
    within_the_day(&segments)
}

/// Every minute of the day, and of the gap before and after it, by painting the stronger over the weaker.
fn paint(shape: &Shape, rules: &Rules, gap: i32) -> Vec<State> {
    let edges = rules.edges_on(&shape.firing);
    let before_the_first = match edges.first() {
        Some((_, first)) if rules.one_sided => State { wish: Wish::HandsOff, cause: first.cause },
        _ => shape.carried,
    };
    let mut minutes = vec![before_the_first; (DAY + 2 * gap) as usize];
    let mut paint =
        |from: i32, to: i32, state| minutes[(from + gap) as usize..(to + gap) as usize].fill(state);
    for (index, (minute, state)) in edges.iter().enumerate() {
        let until = edges.get(index + 1).map_or(DAY + gap, |(next, _)| i32::from(*next));
        paint(i32::from(*minute), until, *state);
    }
    // Of two that began together, the one that is listed first.
    let mut spans: Vec<_> = shape.spans.iter().map(|span| (rules.claim(span.of), span)).collect();
    spans.sort_by_key(|(claim, span)| (claim.rank, span.from, Reverse(span.of)));
    for (claim, span) in spans {
        paint(span.from, span.to, claim.state);
    }
    minutes
}

fn segments(minutes: &[State], gap: i32) -> Vec<(i32, State)> {
    let mut segments: Vec<(i32, State)> = Vec::new();
    for (index, state) in minutes.iter().enumerate() {
        if segments.last().is_none_or(|(_, last)| last != state) {
            segments.push((index as i32 - gap, *state));
        }
    }
    segments
}

/// Makes off-time that nothing claims on, where it lies between two on-segments and is short enough.
fn join_gaps(segments: &mut [(i32, State)], gap: i32) {
    for index in 1..segments.len().saturating_sub(1) {
        let ((from, state), (to, after)) = (segments[index], segments[index + 1]);
        let short = to - from <= gap && state == (State { wish: Wish::Off, cause: Cause::Otherwise });
        if short && segments[index - 1].1.wish == Wish::On && after.wish == Wish::On {
            segments[index].1 = after;
        }
    }
}

/// Cuts off what lies outside the day.
fn within_the_day(segments: &[(i32, State)]) -> Plan {
    let mut plan: Vec<Segment> = Vec::new();
    for (index, (from, state)) in segments.iter().enumerate() {
        let to = segments.get(index + 1).map_or(DAY, |(next, _)| *next);
        if to <= 0 || *from >= DAY || plan.last().is_some_and(|last| last.state == *state) {
            continue;
        }
        plan.push(Segment { from: (*from).max(0) as u16, state: *state });
    }
    plan.into()
}
