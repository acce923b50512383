use serde_json::{Value, json};

use super::{CloudId, Reach};
use crate::machine::{InstanceFacts, Lifecycle, RootDevice};

fn cloud(number: u128) -> CloudId {
    CloudId::from_parts(1, number)
}

fn clouds(numbers: &[u128]) -> Reach {
    Reach::Clouds(numbers.iter().map(|number| cloud(*number)).collect())
}

fn tag(key: &str, value: &str) -> Reach {
    Reach::Tag { key: key.to_owned(), value: value.to_owned() }
}

fn facts(tags: &[(&str, &str)]) -> InstanceFacts {
    InstanceFacts {
        instance_type: "m5.large".to_owned(),
        zone: "us-east-1a".to_owned(),
        platform: "Linux/UNIX".to_owned(),
        lifecycle: Lifecycle::OnDemand,
        root_device: RootDevice::Ebs,
        launched_at: "2026-03-02T08:00:00Z".parse().unwrap(),
        tags: tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
    }
}

#[test]
fn a_reach_covers_what_it_names_and_nothing_else() {
    let web = facts(&[("team", "web")]);
    for (reach, covers, whole, enters) in [
        (Reach::Everything, true, true, true),
        (clouds(&[1, 2]), true, true, true),
        (clouds(&[2]), false, false, false),
        (tag("team", "web"), true, false, true),
        (tag("team", "Web"), false, false, true),
        (tag("TEAM", "web"), false, false, true),
        (tag("env", ""), false, false, true),
    ] {
        assert_eq!(reach.covers(cloud(1), &web), covers, "{reach:?}");
        assert_eq!(reach.covers_cloud(cloud(1)), whole, "{reach:?}");
        assert_eq!(reach.enters(cloud(1)), enters, "{reach:?}");
    }
}

#[test]
fn what_two_reaches_have_in_common_is_in_both() {
    let all = [
        Reach::Everything,
        clouds(&[1]),
        clouds(&[1, 2]),
        clouds(&[2, 3]),
        tag("team", "web"),
        tag("team", "db"),
    ];
    let machines =
        [(cloud(1), facts(&[("team", "web")])), (cloud(2), facts(&[("team", "db")])), (cloud(3), facts(&[]))];
    for one in &all {
        assert_eq!(one.common(one).as_ref(), Some(one));
        for two in &all {
            let common = one.common(two);
            assert_eq!(common, two.common(one));
            for (cloud, facts) in &machines {
                let covered = common.as_ref().is_some_and(|common| common.covers(*cloud, facts));
                let by_both = one.covers(*cloud, facts) && two.covers(*cloud, facts);
                assert!(!covered || by_both, "{one:?} {two:?}");
            }
        }
    }
    assert_eq!(clouds(&[1, 2]).common(&clouds(&[2, 3])), Some(clouds(&[2])));
    assert_eq!(clouds(&[1]).common(&clouds(&[2])), None);
    assert_eq!(clouds(&[1]).common(&tag("team", "web")), None);
}

#[test]
fn it_is_written_as_it_is_read() {
    let id = cloud(1).to_string();
    for (reach, text) in [
        (Reach::Everything, json!({"type": "everything"})),
        (clouds(&[1]), json!({"type": "clouds", "clouds": [id]})),
        (tag("team", ""), json!({"type": "tag", "key": "team", "value": ""})),
    ] {
        assert_eq!(serde_json::to_value(&reach).unwrap(), text);
        assert_eq!(serde_json::from_value::<Reach>(text).unwrap(), reach);
    }
}

#[test]
fn what_is_no_reach_is_refused() {
    let many: Vec<String> = (0..51).map(|number| cloud(number).to_string()).collect();
    let id = cloud(1).to_string();
    let wrong: Vec<Value> = vec![
        json!("everything"),
        json!({}),
        json!({"type": "nothing"}),
        json!({"type": "everything", "clouds": []}),
        json!({"type": "clouds"}),
        json!({"type": "clouds", "clouds": []}),
        json!({"type": "clouds", "clouds": many}),
        json!({"type": "clouds", "clouds": [id, id]}),
        json!({"type": "clouds", "clouds": ["x"]}),
        json!({"type": "tag", "key": "team"}),
        json!({"type": "tag", "key": "", "value": "web"}),
        json!({"type": "tag", "key": "k".repeat(129), "value": "web"}),
        json!({"type": "tag", "key": "team", "value": "v".repeat(257)}),
        json!({"type": "tag", "key": "team", "value": "web", "also": 1}),
    ];
    for wrong in wrong {
        assert!(serde_json::from_value::<Reach>(wrong.clone()).is_err(), "{wrong}");
    }
}
