//! What becomes of calendars: a realistic one as a whole, then each rule by itself.

use jiff::{Timestamp, civil::Date, tz::TimeZoneDatabase};
use powerdown_domain::schedule::{CalendarDay, When};

use super::{ImportedCalendar, import_icalendar};
use crate::{ImportError, Verdict};

const COMPANY: &str = include_str!("tests/company.ics");

fn import(text: &str) -> ImportedCalendar {
    import_icalendar(text, &TimeZoneDatabase::bundled()).unwrap()
}

/// A calendar of one event.
fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:It\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

/// The entries and the verdict on one event.
fn one(lines: &str) -> (Vec<When>, Verdict, String) {
    let imported = import(&event(lines));
    let [line] = imported.report.as_slice() else { panic!("{:?}", imported.report) };
    let whens = imported.document.entries.into_iter().map(|entry| entry.when).collect();
    (whens, line.verdict, line.text.clone())
}

fn exact(lines: &str) -> Vec<When> {
    let (whens, verdict, text) = one(lines);
    assert_eq!(verdict, Verdict::Exact, "{text}");
    whens
}

fn differs(lines: &str) -> (Vec<When>, String) {
    let (whens, verdict, text) = one(lines);
    assert_eq!(verdict, Verdict::Differs, "{text}");
    (whens, text)
}

