//! The iCalendar importer under arbitrary and damaged text: it answers, soon, within its bounds, and what it
//! answers can be used. `PROPTEST_CASES` makes the run longer.

#![expect(clippy::disallowed_methods, reason = "it measures how long an answer takes")]

use std::time::{Duration, Instant};

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{
    CalendarId,
    schedule::{CalendarDocument, CalendarUse, Calendars, Schedule, ScheduleDocument, Wish},
};
use powerdown_imports::{MAX_BYTES, import_icalendar};
use proptest::prelude::*;

const COMPANY: &str = include_str!("../src/icalendar/tests/company.ics");

/// Pieces that calendars are made of, right and wrong.
const PIECES: [&str; 46] = [
    "BEGIN:VCALENDAR",
    "END:VCALENDAR",
    "BEGIN:VEVENT",
    "END:VEVENT",
    "BEGIN:VALARM",
    "END:VALARM",
    "VERSION:2.0",
    "UID:a",
    "SUMMARY:",
    "SUMMARY:\\",
    "STATUS:CANCELLED",
    "DTSTART:",
    "DTSTART;VALUE=DATE:",
    "DTEND:",
    "DTSTART;TZID=Europe/Berlin:",
    "DTEND;TZID=\"Pacific/Apia\":",
    "DURATION:P",
    "RRULE:FREQ=YEARLY",
    "RRULE:FREQ=WEEKLY;",
    "EXDATE:",
    "RDATE:",
    "RECURRENCE-ID:",
    "CALSCALE:",
    "20261224",
    "20240229",
    "19691231",
    "22001231",
    "T020000",
    "T023060Z",
    "Z",
    ";COUNT=",
    ";UNTIL=",
    ";INTERVAL=",
    ";BYMONTH=",
    ";BYMONTHDAY=",
    ";BYDAY=",
    ";BYSETPOS=",
    "4TH,-1MO",
    "-1",
    "400",
    "D",
    "T1H",
    ",",
    "\n",
    "\r\n ",
    "\u{feff}",
];

/// Imports, and checks what holds for every text.
fn check(text: &str) -> Result<(), TestCaseError> {
    let zones = TimeZoneDatabase::bundled();
    let began = Instant::now();
    let imported = import_icalendar(text, &zones);
    prop_assert!(began.elapsed() < Duration::from_secs(20), "it took {:?}", began.elapsed());
    let imported = match imported {
        Ok(imported) => imported,
        Err(error) => {
            prop_assert!(error.to_string().len() < 500, "{error}");
            return Ok(());
        }
    };
    prop_assert!(imported.document.entries.len() <= CalendarDocument::MAX_ENTRIES);
    prop_assert!(imported.report.len() <= CalendarDocument::MAX_ENTRIES + 21);
    for line in &imported.report {
        prop_assert!(line.to_string().len() < 2_000 && !line.text.is_empty(), "{line}");
    }
    let id = CalendarId::from_parts(0, 1);
    let calendars = Calendars::from_iter([(id, imported.document)]);
    let mut document = ScheduleDocument::in_zone("Europe/Berlin");
    document.otherwise = Some(Wish::On);
    document.calendars = vec![CalendarUse { calendar: id, wish: Wish::Off }];
    let compiled = Schedule::compile(&document, &calendars, &zones);
    prop_assert!(compiled.is_ok(), "{:?}", compiled.err());
    Ok(())
}

/// A real calendar with some stretches of it cut out, doubled, moved or overwritten.
fn damaged() -> impl Strategy<Value = String> {
    let place = 0..COMPANY.len();
    let wound = (place.clone(), 0..80_usize, place, 0..4_u8, any::<char>());
    proptest::collection::vec(wound, 1..6).prop_map(|wounds| {
        let mut text: Vec<char> = COMPANY.chars().collect();
        for (from, length, to, kind, character) in wounds {
            let from = from.min(text.len());
            let end = (from + length).min(text.len());
            let stretch = text[from..end].to_vec();
            match kind {
                0 => drop(text.drain(from..end)),
                1 => text[from..end].fill(character),
                2 => _ = text.splice(to.min(text.len())..to.min(text.len()), stretch),
                _ => {
                    text.drain(from..end);
                    let to = to.min(text.len());
                    text.splice(to..to, stretch);
                }
            }
        }
        text.into_iter().collect()
    })
}

