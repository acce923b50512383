//! How fast schedules answer: `cargo xtask bench schedule [--json]`.
//!
//! Each figure is the median of five runs on one core, in the profile that is shipped. The instants that
//! are asked about are spread over two years in an order that no cache can foresee. The peers' figures are
//! theirs on this class of machine: AWS Instance Scheduler 3.2.8 and Cloud Custodian 0.9.52 under CPython 3.12.

use std::{hint::black_box, time::Instant};

use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::schedule::{Calendars, Schedule, ScheduleDocument};

/// Office hours, nights of the last Friday, quarter ends and summer Saturdays.
const FOUR_PERIODS: &str = r#"{
    "zone": "America/New_York",
    "periods": [
        { "name": "office", "days": { "weekdays": "mon-fri" }, "begin": "08:00", "end": "18:30" },
        { "name": "closing", "days": { "weekdays": "friL" }, "begin": "20:00", "end": "06:00" },
        { "name": "quarter", "days": { "month_days": "L", "months": "mar,jun,sep,dec" }, "begin": "18:00", "end": "24:00" },
        { "name": "summer", "days": { "weekdays": "sat#1,sat#3", "months": "jun-aug" }, "begin": "10:00", "end": "16:00" }
    ]
}"#;

/// A figure, with what it is to be compared with.
struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    budget: Option<Budget>,
    peer: &'static str,
    inputs: String,
}

enum Budget {
    AtLeast(f64),
    AtMost(f64),
}

impl Figure {
    fn ok(&self) -> bool {
        match self.budget {
            Some(Budget::AtLeast(least)) => self.value >= least,
            Some(Budget::AtMost(most)) => self.value <= most,
            None => true,
        }
    }

    fn json(&self) -> serde_json::Value {
        let budget = match self.budget {
            Some(Budget::AtLeast(least)) => serde_json::json!(format!(">= {least}")),
            Some(Budget::AtMost(most)) => serde_json::json!(format!("<= {most}")),
            None => serde_json::Value::Null,
        };
        serde_json::json!({
            "name": self.name, "value": self.value, "unit": self.unit, "budget": budget,
            "peer": self.peer, "ok": self.ok(), "inputs": self.inputs,
        })
    }

    fn text(&self) -> String {
        let budget = match self.budget {
            Some(Budget::AtLeast(least)) => format!("budget at least {least}"),
            Some(Budget::AtMost(most)) => format!("budget at most {most}"),
            None => "no budget".to_owned(),
        };
        let met = if self.ok() { "met" } else { "MISSED" };
        format!(
            "{:<34} {:>12.3} {:<14} {budget}: {met}\n  peers: {}\n  inputs: {}",
            self.name, self.value, self.unit, self.peer, self.inputs
        )
    }
}

fn main() {
    let json = std::env::args().any(|argument| argument == "--json");
    let zones = TimeZoneDatabase::bundled();
    let document: ScheduleDocument = serde_json::from_str(FOUR_PERIODS).expect("the document reads");
    let compile = || Schedule::compile(&document, Calendars::NONE, &zones).expect("the document compiles");
    let schedule = compile();
    let instants = instants();
    let inputs = format!(
        "four periods in America/New_York; {} instants over two years; {}",
        instants.len(),
        machine()
    );

    let evaluation = nanoseconds(&instants, |at| schedule.state_at(at));
    let next_edge = nanoseconds(&instants[..20_000], |at| schedule.next_edge(at));
    let fortnight = nanoseconds(&instants[..2_000], |at| {
        schedule.edges(at, at + SignedDuration::from_hours(14 * 24)).fold(0, |count, _| count + 1)
    });
    let fresh = nanoseconds(&instants[..500], |_| compile());
    let first = nanoseconds(&instants[..500], |at| compile().next_edge(at));
    let explanation = nanoseconds(&instants[..20_000], |at| schedule.explain(at));
    let figures = [
        Figure {
            name: "schedule evaluation with reason",
            value: 1_000.0 / evaluation,
            unit: "M/s/core",
            budget: Some(Budget::AtLeast(10.0)),
            peer: "Instance Scheduler 0.0166 M/s (four complex periods), 0.0927 M/s (one period); Custodian 0.022 to 0.059 M/s",
            inputs: inputs.clone(),
        },
        Figure {
            name: "next edge",
            value: next_edge / 1_000.0,
            unit: "µs",
            budget: Some(Budget::AtMost(2.0)),
            peer: "none answers this",
            inputs: inputs.clone(),
        },
        Figure {
            name: "edges of 14 days",
            value: fortnight / 1_000.0,
            unit: "µs",
            budget: Some(Budget::AtMost(50.0)),
            peer: "none answers this",
            inputs: inputs.clone(),
        },
        Figure {
            name: "explanation in a sentence",
            value: explanation / 1_000.0,
            unit: "µs",
            budget: None,
            peer: "none answers this",
            inputs: inputs.clone(),
        },
        Figure {
            name: "compile a document",
            value: fresh / 1_000.0,
            unit: "µs",
            budget: None,
            peer: "none compiles",
            inputs: inputs.clone(),
        },
        Figure {
            name: "compile and first question",
            value: first / 1_000.0,
            unit: "µs",
            budget: None,
            peer: "Instance Scheduler as shipped, per machine: 60 µs (office hours) to 264 µs (complex)",
            inputs,
        },
    ];
    for figure in &figures {
        if json {
            println!("{}", figure.json());
        } else {
            println!("{}", figure.text());
        }
    }
    if figures.iter().any(|figure| !figure.ok()) {
        std::process::exit(1);
    }
}

/// A hundred thousand instants over two years, in a scattered order.
fn instants() -> Vec<Timestamp> {
    const SECONDS: u64 = 2 * 365 * 86_400;
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let scattered = (0..100_000).map(|_| {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % SECONDS
    });
    scattered
        .map(|second| Timestamp::from_second(1_767_225_600 + second as i64).expect("an instant"))
        .collect()
}

/// The median time of one question over five runs, after one that is not counted.
#[expect(clippy::disallowed_methods, reason = "a bench measures")]
fn nanoseconds<T>(instants: &[Timestamp], mut ask: impl FnMut(Timestamp) -> T) -> f64 {
    let mut runs: Vec<f64> = (0..6)
        .map(|_| {
            let begun = Instant::now();
            for at in instants {
                black_box(ask(black_box(*at)));
            }
            begun.elapsed().as_nanos() as f64 / instants.len() as f64
        })
        .skip(1)
        .collect();
    runs.sort_by(f64::total_cmp);
    runs[2]
}

/// The processor, as Linux names it.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": an unnamed processor");
    model.trim_start_matches([' ', '\t', ':']).to_owned()
}
