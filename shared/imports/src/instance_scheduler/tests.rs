use powerdown_domain::schedule::{Calendars, ManualChange, NewMachines, Schedule, Wish};

use super::*;
use crate::{ImportedSchedule, Verdict};

const OFFICE: &str = r#"{"Items": [
    {"type": {"S": "config"}, "name": {"S": "scheduler"}, "default_timezone": {"S": "Asia/Tokyo"},
     "tagname": {"S": "Plan"}, "use_metrics": {"BOOL": true}},
    {"type": {"S": "period"}, "name": {"S": "hours"}, "begintime": {"S": "9:00"}, "endtime": {"S": "17:00"},
     "weekdays": {"SS": ["mon-wed", "thu,fri"]}},
    {"type": {"S": "period"}, "name": {"S": "evening"}, "begintime": {"S": "20:00"}},
    {"type": {"S": "schedule"}, "name": {"S": "office"}, "periods": {"SS": ["hours@t3.large", "evening"]},
     "enforced": {"BOOL": true}, "retain_running": {"S": "true"}, "stop_new_instances": {"BOOL": false},
     "colour": {"S": "blue"}}
]}"#;

fn zones() -> TimeZoneDatabase {
    TimeZoneDatabase::bundled()
}

fn read(format: Format, text: &str) -> Import {
    import(format, text, &Defaults { zone: "UTC".to_owned() }, &zones()).unwrap()
}

fn dynamodb(text: &str) -> Import {
    read(Format::InstanceSchedulerDynamoDb, text)
}

fn lines(import: &Import, verdict: Verdict) -> Vec<String> {
    let of_verdict = |line: &&crate::ReportLine| line.verdict == verdict;
    import.report.iter().filter(of_verdict).map(|line| format!("{}: {}", line.subject, line.text)).collect()
}

fn refused(import: &Import) -> String {
    lines(import, Verdict::Refused).join("\n")
}

fn wish(schedule: &ImportedSchedule, at: &str) -> Wish {
    let schedule = Schedule::compile(&schedule.document, Calendars::NONE, &zones()).unwrap();
    schedule.wish_at(at.parse().unwrap())
}

#[test]
fn a_scan_of_the_table() {
    let import = dynamodb(OFFICE);
    let [office] = import.schedules.as_slice() else { panic!("{import:?}") };
    assert_eq!(office.document.zone, "Asia/Tokyo");
    assert_eq!(office.tags, [("Plan".to_owned(), "office".to_owned())]);
    assert_eq!(office.instance_types["hours"], "t3.large");
    assert_eq!(office.document.behaviour.manual_start, ManualChange::Enforce);
    assert_eq!(office.document.behaviour.new_machines, NewMachines::StartOnly);
    assert!(office.document.behaviour.retain_running);
    // A Thursday; Tokyo is nine hours ahead.
    assert_eq!(wish(office, "2026-01-08T00:00:00Z"), Wish::On);
    assert_eq!(wish(office, "2026-01-08T08:00:00Z"), Wish::HandsOff);
    assert_eq!(wish(office, "2026-01-08T11:00:00Z"), Wish::On);
    assert!(refused(&import).contains("colour"), "{}", refused(&import));
    assert!(refused(&import).contains("use_metrics"), "{}", refused(&import));
    assert!(lines(&import, Verdict::Differs).join("\n").contains("t3.large"));
}

#[test]
fn plain_items_and_items_a_line_are_the_same() {
    let line = r#"{"type": "period", "name": "p", "weekdays": ["mon-fri"]}
        {"type": "schedule", "name": "s", "periods": ["p"], "timezone": null}"#;
    let list = r#"[{"type": "period", "name": "p", "weekdays": "mon-fri"},
        {"type": "schedule", "name": "s", "periods": "p"}]"#;
    assert_eq!(dynamodb(line), dynamodb(list));
    assert_eq!(dynamodb(line).schedules[0].document.periods.len(), 1);
}

