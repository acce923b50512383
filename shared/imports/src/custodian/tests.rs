use powerdown_domain::schedule::{Calendars, Schedule, Wish};

use super::*;
use crate::Verdict;

const POLICIES: &str = "
policies:
  - name: stop
    resource: aws.ec2
    filters:
      - State.Name: running
      - and:
        - type: offhour
          default_tz: bst
          tag: Downtime
          offhour: 20
          skip-days: ['2026-12-25']
    actions: [stop]
  - name: start
    resource: ec2
    filters:
      - {type: onhour, default_tz: bst, tag: downtime, onhour: 8, skip-days: ['2026-12-25']}
    actions: [start]
";

fn zones() -> TimeZoneDatabase {
    TimeZoneDatabase::bundled()
}

fn tag(value: &str) -> Import {
    import_tag(value, &Defaults { zone: "Europe/Berlin".to_owned() }, &zones())
}

fn policies(text: &str) -> Import {
    import_policies(text, &zones()).unwrap()
}

fn lines(import: &Import, verdict: Verdict) -> String {
    let of_verdict = |line: &&crate::ReportLine| line.verdict == verdict;
    let lines: Vec<String> = import.report.iter().filter(of_verdict).map(|line| line.text.clone()).collect();
    lines.join("\n")
}

fn wish(schedule: &ImportedSchedule, at: &str) -> Wish {
    let schedule = Schedule::compile(&schedule.document, Calendars::NONE, &zones()).unwrap();
    schedule.wish_at(at.parse().unwrap())
}

#[test]
fn a_tag_acts_in_its_hours_and_is_hands_off_otherwise() {
    let import = tag("off=[(M-F,21),(u,18)];on=[(M-F,6),(U,10)];tz=pt\n");
    let [schedule] = import.schedules.as_slice() else { panic!("{import:?}") };
    assert_eq!(schedule.document.zone, "America/Los_Angeles");
    // A Monday; Los Angeles is eight hours behind.
    for (at, expected) in [
        ("2026-01-05T13:59:00Z", Wish::HandsOff),
        ("2026-01-05T14:00:00Z", Wish::On),
        ("2026-01-05T14:59:00Z", Wish::On),
        ("2026-01-05T15:00:00Z", Wish::HandsOff),
        ("2026-01-06T05:00:00Z", Wish::Off),
        ("2026-01-04T18:00:00Z", Wish::On),
    ] {
        assert_eq!(wish(schedule, at), expected, "{at}");
    }
    assert_eq!(lines(&import, Verdict::Refused), "");
}

#[test]
fn what_a_tag_leaves_out_is_the_default_and_said() {
    for value in ["", "on", "tz="] {
        let import = tag(value);
        let schedule = &import.schedules[0];
        assert_eq!(schedule.document.zone, "Europe/Berlin", "{value}");
        assert_eq!(wish(schedule, "2026-01-05T06:30:00Z"), Wish::On);
        assert_eq!(wish(schedule, "2026-01-05T18:30:00Z"), Wish::Off);
        assert_eq!(wish(schedule, "2026-01-04T06:30:00Z"), Wish::HandsOff);
        assert!(lines(&import, Verdict::Exact).contains("on: not said"));
    }
}

#[test]
fn an_opted_out_machine_needs_no_schedule() {
    let import = tag("OFF");
    assert!(import.schedules.is_empty());
    assert!(lines(&import, Verdict::Exact).contains("opted out"));
}

#[test]
fn an_hour_for_both_sides_is_for_neither() {
    let import = tag("off=(m-f,7);on=(m-w,7)");
    let schedule = &import.schedules[0];
    assert_eq!(wish(schedule, "2026-01-05T06:30:00Z"), Wish::HandsOff);
    assert_eq!(wish(schedule, "2026-01-08T06:30:00Z"), Wish::Off);
    assert!(lines(&import, Verdict::Refused).contains("on and off both at 07:00, mon-wed"));
}

