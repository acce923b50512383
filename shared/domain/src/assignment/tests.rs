use jiff::Timestamp;
use proptest::prelude::*;

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

/// Few keys and values, so that conditions and tags meet.
fn tag() -> impl Strategy<Value = (String, Option<String>)> {
    ("[ab]", prop::option::of("[xyX]"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Against the rule said plainly: every condition finds a tag of its key and, if it names one, value.
    #[test]
    fn a_selector_picks_what_its_conditions_say(
        conditions in prop::collection::vec(tag(), 1..4),
        tags in prop::collection::btree_map("[ab]", "[xyX]", 0..3),
        bound in prop::option::of(1..3_u128),
    ) {
        let selector = Selector {
            priority: Priority(1),
            cloud_id: bound.map(|number| CloudId::from_parts(1, number)),
            tags: conditions.iter().map(|(key, value)| TagCondition { key: key.clone(), value: value.clone() }).collect(),
        };
        let pairs: Vec<(&str, &str)> = tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let plainly = bound.is_none_or(|number| number == 1)
            && conditions.iter().all(|(key, value)| {
                pairs.iter().any(|(tag, found)| tag == key && value.as_ref().is_none_or(|value| value == found))
            });
        prop_assert!(selector.check().is_ok());
        prop_assert_eq!(selector.matches(cloud(), &facts(&pairs)), plainly);
        let written = serde_json::to_string(&selector).unwrap();
        prop_assert_eq!(serde_json::from_str::<Selector>(&written).unwrap(), selector);
    }

    /// Any text is read or refused; what is read keeps the rules of its types.
    #[test]
    fn any_text_of_a_selector_is_survived(
        text in "\\PC{0,60}|\\{\"priority\":-?[0-9]{1,6},\"tags\":\\[(\\{\"key\":\"\\PC{0,9}\"(,\"value\":\"\\PC{0,9}\")?\\})?\\]\\}",
    ) {
        if let Ok(selector) = serde_json::from_str::<Selector>(&text) {
            prop_assert!(u16::from(selector.priority) <= 1000);
            prop_assert_eq!(selector.check().is_ok(), !selector.tags.is_empty() && !selector.tags[0].key.is_empty());
        }
    }
}