#[test]
fn one_sided_periods_are_hands_off_on_their_other_side() {
    let import = dynamodb(
        r#"[{"type": "period", "name": "b", "begintime": "10:00", "weekdays": ["mon"]},
            {"type": "period", "name": "e", "endtime": "07:00", "weekdays": ["tue"]},
            {"type": "schedule", "name": "s", "periods": ["b", "e"]}]"#,
    );
    let schedule = &import.schedules[0];
    for (at, expected) in [
        ("2026-01-05T09:59:00Z", Wish::HandsOff),
        ("2026-01-05T10:00:00Z", Wish::On),
        ("2026-01-06T00:00:00Z", Wish::HandsOff),
        ("2026-01-06T07:00:00Z", Wish::Off),
        ("2026-01-07T00:00:00Z", Wish::Off),
    ] {
        assert_eq!(wish(schedule, at), expected, "{at}");
    }
}

#[test]
fn what_never_runs_is_left_out_and_said() {
    let import = dynamodb(
        r#"[{"type": "period", "name": "p", "begintime": "10:00", "endtime": "10:00"},
            {"type": "period", "name": "q", "monthdays": ["31"], "months": ["feb"]},
            {"type": "schedule", "name": "s", "periods": ["p", "q"]}]"#,
    );
    assert!(import.schedules[0].document.periods.is_empty());
    let exact = lines(&import, Verdict::Exact).join("\n");
    assert!(exact.contains("period p: it ends when it begins"), "{exact}");
    assert!(exact.contains("period q: \"days 31 in feb\" is no day"), "{exact}");
}

#[test]
fn a_status_overrides_the_periods() {
    let import = dynamodb(
        r#"[{"type": "period", "name": "p", "weekdays": ["mon"]},
            {"type": "schedule", "name": "s", "periods": ["p"], "override_status": "RUNNING"}]"#,
    );
    assert_eq!(import.schedules[0].document.otherwise, Some(Wish::On));
    assert!(import.schedules[0].document.periods.is_empty());
}