#[test]
fn a_tag_that_cannot_be_read_is_refused_with_the_part_at_fault() {
    for (value, expected) in [
        ("off=(m-f,24)", "\"(m-f,24)\": an hour is 0 to 23"),
        ("off=(mon-fri,9)", "days are m t w h f s u"),
        ("off=(m-f,19) on=(m-f,7)", "not of the form"),
        ("foo=bar", "\"foo\" is not one of on, off and tz"),
        ("tz=mars/base", "\"mars/base\" is no zone"),
        ("tz=utc+5:30", "fixed offset"),
    ] {
        let import = tag(value);
        assert!(import.schedules.is_empty(), "{value}");
        assert!(lines(&import, Verdict::Refused).contains(expected), "{value}: {import:?}");
    }
}

#[test]
fn a_part_after_a_space_is_read_by_nobody_and_said() {
    let import = tag("off=(m-f,19); on=(m-f,7)");
    assert_eq!(wish(&import.schedules[0], "2026-01-05T06:30:00Z"), Wish::HandsOff);
    assert_eq!(wish(&import.schedules[0], "2026-01-05T18:30:00Z"), Wish::Off);
    assert!(lines(&import, Verdict::Refused).contains("\" on=(m-f,7)\": Custodian does not read it"));
}

#[test]
fn zones_by_alias_by_name_in_any_case_and_by_offset() {
    for (text, expected) in [
        ("est", "America/New_York"),
        ("cet", "Europe/Berlin"),
        ("australia/lord_howe", "Australia/Lord_Howe"),
        ("nz-chat", "NZ-CHAT"),
        ("utc+3", "Etc/GMT+3"),
        ("utc-05:00", "Etc/GMT-5"),
    ] {
        assert_eq!(resolve(text, &zones()).unwrap(), expected);
    }
    for text in ["", "+05:30", "zmta", "etc/unknown", "12"] {
        assert!(resolve(text, &zones()).is_err(), "{text}");
    }
}

#[test]
fn two_policies_for_one_tag_are_one_schedule() {
    let import = policies(POLICIES);
    let [schedule] = import.schedules.as_slice() else { panic!("{import:?}") };
    assert_eq!(schedule.name.as_str(), "stop and start");
    assert_eq!(schedule.tags, [("Downtime".to_owned(), "on".to_owned())]);
    assert_eq!(schedule.document.zone, "Europe/London");
    assert_eq!(wish(schedule, "2026-01-05T08:10:00Z"), Wish::On);
    assert_eq!(wish(schedule, "2026-01-05T20:10:00Z"), Wish::Off);
    // A Friday, but skipped.
    assert_eq!(wish(schedule, "2026-12-25T08:10:00Z"), Wish::HandsOff);
    assert!(lines(&import, Verdict::Differs).contains("filter State.Name"));
}

#[test]
fn untagged_machines_have_the_fallback_as_a_schedule_of_its_own() {
    let import = policies(
        "policies:\n- name: stop\n  resource: ec2\n  filters:\n  - {type: offhour, fallback_schedule: \
         'off=(m-f,18);tz=cet'}\n  actions: [stop]\n",
    );
    let [tagged, untagged] = import.schedules.as_slice() else { panic!("{import:?}") };
    assert_eq!(tagged.document.zone, "America/New_York");
    assert_eq!(untagged.document.zone, "Europe/Berlin");
    assert!(untagged.tags.is_empty());
    assert_eq!(wish(untagged, "2026-01-05T17:10:00Z"), Wish::Off);
}

#[test]
fn what_a_policy_says_beyond_hours_is_named() {
    let import = policies(
        "policies:\n- {name: a, resource: asg, filters: [offhour]}\n- {name: b, resource: ec2, filters: [not: \
         [offhour]]}\n- {name: c, resource: ec2, filters: [{type: onhour, skip-days-from: {url: x}, colour: 1, \
         opt-out: true, onhour: 25}]}\n- {name: d, resource: ec2, filters: [{type: onhour, skip-days-from: {url: x}, \
         colour: 1, opt-out: true}], actions: [{type: tag}]}\n",
    );
    let refused = lines(&import, Verdict::Refused);
    for expected in [
        "\"asg\" is not ec2",
        "within not",
        "onhour: \"25\" must be an hour",
        "skip-days-from",
        "colour: this field is not known",
        "action tag",
    ] {
        assert!(refused.contains(expected), "{expected} in {refused}");
    }
    let differs = lines(&import, Verdict::Differs);
    assert!(differs.contains("opt-out: machines without the tag"), "{differs}");
    assert!(differs.contains("no action start"), "{differs}");
}
