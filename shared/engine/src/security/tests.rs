use jiff::{SignedDuration, Timestamp};
use powerdown_domain::TenantId;

use super::{Level, threat};
use crate::record::{SecurityEvent, SecurityEventKind, SourceHash};

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

fn event(kind: SecurityEventKind, count: u64, minute: i64) -> SecurityEvent {
    let source = SourceHash("ab".to_owned());
    SecurityEvent { count, ..SecurityEvent::once(TenantId::SYSTEM, kind, source, None, "", at(minute)) }
}

#[test]
fn a_quiet_day_is_calm() {
    let calm = threat(&[], at(0));
    assert_eq!((calm.level, calm.since, calm.score, calm.why.len()), (Level::Calm, None, 0, 0));
}

#[test]
fn people_who_mistype_alarm_nobody() {
    let events = [event(SecurityEventKind::FailedLogIn, 3, 0), event(SecurityEventKind::FailedLogIn, 4, 40)];
    assert_eq!(threat(&events, at(41)).level, Level::Calm);
}

#[test]
fn the_level_rises_with_the_signs_and_says_since_when() {
    let events = [
        event(SecurityEventKind::DecoyRoute, 1, 0),
        event(SecurityEventKind::DecoyRoute, 2, 5),
        event(SecurityEventKind::FailedLogIn, 50, 10),
    ];
    let seen = [0, 5, 10].map(|minute| {
        let threat = threat(&events, at(minute));
        (threat.level, threat.since)
    });
    let expected = [(Level::Calm, at(0)), (Level::Watchful, at(5)), (Level::UnderAttack, at(10))];
    assert_eq!(seen, expected.map(|(level, since)| (level, Some(since))));
    let now = threat(&events, at(10));
    assert_eq!(now.why, [(SecurityEventKind::DecoyRoute, 3), (SecurityEventKind::FailedLogIn, 50)]);
}

#[test]
fn the_level_falls_by_itself() {
    // 80 after the event, 40 after half an hour, 10 after an hour and a half.
    let events = [event(SecurityEventKind::ImpossibleState, 4, 0)];
    for (minute, level, since) in [
        (0, Level::UnderAttack, 0),
        (12, Level::UnderAttack, 0),
        (13, Level::Watchful, 12),
        (89, Level::Watchful, 12),
        (91, Level::Calm, 90),
        (1_439, Level::Calm, 90),
    ] {
        let seen = threat(&events, at(minute));
        let since_minute = seen.since.unwrap().duration_since(at(0)).as_mins();
        assert_eq!((seen.level, since_minute), (level, since), "after {minute} minutes");
    }
    assert_eq!(threat(&events, at(1_441)).since, None, "a day later nobody remembers");
}

#[test]
fn one_loud_source_is_not_counted_without_end() {
    let loud = threat(&[event(SecurityEventKind::RateLimited, 1_000_000, 0)], at(0));
    assert_eq!((loud.level, loud.score), (Level::Watchful, 50));
}
