//! Fuzz targets for what this crate reads: cron expressions, day lists, schedule and calendar documents. Each is run
//! for a moment with every test run, on noise and on mutated texts that are almost right: no panic, no hang, and what
//! is accepted can be asked.

use proptest::prelude::*;

use super::*;

/// Reads a text as everything that this crate reads.
fn target(text: &str) {
    if let Ok(cron) = text.parse::<CronExpression>() {
        let document = ScheduleDocument {
            cron: vec![CronEdge { name: None, at: cron.clone(), wish: EdgeWish::On }],
            ..ScheduleDocument::in_zone("Europe/Berlin")
        };
        assert_eq!(cron.to_string().parse::<CronExpression>().unwrap(), cron, "reads back");
        ask(&document);
    }
    for dialect in [Dialect::PowerDown, Dialect::EventBridge, Dialect::InstanceScheduler] {
        let filter = DayFilter {
            weekdays: Weekdays::parse(text, dialect).ok(),
            month_days: MonthDays::parse(text, dialect).ok(),
            months: Months::parse(text, dialect).ok(),
        };
        let stored = serde_json::to_string(&filter).unwrap();
        assert_eq!(serde_json::from_str::<DayFilter>(&stored).unwrap(), filter, "reads back");
    }
    let _ = text.parse::<TimeOfDay>();
    let _ = text.parse::<EndOfPeriod>();
    let _ = text.parse::<LocalMinute>();
    if let Ok(document) = serde_json::from_str::<ScheduleDocument>(text) {
        ask(&document);
    }
    if let Ok(calendar) = serde_json::from_str::<CalendarDocument>(text) {
        let id = crate::CalendarId::from_parts(1, 1);
        let document = ScheduleDocument {
            calendars: vec![CalendarUse { calendar: id, wish: Wish::Off }],
            otherwise: Some(Wish::On),
            ..ScheduleDocument::in_zone("UTC")
        };
        if let Ok(schedule) = Schedule::compile(&document, &Calendars::from_iter([(id, calendar)]), &zones())
        {
            schedule.next_edge(at("2026-01-01T00:00:00Z"));
        }
    }
}

fn ask(document: &ScheduleDocument) {
    if let Ok(schedule) = Schedule::compile(document, Calendars::NONE, &zones()) {
        schedule.next_edge(at("2026-01-01T00:00:00Z"));
        schedule.explain(at("2199-12-31T23:59:59Z"));
    }
}

const SAMPLES: &[&str] = &[
    "cron(0/15 8-18 ? JAN-MAR MON#1,FRIL 2026-2030/2)",
    "cron(0 8 LW,15W,L-3 * ? *)",
    "mon-fri/2,sat#5,sunL",
    "1-15/3,20-L,L-30,31W,LW",
    "nov-feb,1/3",
    "2026-12-24T12:00",
    "24:00",
    r#"{"zone":"Europe/Berlin","windows":[{"from":{"day":"fri","time":"18:00"},"to":{"day":"mon","time":"07:00"},"wish":"off"}]}"#,
    r#"{"zone":"UTC","periods":[{"days":{"weekdays":"mon-fri","months":"jan"},"begin":"22:00","end":"06:00"}],"join_gap_minutes":60,"exceptions":[{"from":"2026-12-24T00:00","to":"2027-01-02T00:00","wish":"off"}],"freezes":[{"from":"2200-12-24T00:00","to":"2200-12-31T23:59"}]}"#,
    r#"{"zone":"UTC","edges":[{"at":"08:00","wish":"on"}],"cron":[{"at":"cron(* * * * ? *)","wish":"off"}],"behaviour":{"manual_start":"enforce"}}"#,
    r#"{"entries":[{"when":{"type":"dates","from":"1970-01-01","to":"2200-12-31"}},{"when":{"type":"recurring","days":{"weekdays":"thu#4"}}},{"when":{"type":"instants","from":"2026-10-25T00:30:00Z","to":"2026-10-25T01:30:00Z"}}]}"#,
];

/// A sample with some of its characters replaced, removed, doubled or joined with another sample.
fn mutated() -> impl Strategy<Value = String> {
    let sample = || prop::sample::select(SAMPLES);
    let change = (
        any::<prop::sample::Index>(),
        0..4_u8,
        prop::sample::select("0159L#W-/,?*:T\"{}[]é ".chars().collect::<Vec<_>>()),
    );
    (sample(), sample(), prop::collection::vec(change, 0..6)).prop_map(|(text, other, changes)| {
        let mut letters: Vec<char> = text.chars().collect();
        for (index, kind, letter) in changes {
            let place = index.index(letters.len().max(1)).min(letters.len());
            match kind {
                0 if place < letters.len() => letters[place] = letter,
                1 if place < letters.len() => drop(letters.remove(place)),
                2 => letters.insert(place, letter),
                _ => letters.splice(place.., other.chars().skip(place)).for_each(drop),
            }
        }
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn fuzz_noise(text in "\\PC{0,60}") {
        target(&text);
    }

    #[test]
    fn fuzz_mutations(text in mutated()) {
        target(&text);
    }
}

#[test]
fn the_samples_are_right_before_they_are_mutated() {
    for text in SAMPLES {
        target(text);
    }
    assert!(SAMPLES[0].parse::<CronExpression>().is_ok());
    assert!(SAMPLES[7..10].iter().all(|text| serde_json::from_str::<ScheduleDocument>(text).is_ok()));
    assert!(serde_json::from_str::<CalendarDocument>(SAMPLES[10]).is_ok());
}

/// The dearest document within all limits, asked the dearest question: one whose answer is that there is none.
#[test]
fn the_dearest_document_is_answered() {
    let days = |index: usize| serde_json::json!({ "month_days": format!("{},{}", index % 31 + 1, (index * 7) % 31 + 1) });
    let periods: Vec<_> = (0..100)
        .map(|index| serde_json::json!({ "days": days(index), "begin": format!("{:02}:{:02}", index % 24, index % 60), "end": "24:00" }))
        .collect();
    let windows: Vec<_> = (0..100)
        .map(|index| {
            let at = |minute: usize| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
            serde_json::json!({ "from": { "day": "mon", "time": at(index) }, "to": { "day": "mon", "time": at(index + 1439) } })
        })
        .collect();
    let document = read(serde_json::json!({
        "zone": "America/New_York", "otherwise": "on", "periods": periods, "windows": windows,
        "cron": [{ "at": "cron(* * * * ? *)", "wish": "on" }],
    }));
    let schedule = compiled(&document);
    assert_eq!(schedule.next_edge(at("2026-01-01T00:00:00Z")), None);
}

#[test]
fn endless_texts_are_refused_at_once() {
    let long = "mon,".repeat(100_000);
    assert!(Weekdays::parse(&long, Dialect::PowerDown).is_err());
    assert!(format!("cron({long})").parse::<CronExpression>().is_err());
    assert!(long.parse::<LocalMinute>().is_err());
}
