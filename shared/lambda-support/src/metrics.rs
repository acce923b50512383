//! Metrics by log: CloudWatch reads them out of lines in its embedded metric format, so that no call
//! is made and nothing is lost when a function is frozen.
//!
//! Source: CloudWatch User Guide, "Specification: Embedded metric format".

use std::io::Write;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// Where the metrics are found in CloudWatch.
const NAMESPACE: &str = "PowerDown";

/// What a metric counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A number of things.
    Count,
    /// A duration.
    Milliseconds,
}

impl Unit {
    fn as_str(self) -> &'static str {
        match self {
            Self::Count => "Count",
            Self::Milliseconds => "Milliseconds",
        }
    }
}

/// Some metrics of one piece of work, under the dimensions `stage` and `handler`.
#[derive(Debug)]
pub struct Metrics {
    definitions: Vec<Value>,
    line: Map<String, Value>,
}

impl Metrics {
    /// Metrics of a handler, such as `tick`, as of an instant.
    pub fn of(stage: &str, handler: &str, at: Timestamp) -> Self {
        let mut line = Map::new();
        line.insert("stage".to_owned(), stage.into());
        line.insert("handler".to_owned(), handler.into());
        line.insert("at".to_owned(), at.as_millisecond().into());
        Self { definitions: Vec::new(), line }
    }

    /// Adds a metric, such as `OrdersSent`.
    pub fn with(mut self, name: &str, value: u64, unit: Unit) -> Self {
        self.definitions.push(json!({"Name": name, "Unit": unit.as_str()}));
        self.line.insert(name.to_owned(), value.into());
        self
    }

    /// The line as CloudWatch reads it.
    pub fn line(mut self) -> String {
        let at = self.line.remove("at").unwrap_or_default();
        let directive = json!({
            "Namespace": NAMESPACE,
            "Dimensions": [["stage", "handler"]],
            "Metrics": self.definitions,
        });
        self.line.insert("_aws".to_owned(), json!({"Timestamp": at, "CloudWatchMetrics": [directive]}));
        Value::Object(self.line).to_string()
    }

    /// Writes the line to standard output. A line that cannot be written is lost: metrics never
    /// fail the work they measure.
    pub fn emit(self) {
        let line = self.line();
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::{Value, json};

    use super::{Metrics, Unit};

    #[test]
    fn the_line_is_what_the_specification_asks_for() {
        let line = Metrics::of("local", "tick", Timestamp::from_millisecond(1_790_000_000_123).unwrap())
            .with("OrdersSent", 3, Unit::Count)
            .with("Took", 12, Unit::Milliseconds)
            .line();
        assert_eq!(
            serde_json::from_str::<Value>(&line).unwrap(),
            json!({
                "_aws": {
                    "Timestamp": 1_790_000_000_123_i64,
                    "CloudWatchMetrics": [{
                        "Namespace": "PowerDown",
                        "Dimensions": [["stage", "handler"]],
                        "Metrics": [
                            {"Name": "OrdersSent", "Unit": "Count"},
                            {"Name": "Took", "Unit": "Milliseconds"},
                        ],
                    }],
                },
                "stage": "local", "handler": "tick", "OrdersSent": 3, "Took": 12,
            })
        );
    }
}