#[test]
fn refusals_name_the_field_the_value_the_rule_and_an_example() {
    for (item, expected) in [
        (r#"{"type": "period", "name": "p", "begintime": "24:00"}"#, "begintime: \"24:00\" must be a time"),
        (r#"{"type": "period", "name": "p", "begintime": "17:00", "endtime": "9:00"}"#, "two periods"),
        (r#"{"type": "period", "name": "p"}"#, "at least one of"),
        (r#"{"type": "period", "name": "p", "weekdays": []}"#, "picks no day"),
        (
            r#"{"type": "period", "name": "p", "weekdays": ["mo"]}"#,
            "weekdays: \"mo\" is not a day of the week",
        ),
        (r#"{"type": "schedule", "name": "s"}"#, "at least one period"),
        (r#"{"type": "schedule", "name": "s", "periods": ["p"]}"#, "period p, which is not there"),
        (r#"{"type": "schedule", "name": "s", "override_status": "paused"}"#, "running or stopped"),
        (r#"{"type": "schedule", "override_status": "running"}"#, "without a name"),
        (
            r#"{"type": "schedule", "name": "s", "override_status": "running", "timezone": "europe/berlin"}"#,
            "must be spelt Europe/Berlin",
        ),
        (
            r#"{"type": "schedule", "name": "s", "override_status": "running", "timezone": "Mars/Base"}"#,
            "not an IANA zone",
        ),
        (r#"{"type": "shape", "name": "s"}"#, "none of config, period and schedule"),
    ] {
        let import = dynamodb(item);
        assert!(import.schedules.is_empty(), "{item}");
        assert!(refused(&import).contains(expected), "{item}: {}", refused(&import));
    }
}

#[test]
fn the_words_of_the_command_line_in_yaml_and_as_it_prints_them() {
    let yaml = read(
        Format::InstanceSchedulerYaml,
        "schedules:\n  - name: office\n    periods: weekdays, weekend\n    timezone: Europe/Berlin\n\
         periods:\n  weekdays:\n    begintime: 9:00\n    endtime: 17:00\n    weekdays: mon-fri\n  weekend:\n    \
         weekdays: sat-sun\n    begintime: 10:00\n",
    );
    let printed = read(
        Format::InstanceSchedulerYaml,
        r#"{"Schedules": [{"Name": "office", "Type": "schedule", "Periods": ["weekdays", "weekend"],
              "Timezone": "Europe/Berlin", "StopNewInstances": true, "ConfiguredInStack": "arn:x"}],
            "Periods": [{"Name": "weekdays", "Type": "period", "Begintime": "9:00", "Endtime": "17:00",
              "Weekdays": ["mon-fri"]}, {"Name": "weekend", "Weekdays": ["sat-sun"], "Begintime": "10:00"}]}"#,
    );
    assert_eq!(yaml.schedules, printed.schedules);
    assert_eq!(yaml.schedules[0].document.periods.len(), 3);
    assert_eq!(refused(&yaml), "");
}

#[test]
fn a_script_of_commands() {
    let import = read(
        Format::InstanceSchedulerYaml,
        "# Ours.\nscheduler-cli create-period --stack IS --name weekdays --begintime 9:00 \\\n  --endtime 17:00 \
         --weekdays 'mon-fri' # daily\nscheduler-cli create-schedule --name=\"the office\" --periods weekdays \
         --timezone Europe/Berlin --enforced --do-not-stop-new-instances -s IS --region eu-west-1\n\
         scheduler-cli delete-schedule --name x\nscheduler-cli create-period --name $NAME\n\
         scheduler-cli create-period --name p --colour blue --weekdays mon\nls\n",
    );
    let [office] = import.schedules.as_slice() else { panic!("{import:?}") };
    assert_eq!(office.name.as_str(), "the office");
    assert_eq!(office.document.periods.len(), 1);
    assert_eq!(office.document.behaviour.manual_start, ManualChange::Enforce);
    assert_eq!(office.document.behaviour.new_machines, NewMachines::StartOnly);
    let refused = refused(&import);
    for expected in ["delete-schedule", "means of the shell", "colour: this field", "only scheduler-cli"] {
        assert!(refused.contains(expected), "{expected} in {refused}");
    }
}

#[test]
fn a_cloudformation_template() {
    let import = read(
        Format::InstanceSchedulerCloudFormation,
        "Resources:\n  Office:\n    Type: 'Custom::ServiceInstanceSchedule'\n    Properties:\n      \
         ServiceToken: !Ref Token\n      NoStackPrefix: 'True'\n      Name: office\n      Timezone: Europe/Berlin\n      \
         Enforced: 'True'\n      Metrics: 'x'\n      Periods:\n      - Description: mornings\n        \
         BeginTime: 9:00\n        EndTime: '12:00'\n        WeekDays: Mon-Fri\n        InstanceType: t2.micro\n      \
         - BeginTime: '14:00'\n        MonthDays: '1-3'\n        Months: '3'\n  Bucket:\n    Type: AWS::S3::Bucket\n",
    );
    let [office] = import.schedules.as_slice() else { panic!("{import:?}") };
    assert_eq!(office.tags, [("Schedule".to_owned(), "office".to_owned())]);
    assert_eq!(office.instance_types["office-period-0001"], "t2.micro");
    assert_eq!(office.document.periods.len(), 3);
    assert_eq!(office.document.behaviour.manual_stop, ManualChange::Enforce);
    assert!(refused(&import).contains("Bucket"));
}

#[test]
fn what_cloudformation_resolves_is_refused_by_name() {
    let template = |line: &str| {
        let head = "Resources:\n  Office:\n    Type: Custom::ServiceInstanceSchedule\n    Properties:\n      Periods: \
                    [{WeekDays: mon}]\n";
        read(Format::InstanceSchedulerCloudFormation, &format!("{head}      {line}\n"))
    };
    assert!(
        refused(&template("Timezone: !Ref Zone"))
            .contains("timezone: \"!Ref\" is resolved by CloudFormation")
    );
    assert!(refused(&template("Timezone: {Ref: Zone}")).contains("timezone: \"Ref\" is resolved by"));
    let prefixed = template("Name: office");
    assert!(prefixed.schedules[0].tags.is_empty());
    assert!(lines(&prefixed, Verdict::Differs).join("\n").contains("<stack name>-office"));
}
