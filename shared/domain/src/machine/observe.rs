//! How an observation changes what is known: newest wins, whatever order they arrive in.

use jiff::Timestamp;

use super::{InstanceFacts, Machine, MachineState};
use crate::{Interval, IntervalSource, LineageId, MachineId};

/// One look at a machine: by an event, by EC2's answer to us, or by a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The state seen.
    pub state: MachineState,
    /// When it was so. For an event its own time, for an answer the instant before the call, for a
    /// listing the instant before the page was asked for. Only whole seconds count, because EC2's
    /// events carry no more.
    pub at: Timestamp,
    /// What it rests on.
    pub source: IntervalSource,
    /// Facts seen with it; events and answers carry none.
    pub facts: Option<InstanceFacts>,
}

/// What an observation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Observed {
    /// Something a person would notice changed; store and announce it.
    Changed,
    /// Only the time of the last sighting moved. It need not be stored.
    Confirmed,
    /// Older than what is known, or a repetition: dropped.
    Stale,
}

impl Machine {
    /// A machine seen for the first time.
    pub fn discovered(
        id: MachineId,
        lineage: LineageId,
        state: MachineState,
        at: Timestamp,
        facts: InstanceFacts,
    ) -> Self {
        let at = whole_second(at);
        let state_at = match state {
            // EC2 tells when a running machine was launched; the interval is open since then.
            MachineState::Running => whole_second(facts.launched_at).min(at),
            _ => at,
        };
        Self {
            id,
            lineage,
            facts,
            state,
            state_at,
            source: IntervalSource::Poll,
            seen_at: at,
            assignment: Default::default(),
            followed: Default::default(),
            overridden: None,
            last_action: None,
            retry: None,
            closed: Vec::new(),
            rev: 0,
        }
    }

    /// Takes in one sighting.
    ///
    /// - Older than the newest known one: [`Observed::Stale`], whatever it says.
    /// - Of the same second: counts only if the known state may become the seen one
    ///   ([`MachineState::may_become`]), so that events of one second may arrive in any order.
    /// - A new state closes the interval of the old one; so does a change of type, zone or lifecycle,
    ///   since either changes the price.
    pub fn observe(&mut self, sighting: Sighting) -> Observed {
        let at = whole_second(sighting.at);
        let same_second = at == self.seen_at;
        if at < self.seen_at
            || (same_second && self.state != sighting.state && !self.state.may_become(sighting.state))
        {
            return Observed::Stale;
        }
        let facts_changed = sighting.facts.as_ref().is_some_and(|facts| *facts != self.facts);
        let reprice = sighting.facts.as_ref().is_some_and(|facts| {
            (facts.lifecycle, &facts.instance_type, &facts.zone)
                != (self.facts.lifecycle, &self.facts.instance_type, &self.facts.zone)
        });
        self.seen_at = at;
        if self.state != sighting.state || reprice {
            self.close_interval(at, sighting.source);
            self.state = sighting.state;
            self.state_at = at;
            self.source = sighting.source;
        } else if !facts_changed {
            return Observed::Confirmed;
        }
        if let Some(facts) = sighting.facts {
            self.facts = facts;
        }
        Observed::Changed
    }

    fn close_interval(&mut self, to: Timestamp, source: IntervalSource) {
        if to <= self.state_at {
            return;
        }
        self.closed.push(Interval {
            from: self.state_at,
            to,
            state: self.state,
            lifecycle: self.facts.lifecycle,
            instance_type: self.facts.instance_type.clone(),
            zone: self.facts.zone.clone(),
            source,
        });
    }
}

fn whole_second(at: Timestamp) -> Timestamp {
    // Floors, also before 1970: a timestamp and its sub-second part carry the same sign.
    let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
    Timestamp::from_second(second).unwrap_or(at)
}
