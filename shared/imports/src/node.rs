//! A tree of texts, lists and maps: what JSON and YAML have in common, as far as importers care.
//!
//! Scalars stay as they are written. YAML 1.1, which both schedulers read, takes a bare `17:00` for
//! the number 1,020 and a bare `on` for true; whoever wrote them meant the text.
//!
//! A tree is bounded: [`MAX_DEPTH`] levels and [`MAX_NODES`] nodes, where what an alias repeats counts
//! each time, so that a few lines of aliases cannot become gigabytes of tree.

mod json;
mod yaml;

use std::rc::Rc;

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 64;
/// The most nodes that are read.
const MAX_NODES: usize = 200_000;

/// One value with the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// From 1; 0 when it is not known (JSON).
    pub(crate) line: usize,
    /// A YAML tag that is not of the core schema, such as `!Ref`.
    pub(crate) tag: Option<String>,
    pub(crate) value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text, number, boolean or nothing; `plain` when it is not in quotes.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Rc<Node>>),
    /// Keys in the order of the text, each once.
    Map(Vec<(String, Rc<Node>)>),
}

impl Node {
    /// The text of a scalar that is there and is not null.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Whether it says nothing: YAML's `~`, `null` or an empty plain scalar, JSON's `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true }
            if text.is_empty() || text == "~" || text.eq_ignore_ascii_case("null"))
    }

    pub(crate) fn list(&self) -> Option<&[Rc<Node>]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn map(&self) -> Option<&[(String, Rc<Node>)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key, exactly as written.
    pub(crate) fn get(&self, key: &str) -> Option<&Rc<Node>> {
        self.map()?.iter().find_map(|(name, node)| (name == key).then_some(node))
    }

    /// What it is, for a sentence such as "must be a list, is a text".
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } if self.is_null() => "empty",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// Reads JSON: one value, or one a line.
///
/// # Errors
/// Where and why it is no JSON.
pub(crate) fn from_json(text: &str) -> Result<Vec<Node>, String> {
    json::read(text)
}

/// Reads YAML: all documents of the text. JSON is read as JSON.
///
/// # Errors
/// Where and why it is no YAML.
pub(crate) fn from_yaml(text: &str) -> Result<Vec<Node>, String> {
    if text.trim_start().starts_with(['{', '['])
        && let Ok(nodes) = json::read(text)
    {
        return Ok(nodes);
    }
    yaml::read(text)
}

/// A text cut for a message.
pub(crate) fn short(text: &str) -> String {
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests;