fn refused(lines: &str) -> String {
    let (whens, verdict, text) = one(lines);
    assert_eq!(verdict, Verdict::Refused, "{text}");
    assert!(whens.is_empty());
    text
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn dates(from: &str, to: &str) -> When {
    When::Dates { from: day(from), to: day(to) }
}

fn local(from: &str, to: &str) -> When {
    When::Local { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

fn instants(from: &str, to: &str) -> When {
    When::Instants { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

/// The filter as text, after checking that it picks certain days and leaves others.
fn recurring(whens: &[When], picks: &[&str], leaves: &[&str]) -> String {
    let matches = |text: &str| {
        let day = CalendarDay::of(day(text));
        whens.iter().any(|when| matches!(when, When::Recurring { days } if days.matches(day)))
    };
    for day in picks {
        assert!(matches(day), "{day} is not picked by {whens:?}");
    }
    for day in leaves {
        assert!(!matches(day), "{day} is picked by {whens:?}");
    }
    let texts = whens.iter().map(|when| match when {
        When::Recurring { days } => days.to_string(),
        other => panic!("{other:?}"),
    });
    texts.collect::<Vec<_>>().join(" and ")
}

#[test]
fn a_companys_calendar() {
    let imported = import(COMPANY);
    let report: Vec<String> = imported.report.iter().map(ToString::to_string).collect();
    let expected = [
        "exact: event \"Good Friday\", line 26: 2026-04-03",
        "exact: event \"Company shut-down, all sites; see the in…\", line 34: 2026-12-24 to 2027-01-01",
        "differs: event \"Labour Day\", line 48: recurring: days 1 in may; it is taken to be so before 2020-05-01 as well",
        "differs: event \"Thanksgiving\", line 55: recurring: thu#4 in nov; it is taken to be so before 2024-11-28 as well",
        "exact: event \"Memorial Day\", line 63: recurring: monL in may",
        "exact: event \"Patch night\", line 70: 2 entries, first 2026-10-07T20:00:00Z to 2026-10-08T00:00:00Z, last \
         2026-10-28T21:00:00Z to 2026-10-29T01:00:00Z",
        "exact: event \"Patch night (moved)\", line 79: 2026-10-22T20:00:00Z to 2026-10-23T00:00:00Z",
        "exact: event \"Release window\", line 87: 2026-09-15T18:00:00Z to 2026-09-15T20:30:00Z",
        "exact: event \"Stock taking, every site at its own time\", line 94: 2026-06-30T14:00 to 2026-06-30T18:00 on the \
         clock of whichever schedule uses it",
        "refused: event \"From another office\", line 101: the zone \"W. Europe Standard Time\" is not an IANA time zone; \
         export the calendar with zones such as Europe/Berlin, or in universal time",
        "exact: event \"Summer party\", line 108: it is cancelled, and left out",
        "refused: event \"Stand-up\", line 115: it repeats its hours without end; give its RRULE an UNTIL or a COUNT, or \
         use a window or period of the schedule",
        "refused: components \"VTODO\": 1 left out: only events have hours here; make events of those that matter",
    ];
    assert_eq!(report, expected);
    assert_eq!(imported.document.entries.len(), 10);
    let names: Vec<_> = imported.document.entries.iter().map(|e| e.name.as_ref().unwrap().as_str()).collect();
    assert_eq!(
        names[1],
        "Company shut-down, all sites; see the intranet for the exceptions that were agreed with operations"
    );
    let json = serde_json::to_string(&imported.document).unwrap();
    assert_eq!(
        serde_json::from_str::<powerdown_domain::schedule::CalendarDocument>(&json).unwrap(),
        imported.document
    );
}

#[test]
fn whole_days_end_before_their_dtend() {
    assert_eq!(exact("DTSTART;VALUE=DATE:20261224"), [dates("2026-12-24", "2026-12-24")]);
    assert_eq!(exact("DTSTART:20261224\nDTEND:20261227"), [dates("2026-12-24", "2026-12-26")]);
    assert_eq!(exact("DTSTART:20261224\nDURATION:P1W"), [dates("2026-12-24", "2026-12-30")]);
    let (whens, text) = differs("DTSTART:20261224\nDTEND:20261224");
    assert_eq!(whens, [dates("2026-12-24", "2026-12-24")]);
    assert!(text.contains("ends on the day on which it begins"), "{text}");
}

#[test]
fn times_keep_to_their_clock() {
    assert_eq!(
        exact("DTSTART:20261224T120000\nDTEND:20261225T060000"),
        [local("2026-12-24T12:00", "2026-12-25T06:00")]
    );
    assert_eq!(
        exact("DTSTART;TZID=America/New_York:20260703T120000\nDTEND:20260703T200000Z"),
        [instants("2026-07-03T16:00:00Z", "2026-07-03T20:00:00Z")]
    );
    let (whens, text) = differs(
        "DTSTART;TZID=/example.org/Olson_1/Europe/Berlin:20260701T090000\n\
         DTEND;TZID=/example.org/Olson_1/Europe/Berlin:20260701T100030",
    );
    assert_eq!(whens, [instants("2026-07-01T07:00:00Z", "2026-07-01T08:01:00Z")]);
    assert!(text.contains("is taken as Europe/Berlin"), "{text}");
    assert!(text.contains("seconds are rounded"), "{text}");
}

#[test]
fn gaps_and_folds_are_read_as_the_standard_says() {
    // Berlin has no 02:30 on 2026-03-29: told with the offset from before the gap, it is 01:30Z.
    assert_eq!(
        exact("DTSTART;TZID=Europe/Berlin:20260329T023000\nDURATION:PT1H"),
        [instants("2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z")]
    );
    // And twice on 2026-10-25: the first, after which two hours are exact.
    assert_eq!(
        exact("DTSTART;TZID=Europe/Berlin:20261025T023000\nDURATION:PT2H"),
        [instants("2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z")]
    );
    // A day is a day on the clock, whatever its hours.
    assert_eq!(
        exact("DTSTART;TZID=Europe/Berlin:20261024T120000\nDURATION:P1DT1H"),
        [instants("2026-10-24T10:00:00Z", "2026-10-25T12:00:00Z")]
    );
    // Apia had no 2011-12-30: its noon is that of the 31st, so that a day later no time has passed.
    assert_eq!(
        exact("DTSTART;TZID=Pacific/Apia:20111230T120000\nDURATION:PT3H"),
        [instants("2011-12-30T22:00:00Z", "2011-12-31T01:00:00Z")]
    );
    assert!(refused("DTSTART;TZID=Pacific/Apia:20111230T120000\nDURATION:P1D").contains("no length"));
}

#[test]
fn days_that_come_again_stay_a_rule() {
    let of = |rule: &str| differs(rule).0;
    let plain = of("DTSTART:20251225\nRRULE:FREQ=YEARLY");
    assert_eq!(recurring(&plain, &["1999-12-25", "2030-12-25"], &["2030-12-24"]), "days 25 in dec");
    let month = of("DTSTART:20250501\nRRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=5,10");
    assert_eq!(recurring(&month, &["2030-10-01"], &["2030-11-01"]), "days 1 in may,oct");
    let last = of("DTSTART:20250228\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1");
    assert_eq!(recurring(&last, &["2028-02-29"], &["2028-02-28"]), "days L in feb");
    let nth = of("DTSTART:20250106\nRRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=+1MO,3MO");
    assert_eq!(recurring(&nth, &["2026-01-19"], &["2026-01-12"]), "mon#1,mon#3 in jan");
    let position = of("DTSTART:20250526\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1");
    assert_eq!(recurring(&position, &["2026-05-25"], &["2026-05-18"]), "monL in may");
    let election = of("DTSTART:20241105\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8");
    assert_eq!(recurring(&election, &["2028-11-07"], &["2028-11-14"]), "tue days 2,3,4,5,6,7,8 in nov");
    let weekly = of("DTSTART:20260103\nRRULE:FREQ=WEEKLY;BYDAY=SA,SU");
    assert_eq!(recurring(&weekly, &["2026-05-02", "2026-05-03"], &["2026-05-04"]), "sat,sun");
    let monthly = of("DTSTART:20260113\nRRULE:FREQ=MONTHLY;BYDAY=2TU");
    assert_eq!(recurring(&monthly, &["2026-02-10"], &["2026-02-17"]), "tue#2");
    let forever = of("DTSTART:20251225\nRRULE:FREQ=YEARLY;UNTIL=99991231");
    assert_eq!(recurring(&forever, &["2200-12-25"], &[]), "days 25 in dec");
}

#[test]
fn several_days_that_come_again_are_picked_month_by_month() {
    let (whens, _) = differs("DTSTART:20251230\nDTEND:20260103\nRRULE:FREQ=YEARLY");
    let text = recurring(&whens, &["2030-12-30", "2031-01-02"], &["2030-12-29", "2031-01-03"]);
    assert_eq!(text, "days 1,2 in jan and days 30,31 in dec");
    assert!(refused("DTSTART:20260227\nDURATION:P3D\nRRULE:FREQ=YEARLY").contains("29th of February"));
    assert!(
        refused("DTSTART:20241128\nDURATION:P2D\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")
            .contains("each day")
    );
}

#[test]
fn a_rule_that_ends_becomes_its_dates() {
    let of = |from: &str| dates(from, from);
    assert_eq!(
        exact("DTSTART:20240229\nRRULE:FREQ=YEARLY;COUNT=3"),
        [of("2024-02-29"), of("2028-02-29"), of("2032-02-29")]
    );
    assert_eq!(
        exact("DTSTART:20260101\nRRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20300101"),
        [of("2026-01-01"), of("2028-01-01"), of("2030-01-01")]
    );
    assert_eq!(
        exact("DTSTART:20260101\nRRULE:FREQ=YEARLY;UNTIL=20270101T000000Z\nEXDATE:20260101"),
        [of("2027-01-01")]
    );
    // Every other week, counted from Sunday: the example of RFC 5545 where WKST matters.
    assert_eq!(
        exact("DTSTART:19970805\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"),
        [of("1997-08-05"), of("1997-08-17"), of("1997-08-19"), of("1997-08-31")]
    );
    assert_eq!(
        exact("DTSTART:19970805\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO"),
        [of("1997-08-05"), of("1997-08-10"), of("1997-08-19"), of("1997-08-24")]
    );
    assert_eq!(
        exact("DTSTART:20260131\nRRULE:FREQ=MONTHLY;COUNT=3\nRDATE:20260201,20260131"),
        [of("2026-01-31"), of("2026-02-01"), of("2026-03-31"), of("2026-05-31")]
    );
}

#[test]
fn a_dates_hours_follow_the_clocks() {
    let whens = exact(
        "DTSTART;TZID=Europe/Berlin:20260328T220000\nDTEND;TZID=Europe/Berlin:20260329T010000\n\
         RRULE:FREQ=DAILY;UNTIL=20260329T200000Z\nEXDATE:20260330T200000Z",
    );
    assert_eq!(
        whens,
        [
            instants("2026-03-28T21:00:00Z", "2026-03-29T00:00:00Z"),
            instants("2026-03-29T20:00:00Z", "2026-03-29T23:00:00Z"),
        ]
    );
    assert_eq!(
        exact("DTSTART:20260101T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260102"),
        [local("2026-01-01T10:00", "2026-01-01T11:00"), local("2026-01-03T10:00", "2026-01-03T11:00")]
    );
}

#[test]
fn what_cannot_be_the_same_is_refused_with_what_to_do() {
    for (lines, words) in [
        ("DTEND:20261224", "no DTSTART; give it one"),
        ("DTSTART:2026-12-24", "DTSTART \"2026-12-24\" is no date such as 20261224"),
        ("DTSTART:20260230", "is no date such as"),
        ("DTSTART:20261224T120000", "no length; give it a DTEND"),
        ("DTSTART:20261224T120000Z\nDTEND:20261224T120000Z", "no length"),
        ("DTSTART:20261224\nDTEND:20261223", "ends before it begins"),
        ("DTSTART:20261224\nDTEND:20261224T120000", "different kinds"),
        ("DTSTART:20261224T120000\nDTEND:20261224T130000Z", "different kinds"),
        ("DTSTART:20261224\nDURATION:PT5H", "cannot last hours"),
        ("DTSTART:20261224\nDURATION:-P1D", "ends before it begins"),
        ("DTSTART:20261224\nDURATION:P", "is no duration such as P2D"),
        ("DTSTART:19691231", "years 1970 to 2200"),
        ("DTSTART:22001231\nDURATION:P2D", "years 1970 to 2200"),
        ("DTSTART:22001231T230000Z\nDURATION:PT1H", "years 1970 to 2200"),
        ("DTSTART;TZID=Mars/Olympus:20261224T120000\nDURATION:PT1H", "not an IANA time zone; export"),
        ("DTSTART;VALUE=PERIOD:20261224T120000/PT1H", "values of the kind \"PERIOD\""),
        ("DTSTART:20261224\nRRULE:FREQ=YEARLY;INTERVAL=2", "INTERVAL without end; give its RRULE an UNTIL"),
        ("DTSTART:20261224\nRRULE:FREQ=YEARLY;BYWEEKNO=52", "BYWEEKNO\", which is not read here"),
        ("DTSTART:20261225\nRRULE:FREQ=YEARLY;BYDAY=52FR", "counts weekdays through the whole year"),
        ("DTSTART:20261218\nRRULE:FREQ=MONTHLY;BYDAY=-2FR", "weekday number -2 of a month"),
        ("DTSTART:20261224\nRRULE:FREQ=HOURLY;COUNT=3", "\"HOURLY\" is not DAILY, WEEKLY"),
        ("DTSTART:20261224\nRRULE:BYMONTH=12", "no FREQ"),
        ("DTSTART:20261224\nRRULE:FREQ=YEARLY\nRRULE:FREQ=WEEKLY", "several RRULEs"),
        ("DTSTART:20261224\nRRULE:FREQ=YEARLY;BYMONTH=11", "does not pick"),
        ("DTSTART:20261224\nRRULE:FREQ=YEARLY\nEXDATE:20301224", "but for some dates; give its RRULE"),
        ("DTSTART:20261224\nRRULE:FREQ=DAILY;COUNT=501", "more than 500 times"),
        ("DTSTART:20261224\nRRULE:FREQ=YEARLY;COUNT=400", "beyond the year 2200"),
        ("DTSTART:20261224\nRRULE:FREQ=YEARLY;COUNT=1\nEXDATE:20261224", "none of its dates is left"),
        ("DTSTART:20261224\nEXRULE:FREQ=YEARLY", "EXRULE"),
        ("DTSTART:20261224\nRDATE:20261225T100000", "different kinds"),
    ] {
        let text = refused(lines);
        // `refused` also saw to it that nothing was taken over.
        assert!(text.contains(words), "{lines}: {text}");
    }
}

#[test]
fn a_replacement_of_all_later_dates_is_refused_on_both_sides() {
    let text = "BEGIN:VCALENDAR\n\
        BEGIN:VEVENT\nUID:a\nDTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=9\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260104\nDTSTART:20260105\nEND:VEVENT\n\
        END:VCALENDAR";
    let imported = import(text);
    assert!(imported.document.entries.is_empty());
    assert!(imported.report.iter().all(|line| line.verdict == Verdict::Refused));
}

#[test]
fn names_are_plain_text() {
    let name = |summary: &str| {
        let text = event("DTSTART:20261224").replace("SUMMARY:It", summary);
        import(&text).document.entries[0].name.clone().map(String::from)
    };
    assert_eq!(name("SUMMARY;LANGUAGE=en:a\\, b\\; c\\\\d\\ne").as_deref(), Some("a, b; c\\d e"));
    assert_eq!(name("summary:It").as_deref(), Some("It"));
    assert_eq!(name("SUMMARY:"), None);
    assert_eq!(name(&format!("SUMMARY:{}", "é".repeat(200))), Some("é".repeat(120)));
    // Parameters may hold colons and semicolons in quotes.
    assert_eq!(name("SUMMARY;ALTREP=\"https://example.com/;a:b\":It").as_deref(), Some("It"));
}

#[test]
fn what_is_no_calendar_is_an_error() {
    let zones = TimeZoneDatabase::bundled();
    let error = |text: &str| import_icalendar(text, &zones).unwrap_err().to_string();
    assert_eq!(
        error(""),
        "this cannot be read as iCalendar: it is empty; it should begin with BEGIN:VCALENDAR"
    );
    assert_eq!(
        error("<!DOCTYPE html>\n<title>Log in</title>"),
        "this cannot be read as iCalendar: line 1 is \"<!DOCTYPE html>\" where BEGIN:VCALENDAR is expected"
    );
    assert_eq!(
        error("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\n"),
        "this cannot be read as iCalendar: it ends within the \"VEVENT\" that begins on line 2, as if it had been \
         cut off"
    );
    assert!(error("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR").contains("while the \"VEVENT\""));
    assert!(error("BEGIN:VCALENDAR\nCALSCALE:HEBREW\nEND:VCALENDAR").contains("Gregorian"));
    assert!(error(&"BEGIN:VCALENDAR\n".repeat(11)).contains("more than 10 deep"));
    assert_eq!(
        import_icalendar(&"x".repeat(1_000_001), &zones),
        Err(ImportError::TooLong { bytes: 1_000_001 })
    );
    let many = "BEGIN:VEVENT\nDTSTART:20261224\nEND:VEVENT\n".repeat(2_001);
    assert_eq!(
        error(&format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR")),
        "a calendar may have at most 2000 events; split it into several"
    );
    let long = "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=500\nEND:VEVENT\n".repeat(5);
    assert_eq!(
        error(&format!("BEGIN:VCALENDAR\n{long}END:VCALENDAR")),
        "a calendar may have at most 2000 entries; split it into several"
    );
}

#[test]
fn lines_that_are_no_properties_are_told_once() {
    let imported = import(&event("DTSTART:20261224\nthis was a description\nof several lines"));
    assert_eq!(imported.document.entries.len(), 1);
    assert_eq!(
        imported.report[1].to_string(),
        "differs: lines that are no properties: 2 ignored, the first is line 6, \"this was a description\"; a property \
         is written as NAME:value"
    );
}

#[test]
fn rules_that_take_long_to_follow_are_bounded() {
    let event = "BEGIN:VEVENT\nDTSTART:19720229\nRRULE:FREQ=YEARLY;INTERVAL=100;UNTIL=22001231\nEND:VEVENT\n";
    let imported = import(&format!("BEGIN:VCALENDAR\n{}END:VCALENDAR", event.repeat(2_000)));
    let last = imported.report.last().unwrap();
    assert_eq!(last.verdict, Verdict::Refused);
    assert!(last.text.contains("take too long to follow"), "{last}");
}

#[test]
fn instants_do_not_depend_on_who_reads() {
    let [When::Instants { from, .. }] = exact("DTSTART:20260601T100000Z\nDURATION:PT1H")[..] else {
        panic!()
    };
    assert_eq!(from, "2026-06-01T10:00:00Z".parse::<Timestamp>().unwrap());
}
