//! Weekly windows that begin or end at a known distance from now, on some zone's wall clock.

use std::time::Duration;

use jiff::{
    SignedDuration, Timestamp, ToSpan, Unit, Zoned,
    civil::Weekday,
    tz::{TimeZone, TimeZoneDatabase},
};
use serde_json::{Value, json};

/// The present instant, by the clock of the machine that the stack runs on too.
#[expect(
    clippy::disallowed_methods,
    reason = "a system test lives in real time: the stack's own clock is the one that counts"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// A window that opens at `edge` and is closed now.
#[derive(Debug)]
pub(crate) struct Opening {
    /// The zone in whose wall clock the window is written.
    pub(crate) zone: &'static str,
    /// The instant at which it opens: a whole minute.
    pub(crate) edge: Timestamp,
}

impl Opening {
    /// Opens at the first whole minute after at least `ahead`.
    pub(crate) fn after(ahead: Duration, zone: &'static str) -> Self {
        let earliest = now() + SignedDuration::try_from(ahead).expect("a short time ahead");
        let minute = earliest.round(Unit::Minute).expect("a minute is near");
        let edge = if minute < earliest { minute + 1.minute() } else { minute };
        Self { zone, edge }
    }

    /// The window, three hours long, as the API takes it.
    pub(crate) fn window(&self) -> Value {
        window(self.zone, self.edge, self.edge + SignedDuration::from_hours(3))
    }

    /// How long until a machine should have started: the edge, then a tick.
    pub(crate) fn patience(&self) -> Duration {
        let until = self.edge.duration_since(now()).max(SignedDuration::ZERO);
        Duration::try_from(until).expect("not negative") + super::wait::NEXT_TICK
    }
}

/// A window that is closed now and for the next two days.
pub(crate) fn closed_now(zone: &str) -> Value {
    let from = now() + SignedDuration::from_hours(48);
    window(zone, from, from + SignedDuration::from_hours(2))
}

/// A window that opened two hours ago and stays open for a day.
pub(crate) fn open_now(zone: &str) -> Value {
    window(zone, now() - SignedDuration::from_hours(2), now() + SignedDuration::from_hours(24))
}

fn window(zone: &str, from: Timestamp, to: Timestamp) -> Value {
    let zone = zone_named(zone);
    json!({ "from": point(&from.to_zoned(zone.clone())), "to": point(&to.to_zoned(zone)) })
}

fn zone_named(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("the zone is in the bundled database")
}

fn point(at: &Zoned) -> Value {
    let day = match at.weekday() {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    };
    json!({ "day": day, "time": format!("{:02}:{:02}", at.hour(), at.minute()) })
}
