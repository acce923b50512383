//! The threat level: what the last day's security events say, and since when.
//!
//! It is nowhere stored. Each event weighs something, by its kind and how often it was counted, and
//! loses half of that every half hour. So the level rises with the first signs, falls by itself, and
//! is the same whoever asks.
//!
//! What is counted is told on the bus when it begins, or weighs a level's worth by itself; of that, a
//! company hears once in [`SECURITY_EVENT_WINDOW`] of each kind and each level.

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::TenantId;

use crate::{
    limits::Allowance,
    news,
    ports::{BucketKey, Direction, DomainEvent, EventBus, Part, RateStore, SecurityStore, StoreError},
    record::{SECURITY_EVENT_WINDOW, SecurityEvent, SecurityEventKind, SourceHash},
};

/// How far back events count.
pub const LOOKED_BACK: SignedDuration = SignedDuration::from_hours(24);
/// The most events that one answer looks at; they gather what is alike, so a day has fewer.
pub const MOST_EVENTS: usize = 2_000;

/// After how many seconds an event weighs half.
const HALF_LIFE: f64 = 1_800.0;
/// From which score on there is cause to watch.
const WATCHFUL: f64 = 10.0;
/// From which score on it is an attack.
const UNDER_ATTACK: f64 = 60.0;
/// The most that one event counts for, however often it happened.
const MOST_COUNTED: u64 = 50;

/// How serious it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing out of the ordinary.
    Calm,
    /// Somebody is trying something.
    Watchful,
    /// Somebody is trying hard.
    UnderAttack,
}

impl Level {
    fn as_str(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Watchful => "watchful",
            Self::UnderAttack => "under-attack",
        }
    }
}

/// The level, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threat {
    /// How serious it is.
    pub level: Level,
    /// Since when it has been that; `None` where nothing happened within a day.
    pub since: Option<Timestamp>,
    /// What the events weigh now.
    pub score: u32,
    /// How often what happened within a day, the heaviest first.
    pub why: Vec<(SecurityEventKind, u64)>,
}

/// What one event of a kind weighs. Mistyped passwords are many in any company; nobody holds somebody
/// else's token by accident.
fn weight(kind: SecurityEventKind) -> f64 {
    match kind {
        SecurityEventKind::FailedLogIn | SecurityEventKind::RateLimited => 1.0,
        SecurityEventKind::MalformedToken => 3.0,
        SecurityEventKind::DecoyRoute | SecurityEventKind::DecoyField => 5.0,
        SecurityEventKind::DecoyId | SecurityEventKind::Probing => 10.0,
        SecurityEventKind::ReusedRefreshToken | SecurityEventKind::ImpossibleState => 20.0,
    }
}

fn level_of(score: f64) -> Level {
    if score >= UNDER_ATTACK {
        Level::UnderAttack
    } else if score >= WATCHFUL {
        Level::Watchful
    } else {
        Level::Calm
    }
}

/// What an event weighs that was counted so often.
fn weighed(kind: SecurityEventKind, count: u64) -> f64 {
    // The most counted is small: no precision is lost.
    let counted = u32::try_from(count.min(MOST_COUNTED)).unwrap_or(u32::MAX);
    weight(kind) * f64::from(counted)
}

fn seconds_between(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.0)
}

/// A score that decays, and since when it has had its level.
struct Score {
    value: f64,
    at: Timestamp,
    level: Level,
    since: Timestamp,
}

impl Score {
    /// Lets time pass. A level that the score falls out of on the way ends when it does.
    fn pass(&mut self, now: Timestamp) {
        for (level, threshold) in [(Level::Watchful, UNDER_ATTACK), (Level::Calm, WATCHFUL)] {
            if self.level > level && self.value > 0.0 {
                let seconds = HALF_LIFE * (self.value / threshold).log2();
                let falls = SignedDuration::try_from_secs_f64(seconds).unwrap_or(SignedDuration::ZERO);
                let falls_at = self.at.saturating_add(falls).unwrap_or(now);
                if falls_at <= now {
                    (self.level, self.since) = (level, falls_at);
                }
            }
        }
        self.value *= 0.5_f64.powf(seconds_between(self.at, now) / HALF_LIFE);
        self.at = now;
    }

    fn add(&mut self, event: &SecurityEvent) {
        self.value += weighed(event.kind, event.count);
        let level = level_of(self.value);
        if level != self.level {
            (self.level, self.since) = (level, self.at);
        }
    }
}

