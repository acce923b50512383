use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::*;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its reading is looked at")]
struct Outer {
    name: String,
    inner: Vec<Inner>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its reading is looked at")]
struct Inner {
    count: u8,
    #[serde(default)]
    wish: Option<Wish>,
    #[serde(default = "off")]
    other: Wish,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Wish {
    On,
    Off,
}

fn off() -> Wish {
    Wish::Off
}

fn problem(body: &str) -> serde_json::Value {
    let problem = parse::<Outer>(body.as_bytes()).unwrap_err();
    serde_json::to_value(problem.document("")).unwrap()
}

fn field(body: &str) -> String {
    let problem = problem(body);
    assert_eq!(problem["status"], 422, "{problem}");
    problem["errors"][0]["field"].as_str().unwrap().to_owned()
}

#[test]
fn a_field_at_fault_is_named_by_its_path() {
    assert_eq!(field(r#"{"name":1,"inner":[]}"#), "name");
    assert_eq!(field(r#"{"inner":[]}"#), "name");
    assert_eq!(field(r#"{"name":"x","inner":[{"count":1},{"count":300}]}"#), "inner[1].count");
    assert_eq!(field(r#"{"name":"x","inner":[{}]}"#), "inner[0].count");
    assert_eq!(field(r#"{"name":"x","inner":[{"count":1,"color":2}]}"#), "inner[0].color");
    assert_eq!(field(r#"{"name":"x","name":"y","inner":[]}"#), "name");
    assert_eq!(field(r#"{"name":"x","inner":[],"admin":true}"#), "admin");
    for wrong in ["null", "7", "true", "[]", "{}", "\"sideways\""] {
        let body = format!(r#"{{"name":"x","inner":[{{"count":1,"other":{wrong}}}]}}"#);
        assert_eq!(field(&body), "inner[0].other", "{wrong}");
    }
    assert_eq!(field(r#"{"name":"x","inner":[{"count":1,"wish":7}]}"#), "inner[0].wish");
    assert_eq!(field("[]"), "body");
    assert_eq!(field("null"), "body");
}

/// Everything that a body may be made of.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    part: Option<Part>,
    parts: Vec<Part>,
    named: BTreeMap<String, Part>,
    choice: Choice,
    tagged: Tagged,
    pair: (u8, Part),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    count: u8,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Choice {
    Simple,
    Full { count: u8 },
    Wrapped(Part),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
enum Tagged {
    Some { counts: Vec<u8> },
}

#[test]
fn a_list_is_no_object_wherever_one_is_wanted() {
    let right = json!({
        "part": {"count": 1}, "parts": [{"count": 2}], "named": {"x": {"count": 3}}, "choice": {"full": {"count": 4}},
        "tagged": {"type": "some", "counts": [5]}, "pair": [6, {"count": 7}],
    });
    let whole = parse::<Whole>(right.to_string().as_bytes()).unwrap();
    assert_eq!(whole.choice, Choice::Full { count: 4 });
    assert_eq!(whole.tagged, Tagged::Some { counts: vec![5] });
    for (place, value, field) in [
        ("/part", json!([1]), "part"),
        ("/parts/0", json!([1]), "parts[0]"),
        ("/named/x", json!([1]), "named.x"),
        ("/choice/full", json!([1]), "choice.full"),
        ("/choice", json!({"wrapped": [1]}), "choice.wrapped"),
        ("/tagged", json!(["some", [5]]), "tagged"),
        ("/pair/1", json!([1]), "pair[1]"),
        ("", json!([{"count": 1}]), "body"),
    ] {
        let mut wrong = right.clone();
        *wrong.pointer_mut(place).unwrap() = value;
        let problem = parse::<Whole>(wrong.to_string().as_bytes()).unwrap_err();
        let error = &serde_json::to_value(problem.document("")).unwrap()["errors"][0];
        let expected = "invalid type: sequence, expected an object";
        assert_eq!(error, &json!({"field": field, "message": expected}), "{wrong}");
    }
}

#[test]
fn what_is_not_json_is_placed_by_line_and_column() {
    for (body, place) in [
        ("{\"name\":\n  \"x\",}", "line 2 column 7"),
        ("{\"name\":\"x\"", "line 1 column 11"),
        ("", "line 1 column 0"),
        ("{\"name\":\"x\",\"inner\":[]} trailing", "line 1 column 25"),
        ("name=x", "line 1 column 2"),
        (r#"{"name":"\ud800","inner":[]}"#, "line 1 column 16"),
        (r#"{"name":"x","inner":[{"count":1,"other":nul}]}"#, "line 1 column 41"),
    ] {
        let problem = problem(body);
        assert_eq!(problem["status"], 400, "{body}: {problem}");
        assert!(problem["detail"].as_str().unwrap().contains(place), "{body}: {problem}");
    }
}

#[test]
fn half_a_character_is_no_text() {
    let problem = parse::<Outer>(b"{\"name\":\"\xc3\",\"inner\":[]}").unwrap_err();
    assert_eq!(problem.kind(), Kind::Malformed);
}