/// A calendar whose lines are whole, but not in their places.
fn shuffled() -> impl Strategy<Value = String> {
    let lines: Vec<&str> = COMPANY.lines().collect();
    let line = proptest::sample::select(lines);
    proptest::collection::vec(line, 0..60).prop_map(|lines| {
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT\nEND:VCALENDAR\n", lines.join("\n"))
    })
}

/// An event whose properties have values that look right.
fn plausible() -> impl Strategy<Value = String> {
    let start = "DTSTART(:|;TZID=America/Sao_Paulo:|;VALUE=DATE:)(1969|197[0-9]|20[0-9][0-9]|2200)(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(|T[0-2][0-9]0000Z?)";
    let rule = "RRULE:FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(|;INTERVAL=[1-9][0-9]?)(|;COUNT=[1-9][0-9]?|;UNTIL=20[0-9][0-9]0630)(|;BYMONTH=([1-9]|1[0-2]))(|;BYMONTHDAY=-?(1?[0-9]|3[01]))(|;BYDAY=(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU))(|;BYSETPOS=-?[1-4])";
    let length = "(|\nDURATION:P[1-9]D|\nDURATION:PT[1-9]H|\nDURATION:P1DT1H)";
    (start, length, proptest::option::of(rule)).prop_map(|(start, length, rule)| {
        let rule = rule.map(|rule| format!("\n{rule}")).unwrap_or_default();
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{start}{length}{rule}\nEND:VEVENT\nEND:VCALENDAR\n")
    })
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text)?;
        check(&format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}\nEND:VEVENT\nEND:VCALENDAR"))?;
    }

    #[test]
    fn any_pieces(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..200)) {
        let text = pieces.concat();
        check(&text)?;
        check(&format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}\nEND:VEVENT\nEND:VCALENDAR"))?;
    }

    #[test]
    fn a_damaged_calendar(text in damaged()) {
        check(&text)?;
    }

    #[test]
    fn lines_out_of_place(text in shuffled()) {
        check(&text)?;
    }

    #[test]
    fn plausible_events(text in plausible()) {
        check(&text)?;
    }
}

/// The longest texts, of what takes most: each is answered within its bounds.
#[test]
fn the_longest_texts() {
    let fill = |around: (&str, &str), unit: &str| {
        let (before, after) = around;
        let count = (MAX_BYTES - before.len() - after.len()) / unit.len();
        format!("{before}{}{after}", unit.repeat(count))
    };
    let calendar = ("BEGIN:VCALENDAR\n", "END:VCALENDAR\n");
    let event = ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n", "\nEND:VEVENT\nEND:VCALENDAR\n");
    let exdates = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=500\nEXDATE:20260102",
        "\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    let names =
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:", "\nEND:VEVENT\nEND:VCALENDAR\n");
    for text in [
        fill(("", ""), "BEGIN:VCALENDAR\n"),
        fill(calendar, "BEGIN:V\nEND:V\n"),
        fill(calendar, "BEGIN:VEVENT\nEND:VEVENT\n"),
        fill(calendar, "no property at all\n"),
        fill(event, "RDATE:20260101\n"),
        fill(event, "X;A=\"b\n"),
        fill(event, ";A=b"),
        fill(event, "A;A=b;A=b;A=b:\n"),
        fill(event, "\n "),
        fill(exdates, ",20260103T100000Z"),
        fill(names, "\\n"),
        fill(names, "é\r\n "),
    ] {
        assert!(text.len() <= MAX_BYTES);
        check(&text).unwrap();
    }
}