/// The threat that these events make at an instant; what is older than a day does not count.
pub fn threat(events: &[SecurityEvent], now: Timestamp) -> Threat {
    let mut events: Vec<&SecurityEvent> =
        events.iter().filter(|event| event.last_at > now - LOOKED_BACK && event.last_at <= now).collect();
    events.sort_by_key(|event| event.last_at);
    let Some(first) = events.first().map(|event| event.last_at) else {
        return Threat { level: Level::Calm, since: None, score: 0, why: Vec::new() };
    };
    let mut score = Score { value: 0.0, at: first, level: Level::Calm, since: first };
    for event in &events {
        score.pass(event.last_at);
        score.add(event);
    }
    score.pass(now);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a score is small and not negative"
    )]
    let rounded = score.value.round().min(1e9) as u32;
    Threat { level: score.level, since: Some(score.since), score: rounded, why: why(&events) }
}

fn why(events: &[&SecurityEvent]) -> Vec<(SecurityEventKind, u64)> {
    let count = |kind| events.iter().filter(|event| event.kind == kind).map(|event| event.count).sum();
    let mut why: Vec<(SecurityEventKind, u64)> =
        SecurityEventKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, n)| *n > 0).collect();
    why.sort_by(|(one, _), (two, _)| weight(*two).total_cmp(&weight(*one)));
    why
}

/// Counts an event, and tells the bus when it begins or becomes serious. What concerned no company is not
/// told.
///
/// # Errors
/// The store's. A bus that takes nothing is logged: nobody is refused for it.
pub async fn count(
    store: &dyn SecurityStore,
    bus: &dyn EventBus,
    event: &SecurityEvent,
) -> Result<(), StoreError> {
    let times = store.count_security_event(event).await?;
    let level = |times| level_of(weighed(event.kind, times));
    let before = times.saturating_sub(event.count);
    if event.tenant != TenantId::SYSTEM && (before == 0 || level(before) != level(times)) {
        tell(bus, event).await;
    }
    Ok(())
}

/// Tells the bus of an event. One that cannot be told is logged.
pub(crate) async fn tell(bus: &dyn EventBus, event: &SecurityEvent) {
    let (tenant, kind) = (event.tenant, event.kind);
    news::tell(bus, DomainEvent::SecurityEventSeen { v: DomainEvent::VERSION, tenant, kind }).await;
}

/// Whether a company is to hear of an event of a kind: of the first of its kind, and of the first at a
/// threat level, within [`SECURITY_EVENT_WINDOW`]. Asked once for each event.
///
/// # Errors
/// The stores'.
pub async fn is_news(
    (store, rates): (&dyn SecurityStore, &dyn RateStore),
    tenant: TenantId,
    kind: SecurityEventKind,
    now: Timestamp,
) -> Result<bool, StoreError> {
    if tenant == TenantId::SYSTEM {
        return Ok(false);
    }
    let once = Allowance { burst: 1, refill: SECURITY_EVENT_WINDOW };
    let level = threat(&events_of_a_day(store, tenant, now).await?, now).level;
    let mut first = false;
    for what in [kind.as_str(), level.as_str()] {
        let bucket = BucketKey::new("security-news", &SourceHash(format!("{tenant}-{what}")));
        first |= rates.draw(&bucket, once, now).await?.granted;
    }
    Ok(first)
}

/// A tenant's events of the last day, newest first; at most [`MOST_EVENTS`].
///
/// # Errors
/// The store's.
pub async fn events_of_a_day(
    store: &dyn SecurityStore,
    tenant: TenantId,
    now: Timestamp,
) -> Result<Vec<SecurityEvent>, StoreError> {
    let since = now - LOOKED_BACK;
    let mut events = Vec::new();
    let mut after = None;
    while events.len() < MOST_EVENTS {
        let part = Part::after(after.as_ref(), 200).going(Direction::Backward);
        let page = store.security_events(tenant, part).await?;
        // They are in the order of their beginnings: behind the first too old one are only older ones.
        let fresh: Vec<SecurityEvent> =
            page.items.into_iter().take_while(|event| event.last_at > since).collect();
        let ended = fresh.is_empty() || page.next.is_none();
        events.extend(fresh);
        after = page.next;
        if ended {
            break;
        }
    }
    Ok(events)
}

#[cfg(test)]
mod tests;
