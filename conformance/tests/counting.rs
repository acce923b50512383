//! How cases are counted, on cases made up here: right ones, wrong ones, and differences inside and
//! outside the hour that clocks repeat.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
};

use powerdown_conformance::{ConformanceError, FileReport, run};

/// Asks one file of cases.
fn ask(file: &str, cases: &str) -> FileReport {
    let mut hasher = DefaultHasher::new();
    (file, cases).hash(&mut hasher);
    let folder = format!("{:x}", hasher.finish());
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join(file).with_extension("json"), cases).unwrap();
    let mut seen = Vec::new();
    let reports = run(&dir, &mut |report| seen.push(report.clone())).unwrap();
    assert_eq!(seen, reports);
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    report.clone()
}

const DEVIATION: &str = "deviation in the repeated hour";

/// On from 02:30 to 05:00 in Berlin, where 02:00 to 03:00 happens twice on 2026-10-25.
const NIGHT: &str = r#""schedule": {"name": "night", "periods": [{"name": "p", "begintime": "2:30",
    "endtime": "5:00"}]}, "tz": "Europe/Berlin""#;

fn eval(now: &str, state: &str, flags: &str) -> String {
    let period = if state == "running" { "\"p\"" } else { "null" };
    format!(
        r#"{{"id": "{now}", {NIGHT}, "now": "{now}", "flags": [{flags}],
            "expected": {{"state": "{state}", "instance_type": null, "period": {period}}}}}"#
    )
}

#[test]
fn an_answer_is_right_wrong_or_a_deviation() {
    let cases = [
        eval("2026-10-25T00:30:00Z", "running", ""),
        // 02:10 for the second time: only our rule goes on.
        eval("2026-10-25T01:10:00Z", "stopped", ""),
        eval("2026-10-24T01:10:00Z", "stopped", ""),
        eval("2026-10-24T01:10:00Z", "stopped", "\"tzdata_version_dependent\""),
        eval("2026-10-24T01:10:00Z", "stopped", "\"evaluator_crash\""),
    ];
    let report = ask("is_eval", &format!("[{}]", cases.join(",")));
    assert_eq!((report.passed, report.failed, report.apart[DEVIATION]), (1, 1, 1));
    assert_eq!((report.apart["tzdata_version_dependent"], report.apart["evaluator_crash"]), (1, 1));
    assert_eq!(report.failures[0].id, "2026-10-24T01:10:00Z");
    assert!(report.failures[0].got.contains("running"), "{:?}", report.failures);
    assert_eq!(
        report.to_string(),
        "is_eval: 1 passed, 1 failed; apart: 1 deviation in the repeated hour, 1 evaluator_crash, \
         1 tzdata_version_dependent"
    );
}

#[test]
fn a_timeline_may_differ_in_the_repeated_hour_only() {
    let timeline = |end: &str| {
        format!(
            r#"[{{"id": "t", {NIGHT}, "start": "2026-10-25T00:00:00Z", "days": 1, "step_seconds": 60, "states": [
                ["2026-10-25T00:00:00Z", "stopped"], ["2026-10-25T00:30:00Z", "running"],
                ["2026-10-25T01:00:00Z", "stopped"], ["2026-10-25T01:30:00Z", "running"],
                ["{end}", "stopped"]]}}]"#
        )
    };
    assert_eq!(ask("is_timelines", &timeline("2026-10-25T04:00:00Z")).apart[DEVIATION], 1);
    let report = ask("is_timelines", &timeline("2026-10-25T04:01:00Z"));
    assert_eq!((report.failed, report.apart.len()), (1, 0), "{report:?}");
}

#[test]
fn a_simulation_may_differ_in_the_repeated_hour_only() {
    let simulation = |last: &str| {
        format!(
            r#"[{{"id": "s", {NIGHT}, "start": "2026-10-25T00:00:00Z", "days": 1, "interval_minutes": 10,
                "initial": {{"stored_state": "stopped", "is_running": false}}, "events": [], "expected": {{"actions": [
                ["2026-10-25T00:30:00Z", "start"], ["2026-10-25T01:00:00Z", "stop"],
                ["2026-10-25T01:30:00Z", "start"], ["{last}", "stop"]],
                "final_stored_state": "stopped", "final_is_running": false}}}}]"#
        )
    };
    assert_eq!(ask("is_simulations", &simulation("2026-10-25T04:00:00Z")).apart[DEVIATION], 1);
    assert_eq!(ask("is_simulations", &simulation("2026-10-25T04:10:00Z")).failed, 1);
}

#[test]
fn a_days_usage_may_differ_by_the_repeated_hour_only() {
    let usage = |seconds: i64| {
        format!(
            r#"[{{"id": "u", {NIGHT}, "date": "2026-10-25", "expected": {{}},
                "replayed_running_seconds": {seconds}}}]"#
        )
    };
    // Ours: 02:30 to 05:00 and the repeated hour once more. At most two hours of it are repeated.
    assert_eq!(ask("is_usage", &usage(12_600)).passed, 1);
    assert_eq!(ask("is_usage", &usage(10_800)).apart[DEVIATION], 1);
    assert_eq!(ask("is_usage", &usage(7_000)).failed, 1);
    assert_eq!(ask("is_usage", &usage(14_460)).failed, 1);
}

#[test]
fn what_cannot_be_asked_is_an_error() {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nothing");
    fs::create_dir_all(&dir).unwrap();
    assert!(matches!(run(&dir, &mut |_| {}), Err(ConformanceError::NoFile { .. })));
    fs::write(dir.join("is_eval.json"), "{}").unwrap();
    assert!(matches!(run(&dir, &mut |_| {}), Err(ConformanceError::Malformed { .. })));
    fs::remove_dir_all(dir).unwrap();
}
