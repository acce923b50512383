//! Fuzz targets: the importers of Instance Scheduler and Custodian under arbitrary, damaged and oversized
//! text. They answer, soon, within their bounds, and what they answer can be used. `PROPTEST_CASES` makes
//! the run longer.

#![expect(clippy::disallowed_methods, reason = "it measures how long an answer takes")]

use std::time::{Duration, Instant};

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::schedule::{Calendars, Schedule, ScheduleDocument};
use powerdown_imports::{
    Defaults, Format, MAX_BYTES,
    custodian::{Tag, resolve},
    import,
};
use proptest::prelude::*;

const TABLE: &str = r#"{"Items": [{"type": {"S": "period"}, "name": {"S": "p"}, "begintime": {"S": "9:00"},
    "endtime": {"S": "17:30"}, "weekdays": {"SS": ["mon-fri/2", "sat#1,friL"]}, "monthdays": {"SS": ["15W", "3-L/2"]},
    "months": {"SS": ["nov-feb"]}}, {"type": {"S": "schedule"}, "name": {"S": "s"}, "periods": {"SS": ["p@t3.micro"]},
    "timezone": {"S": "Europe/Berlin"}, "enforced": {"BOOL": true}}, {"type": {"S": "config"}, "tagname": {"S": "T"}}]}"#;
const COMMANDS: &str = "schedules:\n  - name: s\n    periods: &p [a, b@t3]\n    timezone: Asia/Tokyo\n  - {name: t, \
    periods: *p, override_status: stopped}\nperiods:\n  a:\n    begintime: 9:00\n  b: {weekdays: 'sat-sun', endtime: \
    \"17:00\"}\n";
const TEMPLATE: &str = "Resources:\n  S:\n    Type: Custom::ServiceInstanceSchedule\n    Properties:\n      \
    ServiceToken: !Ref T\n      NoStackPrefix: 'True'\n      Periods:\n      - BeginTime: '9:00'\n        WeekDays: \
    Mon-Fri\n        InstanceType: t3\n";
const TAG: &str = "off=[(m-f,21),(u,18)];on=[(f-m,6),(u,10)];tz=pt";
const POLICY: &str = "policies:\n  - name: stop\n    resource: ec2\n    filters:\n      - and:\n        - {type: \
    offhour, default_tz: bst, offhour: 20, skip-days: ['2026-12-25'], fallback-schedule: 'off=(m,1)'}\n    actions: \
    [stop]\n  - name: start\n    resource: ec2\n    filters: [onhour]\n    actions: [{type: start}]\n";

const SCRIPT: &str = "scheduler-cli create-period --name p --begintime 9:00 --weekdays 'mon-fri' \\\n --stack \"a b\"\n\
    scheduler-cli create-schedule --name=s --periods p --enforced # x\n";

const SAMPLES: [(Format, &str); 6] = [
    (Format::InstanceSchedulerDynamoDb, TABLE),
    (Format::InstanceSchedulerYaml, COMMANDS),
    (Format::InstanceSchedulerYaml, SCRIPT),
    (Format::InstanceSchedulerCloudFormation, TEMPLATE),
    (Format::CustodianTag, TAG),
    (Format::CustodianPolicy, POLICY),
];

/// How long a quarter of a megabyte may take, built without optimisation, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Large enough for whatever grows with the square of the length to lose patience.
const OVERSIZED: usize = MAX_BYTES / 4;

/// Characters and words that the formats are made of.
const PIECES: &str = r##"[ -~]|[\n\t{}\[\]:,;=()*&!|>'"#-]|on=|off=|tz=|\(m-f,7\)|u28|- |: |&a |\*a |!Ref |<<: |\{"S": "|"\}|periods|weekdays|L|W|é|\x00|\x{feff}"##;

/// Imports, and checks what holds for every text.
fn check(format: Format, text: &str, zones: &TimeZoneDatabase) -> Result<(), TestCaseError> {
    let began = Instant::now();
    let imported = import(format, text, &Defaults { zone: "Europe/Berlin".to_owned() }, zones);
    prop_assert!(began.elapsed() < PATIENCE, "{format} took {:?}", began.elapsed());
    let imported = match imported {
        Ok(imported) => imported,
        Err(error) => {
            prop_assert!(error.to_string().len() < 1_000, "{error}");
            return Ok(());
        }
    };
    prop_assert!(imported.schedules.len() <= 2_000 && imported.report.len() <= 2_001);
    prop_assert!(
        !imported.schedules.is_empty() || !imported.report.is_empty() || format != Format::CustodianTag
    );
    for line in &imported.report {
        prop_assert!(line.to_string().len() < 2_000 && !line.text.is_empty(), "{line}");
    }
    for schedule in &imported.schedules {
        let compiled = Schedule::compile(&schedule.document, Calendars::NONE, zones);
        prop_assert!(compiled.is_ok(), "{:?}", compiled.err());
        let written = serde_json::to_string(&schedule.document).expect("a document can be written");
        let read: ScheduleDocument = serde_json::from_str(&written).expect("and read");
        prop_assert_eq!(&read, &schedule.document);
    }
    Ok(())
}

