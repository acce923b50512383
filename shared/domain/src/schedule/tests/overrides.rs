//! Overrides: they decide, they end by themselves, and the more particular one wins.

use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::UserId;

fn set(keep: Wish, from: &str, until: &str) -> Override {
    Override {
        keep,
        until: at(until),
        reason: OverrideReason::try_from("release weekend".to_owned()).unwrap(),
        set_by: UserId::from_parts(1, 1),
        set_at: at(from),
    }
}

fn office() -> Schedule {
    schedule("Europe/Berlin", "mon 08:00-mon 18:00, tue 08:00-tue 18:00, wed 08:00-wed 18:00")
}

fn on_machine<'a>(schedule: &'a Schedule, set: &'a Override) -> Effective<'a> {
    Effective { schedule: Some(schedule), overrides: Overrides { machine: Some(set), ..Default::default() } }
}

#[test]
fn keep_on_until_passes_over_off_edges_and_then_ends() {
    let (schedule, keep) = (office(), set(Wish::On, "2026-11-23T16:00:00Z", "2026-11-23T21:30:00Z"));
    let effective = on_machine(&schedule, &keep);
    let edges: Vec<_> = effective
        .edges(at("2026-11-23T00:00:00Z"), at("2026-11-24T12:00:00Z"))
        .map(|edge| format!("{} {:?}", edge.at, edge.wish))
        .collect();
    assert_eq!(edges, ["2026-11-23T07:00:00Z On", "2026-11-23T21:30:00Z Off", "2026-11-24T07:00:00Z On"]);
    assert_eq!(
        effective.explain(at("2026-11-23T20:00:00Z")).sentence,
        "On, by an override on this machine until Mon 2026-11-23 22:30 +01:00: release weekend. Next: off at Mon \
         2026-11-23 22:30 +01:00, as nothing else is scheduled."
    );
}

#[test]
fn an_end_at_which_the_schedule_wishes_the_same_is_no_edge() {
    let (schedule, keep) = (office(), set(Wish::On, "2026-11-23T16:00:00Z", "2026-11-24T10:00:00Z"));
    let effective = on_machine(&schedule, &keep);
    assert_eq!(effective.next_edge(at("2026-11-23T16:30:00Z")).unwrap().at, at("2026-11-24T17:00:00Z"));
}

#[test]
fn the_more_particular_override_decides() {
    let schedule = office();
    let whole = set(Wish::Off, "2026-11-23T09:00:00Z", "2026-11-23T15:00:00Z");
    let group = set(Wish::On, "2026-11-23T10:00:00Z", "2026-11-23T14:00:00Z");
    let machine = set(Wish::HandsOff, "2026-11-23T10:30:00Z", "2026-11-23T12:00:00Z");
    let overrides = Overrides { machine: Some(&machine), group: Some(&group), schedule: Some(&whole) };
    let effective = Effective { schedule: Some(&schedule), overrides };
    let states = ["08:30", "09:30", "10:15", "11:00", "13:00", "14:30", "15:00"]
        .map(|time| effective.state_at(at(&format!("2026-11-23T{time}:00Z"))));
    assert_eq!(
        states.map(|state| state.wish),
        [Wish::On, Wish::Off, Wish::On, Wish::HandsOff, Wish::On, Wish::Off, Wish::On]
    );
    assert_eq!(states[1].cause, Cause::Override(OverrideScope::Schedule));
    assert_eq!(states[2].cause, Cause::Override(OverrideScope::Group));
    assert_eq!(states[3].cause, Cause::Override(OverrideScope::Machine));
}

#[test]
fn without_a_schedule_only_the_override_counts() {
    let keep = set(Wish::Off, "2026-11-23T09:00:00Z", "2026-11-23T15:00:00Z");
    let overrides = Overrides { machine: Some(&keep), ..Default::default() };
    let effective = Effective { schedule: None, overrides };
    assert_eq!(effective.wish_at(at("2026-11-23T10:00:00Z")), Wish::Off);
    let edge = effective.next_edge(at("2026-11-23T10:00:00Z")).unwrap();
    assert_eq!((edge.at, edge.wish, edge.cause), (keep.until, Wish::HandsOff, Cause::NoSchedule));
    assert_eq!(effective.next_edge(edge.at), None);
}

