//! What counts in the end: a schedule with the overrides of people on top.

use jiff::{SignedDuration, Timestamp};

use super::{Cause, Edge, Explanation, Override, OverrideScope, Schedule, State, Wish, explain};

/// The overrides that may apply to a machine. The more particular one decides: that of the machine,
/// then that of its group, then that of its schedule.
#[derive(Debug, Clone, Copy, Default)]
pub struct Overrides<'a> {
    /// Set on the machine itself.
    pub machine: Option<&'a Override>,
    /// Set on a group that it belongs to.
    pub group: Option<&'a Override>,
    /// Set on the schedule that it follows.
    pub schedule: Option<&'a Override>,
}

/// What is wished of one machine: its schedule, if it follows any, and the overrides on top.
#[derive(Debug, Clone, Copy)]
pub struct Effective<'a> {
    /// The schedule; without one everything is hands off.
    pub schedule: Option<&'a Schedule>,
    /// The overrides, ended ones included: each counts only until its end.
    pub overrides: Overrides<'a>,
}

impl<'a> Overrides<'a> {
    fn by_strength(self) -> [(OverrideScope, Option<&'a Override>); 3] {
        [
            (OverrideScope::Machine, self.machine),
            (OverrideScope::Group, self.group),
            (OverrideScope::Schedule, self.schedule),
        ]
    }

    /// The one that decides at an instant.
    pub fn deciding(self, at: Timestamp) -> Option<(OverrideScope, &'a Override)> {
        self.by_strength()
            .into_iter()
            .find_map(|(scope, set)| set.filter(|set| set.counts_at(at)).map(|set| (scope, set)))
    }

    /// The first instant after `after` at which one begins or ends.
    fn next_turn(self, after: Timestamp) -> Option<Timestamp> {
        let turns = self.by_strength().into_iter().filter_map(|(_, set)| set);
        turns.flat_map(|set| [set.set_at, set.until]).filter(|turn| *turn > after).min()
    }
}

impl Effective<'_> {
    /// What is wished at an instant, and what decided it.
    pub fn state_at(&self, at: Timestamp) -> State {
        if let Some((scope, set)) = self.overrides.deciding(at) {
            return State { wish: set.keep, cause: Cause::Override(scope) };
        }
        match self.schedule {
            Some(schedule) => schedule.state_at(at),
            None => State { wish: Wish::HandsOff, cause: Cause::NoSchedule },
        }
    }

    /// What is wished at an instant.
    pub fn wish_at(&self, at: Timestamp) -> Wish {
        self.state_at(at).wish
    }

    /// The first edge strictly after an instant. The end of an override is one where the schedule
    /// then wishes something else.
    pub fn next_edge(&self, after: Timestamp) -> Option<Edge> {
        let mut from = after;
        let mut wish = self.wish_at(after);
        loop {
            let own = self.schedule.and_then(|schedule| schedule.next_edge(from)).map(|edge| edge.at);
            let turn = self.overrides.next_turn(from);
            // While an override decides, the schedule's edges change nothing: go on at its end.
            let at = match (self.overrides.deciding(from), own, turn) {
                (Some(_), _, turn) => turn?,
                (None, Some(own), Some(turn)) => own.min(turn),
                (None, own, turn) => own.or(turn)?,
            };
            let state = self.state_at(at);
            if state.wish != wish {
                return Some(Edge { at, wish: state.wish, cause: state.cause });
            }
            (from, wish) = (at, state.wish);
        }
    }

    /// All edges in the half-open interval `[from, to)`, in order.
    pub fn edges(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Edge> + '_ {
        let before = from.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(from);
        std::iter::successors(self.next_edge(before), |edge| self.next_edge(edge.at))
            .take_while(move |edge| edge.at < to)
    }

    /// What is wished at an instant, why, and what happens next, in sentences.
    pub fn explain(&self, at: Timestamp) -> Explanation {
        explain::explain(self, at)
    }

    /// What to bring machines to at an instant: [`Effective::wish_at`], except that off-time shortly
    /// before an on-edge is on already, by the schedule's start lead.
    pub fn acting_wish_at(&self, at: Timestamp) -> Wish {
        let wish = self.wish_at(at);
        let lead = self.minutes(|behaviour| behaviour.start_lead_minutes);
        if wish != Wish::Off || lead.is_zero() || self.overrides.deciding(at).is_some() {
            return wish;
        }
        match self.next_edge(at) {
            Some(edge) if edge.wish == Wish::On && edge.at.duration_since(at) <= lead => Wish::On,
            _ => wish,
        }
    }

    /// The stop that is announced at an instant: an off-edge that is no further away than the
    /// schedule's stop warning.
    pub fn warned_stop(&self, at: Timestamp) -> Option<Edge> {
        let warning = self.minutes(|behaviour| behaviour.stop_warning_minutes);
        let edge = self.next_edge(at).filter(|_| !warning.is_zero() && self.wish_at(at) == Wish::On)?;
        (edge.wish == Wish::Off && edge.at.duration_since(at) <= warning).then_some(edge)
    }

    /// The first instant after `after` at which machines must be looked at: an edge, a start that is
    /// led by the start lead, or the announcement of a stop.
    pub fn next_look(&self, after: Timestamp) -> Option<Timestamp> {
        let edge = self.next_edge(after)?;
        let ahead = match edge.wish {
            Wish::On if self.wish_at(after) == Wish::Off => {
                self.minutes(|behaviour| behaviour.start_lead_minutes)
            }
            Wish::Off if self.wish_at(after) == Wish::On => {
                self.minutes(|behaviour| behaviour.stop_warning_minutes)
            }
            _ => SignedDuration::ZERO,
        };
        let early = edge.at.checked_sub(ahead).unwrap_or(edge.at);
        Some(if early > after { early } else { edge.at })
    }

    fn minutes(&self, of: impl Fn(&super::Behaviour) -> u8) -> SignedDuration {
        let minutes = self.schedule.map_or(0, |schedule| of(schedule.behaviour()));
        SignedDuration::from_mins(i64::from(minutes))
    }
}