/// A good text with some stretches of it cut out, doubled, moved or overwritten.
fn damaged() -> impl Strategy<Value = (Format, String)> {
    let wound = (0..1_000_usize, 0..40_usize, 0..1_000_usize, 0..4_u8, PIECES);
    (0..SAMPLES.len(), proptest::collection::vec(wound, 0..5)).prop_map(|(sample, wounds)| {
        let (format, text) = SAMPLES[sample];
        let mut text: Vec<char> = text.chars().collect();
        for (from, length, to, kind, piece) in wounds {
            let from = from % (text.len() + 1);
            let (end, to) = ((from + length).min(text.len()), to % (text.len() + 1));
            let stretch = text[from..end].to_vec();
            match kind {
                0 => drop(text.drain(from..end)),
                1 => drop(text.splice(from..end, piece.chars()).collect::<Vec<_>>()),
                2 => drop(text.splice(to..to, stretch).collect::<Vec<_>>()),
                _ => drop(text.splice(from..from, piece.chars()).collect::<Vec<_>>()),
            }
        }
        (format, text.into_iter().collect())
    })
}

proptest! {
    #[test]
    fn fuzz_damaged_text((format, text) in damaged()) {
        check(format, &text, &TimeZoneDatabase::bundled())?;
    }

    #[test]
    fn fuzz_arbitrary_text(format in 0..SAMPLES.len(), text in any::<String>()) {
        check(SAMPLES[format].0, &text, &TimeZoneDatabase::bundled())?;
    }

    #[test]
    fn fuzz_pieces(format in 0..SAMPLES.len(), text in proptest::collection::vec(PIECES, 0..60)) {
        check(SAMPLES[format].0, &text.concat(), &TimeZoneDatabase::bundled())?;
    }

    #[test]
    fn fuzz_the_grammar_of_tags(text in "[a-z0-9=;,()\\[\\]'\" u-]{0,60}") {
        let tag = Tag::read(&text);
        let again = Tag::read(tag.normalised());
        prop_assert_eq!(tag.keys_are_known(), tag.entries().keys().all(|key| ["on", "off", "tz"].contains(key)));
        if let Ok(schedule) = tag.schedule("et") {
            let times = schedule.on.iter().chain(&schedule.off).flatten();
            prop_assert!(times.into_iter().all(|time| time.hour < 24 && time.days.iter().all(|day| *day < 7)));
            prop_assert!(!again.normalised().contains("u28"));
        }
    }

    #[test]
    fn fuzz_the_names_of_zones(text in "[a-z0-9+:/_ -]{0,12}|\\PC{0,12}") {
        let zones = TimeZoneDatabase::bundled();
        if let Ok(zone) = resolve(&text, &zones) {
            prop_assert!(zones.get(&zone).is_ok(), "{zone}");
        }
    }
}

/// Long texts that a careless reader would take hours or gigabytes for.
#[test]
fn fuzz_oversized_text() {
    let zones = TimeZoneDatabase::bundled();
    let filled = |piece: &str| piece.repeat(OVERSIZED / piece.len());
    let items = |item: &str| format!("[{}{item}]", filled(&format!("{item}, ")));
    let numbered = |form: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for number in 0.. {
            let next = form(number);
            if text.len() + next.len() > OVERSIZED {
                break;
            }
            text += &next;
        }
        text
    };
    let cases = [
        filled("["),
        filled("{\"a\":"),
        filled("- "),
        filled("? "),
        filled("a: "),
        filled("a\n"),
        filled("!a "),
        filled("&a "),
        filled("'"),
        filled("\""),
        filled("|\n "),
        filled("# x\n"),
        filled("---\n"),
        filled("on=(m,1);"),
        filled("(m,1),"),
        filled("u28"),
        filled("=;"),
        filled("\u{1f600}"),
        items("0"),
        items("[]"),
        items("{\"type\": \"period\"}"),
        format!("schedules: {{s: {{periods: '{}'}}}}\nperiods: {{p: {{weekdays: mon}}}}", filled("p,")),
        format!("schedules: {{s: {{override_status: running, {}}}}}", numbered(&|n| format!("f{n}: 1, "))),
        numbered(&|n| format!("{{\"type\": \"period\", \"name\": \"p{n}\", \"weekdays\": [\"mon\"]}}\n")),
        format!(
            "{{\"type\": \"period\", \"name\": \"p\", \"weekdays\": [\"mon\"]}}\n{}",
            numbered(&|n| {
                let uses = ["\"p\""; 100].join(",");
                format!("{{\"type\": \"schedule\", \"name\": \"s{n}\", \"periods\": [{uses}]}}\n")
            })
        ),
        format!("periods: {{p: {{weekdays: [{}]}}}}", filled("mon, ")),
        filled("scheduler-cli create-period --name p --weekdays mon\n"),
        format!("scheduler-cli create-period {}", filled("--x y ")),
        format!("scheduler-cli create-period {}", numbered(&|n| format!("--x{n} y "))),
        format!(
            "Resources:\n{}",
            numbered(&|n| format!("  R{n}: {{Type: Custom::ServiceInstanceSchedule}}\n"))
        ),
        format!(
            "policies:\n{}",
            numbered(&|n| format!(
                "- {{name: p{n}, resource: ec2, filters: [{{type: onhour, default_tz: z{n}}}]}}\n"
            ))
        ),
        format!("policies:\n- {{name: p, resource: ec2, filters: [{}]}}", filled("onhour, ")),
        format!("policies:\n- {{name: p, resource: ec2, filters: [{}]}}", filled("{type: x}, ")),
        format!("x: &a [{}]\n{}", "y, ".repeat(100), numbered(&|n| format!("k{n}: *a\n"))),
    ];
    for text in cases {
        for format in Format::ALL {
            let start: String = text.chars().take(40).collect();
            check(format, &text, &zones).unwrap_or_else(|error| panic!("{format}: {start}…: {error}"));
        }
    }
    let long = " ".repeat(MAX_BYTES + 1);
    assert!(import(Format::CustodianTag, &long, &Defaults { zone: "UTC".to_owned() }, &zones).is_err());
}
