use jiff::Timestamp;

use super::*;
use crate::machine::{Lifecycle, RootDevice};

fn facts(tags: &[(&str, &str)]) -> InstanceFacts {
    InstanceFacts {
        instance_type: "t3.micro".into(),
        zone: "us-east-1a".into(),
        platform: "Linux/UNIX".into(),
        lifecycle: Lifecycle::OnDemand,
        root_device: RootDevice::Ebs,
        launched_at: Timestamp::UNIX_EPOCH,
        tags: tags.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
    }
}

fn selector(priority: u16, tags: &[(&str, Option<&str>)]) -> Selector {
    Selector {
        priority: priority.try_into().unwrap(),
        cloud_id: None,
        tags: tags
            .iter()
            .map(|(key, value)| TagCondition { key: (*key).to_owned(), value: value.map(str::to_owned) })
            .collect(),
    }
}

fn schedule(n: u128) -> ScheduleId {
    ScheduleId::from_parts(1, n)
}

fn cloud() -> CloudId {
    CloudId::from_parts(1, 1)
}

#[test]
fn all_conditions_must_hold_and_case_counts() {
    let dev = selector(1, &[("env", Some("dev")), ("team", None)]);
    assert!(dev.matches(cloud(), &facts(&[("env", "dev"), ("team", "web")])));
    assert!(!dev.matches(cloud(), &facts(&[("env", "dev")])));
    assert!(!dev.matches(cloud(), &facts(&[("env", "Dev"), ("team", "web")])));
}

#[test]
fn a_selector_may_be_bound_to_a_cloud() {
    let bound = Selector { cloud_id: Some(CloudId::from_parts(2, 2)), ..selector(1, &[("env", None)]) };
    assert!(!bound.matches(cloud(), &facts(&[("env", "dev")])));
}

#[test]
fn the_highest_priority_wins_in_any_order() {
    let (weak, strong) = ([selector(1, &[("env", None)])], [selector(9, &[("env", None)])]);
    let dev = facts(&[("env", "dev")]);
    let forward = [(schedule(1), &weak[..]), (schedule(2), &strong[..])];
    let backward = [(schedule(2), &strong[..]), (schedule(1), &weak[..])];
    assert_eq!(match_selectors(cloud(), &dev, forward), Match::One(schedule(2)));
    assert_eq!(match_selectors(cloud(), &dev, backward), Match::One(schedule(2)));
}

#[test]
fn equal_priorities_of_two_schedules_are_a_tie_and_of_one_are_not() {
    let both = [selector(5, &[("env", None)]), selector(5, &[("team", None)])];
    let dev = facts(&[("env", "dev"), ("team", "web")]);
    assert_eq!(match_selectors(cloud(), &dev, [(schedule(1), &both[..])]), Match::One(schedule(1)));
    assert_eq!(
        match_selectors(cloud(), &dev, [(schedule(2), &both[..1]), (schedule(1), &both[1..])]),
        Match::Tie(vec![schedule(1), schedule(2)])
    );
    assert_eq!(match_selectors(cloud(), &facts(&[]), [(schedule(1), &both[..])]), Match::None);
}
