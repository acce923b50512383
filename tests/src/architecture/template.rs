//! template.yaml as data: short forms (`!GetAtt A.B`) in their long forms, conditions decided.

use std::collections::BTreeMap;

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value, json};

use crate::repository;

/// One of the two forms in which the template is deployed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// On AWS, as production.
    Cloud,
    /// On the local stack.
    Local,
}

/// Both, for rules that hold everywhere.
pub(super) const FORMS: [Form; 2] = [Form::Cloud, Form::Local];

impl Form {
    fn holds(self, condition: &str) -> bool {
        match condition {
            "IsCloud" | "IsProduction" => self == Self::Cloud,
            "IsLocal" => self == Self::Local,
            "ReservesConcurrency" => true,
            "HasDomain" | "HasAlarmEmail" => false,
            unknown => panic!("say in tests/src/architecture/template.rs when {unknown} holds"),
        }
    }
}

/// A resource of the template.
#[derive(Debug)]
pub(super) struct Resource {
    /// Its type, such as `AWS::IAM::Role`.
    pub(super) kind: String,
    /// The whole of it.
    pub(super) body: Value,
}

impl Resource {
    /// A property by JSON pointer, such as `/Environment/Variables`; null when absent.
    pub(super) fn property(&self, pointer: &str) -> &Value {
        self.body.pointer(&format!("/Properties{pointer}")).unwrap_or(&Value::Null)
    }

    /// The logical id that a property refers to by `Ref` or `GetAtt`.
    pub(super) fn target(&self, pointer: &str) -> String {
        target(self.property(pointer)).unwrap_or_else(|| panic!("{pointer} refers to nothing: {}", self.body))
    }
}

/// The logical id behind `{"Ref": id}` or `{"Fn::GetAtt": [id, …]}`.
pub(super) fn target(value: &Value) -> Option<String> {
    let id = value.get("Ref").or_else(|| value.pointer("/Fn::GetAtt/0"));
    id.and_then(Value::as_str).map(str::to_owned)
}

/// The template's resources in one form, by logical id.
pub(super) fn resources(form: Form) -> BTreeMap<String, Resource> {
    let template = load("template.yaml");
    let all = template["Resources"].as_object().expect("the template has resources");
    all.iter()
        .filter(|(_, body)| body["Condition"].as_str().is_none_or(|condition| form.holds(condition)))
        .map(|(id, body)| {
            let body = decided(body, form).expect("a resource is a value");
            let kind = body["Type"].as_str().expect("a resource has a type").to_owned();
            (id.clone(), Resource { kind, body })
        })
        .collect()
}

/// The resources of one type.
pub(super) fn of_type(form: Form, kind: &str) -> BTreeMap<String, Resource> {
    let mut resources = resources(form);
    resources.retain(|_, resource| resource.kind == kind);
    assert!(!resources.is_empty(), "the template has no {kind}");
    resources
}

fn load(path: &str) -> Value {
    let text = repository::read(path);
    let documents = Yaml::load_from_str(&text).unwrap_or_else(|error| panic!("{path} is not YAML: {error}"));
    long_form(&documents[0])
}

fn long_form(node: &Yaml<'_>) -> Value {
    match node {
        Yaml::Value(scalar) => plain(scalar),
        Yaml::Sequence(items) => items.iter().map(long_form).collect(),
        Yaml::Mapping(entries) => {
            let text = |key: &Yaml<'_>| match long_form(key) {
                Value::String(text) => text,
                other => other.to_string(),
            };
            entries.iter().map(|(key, value)| (text(key), long_form(value))).collect::<Map<_, _>>().into()
        }
        Yaml::Tagged(tag, inner) => function(&tag.suffix, long_form(inner)),
        Yaml::Representation(..) | Yaml::Alias(_) | Yaml::BadValue => panic!("unexpected YAML: {node:?}"),
    }
}

fn plain(scalar: &Scalar<'_>) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(value) => json!(value),
        Scalar::Integer(value) => json!(value),
        Scalar::FloatingPoint(value) => json!(value.into_inner()),
        Scalar::String(value) => json!(value),
    }
}

fn function(name: &str, argument: Value) -> Value {
    match (name, &argument) {
        ("Ref" | "Condition", _) => json!({ name: argument }),
        ("GetAtt", Value::String(path)) => {
            json!({ "Fn::GetAtt": path.splitn(2, '.').collect::<Vec<_>>() })
        }
        _ => json!({ format!("Fn::{name}"): argument }),
    }
}

/// The value with every `Fn::If` decided and every `AWS::NoValue` gone; `None` for the latter.
fn decided(value: &Value, form: Form) -> Option<Value> {
    if *value == json!({ "Ref": "AWS::NoValue" }) {
        return None;
    }
    if let Some([Value::String(condition), yes, no]) =
        value.get("Fn::If").and_then(Value::as_array).map(Vec::as_slice)
    {
        return decided(if form.holds(condition) { yes } else { no }, form);
    }
    Some(match value {
        Value::Array(items) => items.iter().filter_map(|item| decided(item, form)).collect(),
        Value::Object(entries) => entries
            .iter()
            .filter_map(|(key, value)| Some((key.clone(), decided(value, form)?)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    })
}