#[test]
fn machines_are_looked_at_ahead_of_edges_for_leads_and_warnings() {
    let mut document = document("Europe/Berlin", "mon 08:00-mon 18:00");
    document.behaviour.start_lead_minutes = 10;
    document.behaviour.stop_warning_minutes = 15;
    let schedule = compiled(&document);
    let effective = Effective { schedule: Some(&schedule), overrides: Overrides::default() };
    let mut looks = vec![effective.next_look(at("2026-11-22T12:00:00Z")).unwrap()];
    for _ in 0..3 {
        looks.push(effective.next_look(looks[looks.len() - 1]).unwrap());
    }
    let expected = ["06:50", "07:00", "16:45", "17:00"].map(|time| at(&format!("2026-11-23T{time}:00Z")));
    assert_eq!(looks, expected);
    assert_eq!(effective.acting_wish_at(at("2026-11-23T06:49:59Z")), Wish::Off);
    assert_eq!(effective.acting_wish_at(at("2026-11-23T06:50:00Z")), Wish::On);
    assert_eq!(effective.wish_at(at("2026-11-23T06:50:00Z")), Wish::Off);
    assert_eq!(effective.warned_stop(at("2026-11-23T16:44:59Z")), None);
    assert_eq!(effective.warned_stop(at("2026-11-23T16:45:00Z")).unwrap().at, at("2026-11-23T17:00:00Z"));
}

#[test]
fn an_override_must_end_and_must_say_why() {
    let mut keep = set(Wish::On, "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z");
    assert!(keep.check().unwrap_err().to_string().contains("in the future"));
    keep.until = keep.set_at + SignedDuration::from_hours(24 * 367);
    assert!(keep.check().unwrap_err().to_string().contains("within 366 days"));
    keep.until = keep.set_at + SignedDuration::from_hours(1);
    assert!(keep.check().is_ok());
    assert!(OverrideReason::try_from("  ".to_owned()).is_err());
}

fn any_override() -> impl Strategy<Value = Override> {
    let keep = prop::sample::select(vec![Wish::On, Wish::Off, Wish::HandsOff]);
    (keep, 0..20_000_i64, 1..10_000_i64).prop_map(|(keep, from, minutes)| {
        let set_at = at("2026-11-20T00:00:00Z") + SignedDuration::from_mins(from);
        Override {
            set_at,
            until: set_at + SignedDuration::from_mins(minutes),
            ..set(keep, "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Outside the time for which overrides were set, everything is as if they had never been.
    #[test]
    fn an_override_never_outlives_its_expiry(
        machine in prop::option::of(any_override()), whole in prop::option::of(any_override()), minute in 0..40_000_i64,
    ) {
        let schedule = office();
        let overrides = Overrides { machine: machine.as_ref(), group: None, schedule: whole.as_ref() };
        let effective = Effective { schedule: Some(&schedule), overrides };
        let now = at("2026-11-20T00:00:00Z") + SignedDuration::from_mins(minute);
        let counts = [&machine, &whole].into_iter().flatten().any(|set| set.set_at <= now && now < set.until);
        if !counts {
            prop_assert_eq!(effective.state_at(now), schedule.state_at(now));
        }
        let ended = [&machine, &whole].into_iter().flatten().all(|set| set.until <= now);
        if ended {
            prop_assert_eq!(effective.next_edge(now), schedule.next_edge(now));
        }
    }

    /// The edges with overrides on top are where a walk sees the wish change.
    #[test]
    fn effective_edges_agree_with_a_walk(
        machine in prop::option::of(any_override()), whole in prop::option::of(any_override()), hour in 0..400_i64,
    ) {
        let schedule = office();
        let overrides = Overrides { machine: machine.as_ref(), group: None, schedule: whole.as_ref() };
        let effective = Effective { schedule: Some(&schedule), overrides };
        let from = at("2026-11-20T00:00:00Z") + SignedDuration::from_hours(hour);
        let mut walked = Vec::new();
        let mut wish = effective.wish_at(from - SignedDuration::from_mins(1));
        for minute in 0..3 * 1440 {
            let now = from + SignedDuration::from_mins(minute);
            if effective.wish_at(now) != wish {
                wish = effective.wish_at(now);
                walked.push((now, wish));
            }
        }
        let edges: Vec<_> = effective
            .edges(from, from + SignedDuration::from_hours(72))
            .map(|edge| (edge.at, edge.wish))
            .collect();
        prop_assert_eq!(edges, walked);
    }
}
