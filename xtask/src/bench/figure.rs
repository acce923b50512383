//! One figure: what was measured, and what it may be at most.

use serde_json::{Value, json};

use crate::say;

/// A figure with its budget. `--json` prints it as one object.
pub(super) struct Figure {
    /// What was measured, in words.
    pub name: String,
    /// The measured value.
    pub value: f64,
    /// What it is counted in.
    pub unit: &'static str,
    /// The budget. Absent, the figure is printed for whoever wants to know.
    pub most: Option<f64>,
    /// What others publish.
    pub peer: Option<&'static str>,
    /// From what it was measured.
    pub inputs: String,
}

impl Figure {
    /// Whether the budget is met.
    pub(super) fn ok(&self) -> bool {
        self.most.is_none_or(|most| self.value <= most)
    }

    /// Print it, and say whether its budget is met.
    pub(super) fn print(&self, as_json: bool) -> bool {
        if as_json {
            say::out(format_args!("{}", self.json()));
        } else {
            say::out(format_args!("{}", self.text()));
        }
        self.ok()
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name, "value": self.value, "unit": self.unit,
            "budget": self.most.map(|most| format!("<= {most}")),
            "peer": self.peer, "ok": self.ok(), "inputs": self.inputs,
        })
    }

    fn text(&self) -> String {
        let budget = match self.most {
            Some(most) if self.ok() => format!("budget at most {most}: met"),
            Some(most) => format!("budget at most {most}: MISSED"),
            None => "no budget".to_owned(),
        };
        let peer = self.peer.map(|peer| format!("\n  peer: {peer}")).unwrap_or_default();
        let Self { name, value, unit, inputs, .. } = self;
        format!("{name:<60} {value:>9.3} {unit:<3} {budget}{peer}\n  inputs: {inputs}")
    }
}

/// The value that `share` of all are at most: 0.5 for the median. Of none, 0.
pub(super) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
}

/// The machine and how busy it was: the processor, as Linux names it, and the load of the last minute.
pub(super) fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("an unnamed processor");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    format!("{cores} cores, {}, load {load}", model.trim_start_matches([' ', '\t', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        let values = [5.0, 1.0, 4.0, 2.0, 3.0];
        assert_eq!([0.0, 0.5, 0.99, 1.0].map(|share| quantile(&values, share)), [1.0, 3.0, 5.0, 5.0]);
        assert_eq!(quantile(&[], 0.5), 0.0);
    }

    #[test]
    fn a_figure_says_whether_its_budget_is_met() {
        let figure = |value, most| Figure {
            name: "zip".to_owned(),
            value,
            unit: "MB",
            most,
            peer: None,
            inputs: "a build".to_owned(),
        };
        assert!(figure(4.5, Some(4.5)).ok() && figure(9.0, None).ok());
        let missed = figure(4.6, Some(4.5));
        assert_eq!(missed.json()["ok"], false);
        assert_eq!(missed.json()["budget"], "<= 4.5");
        assert!(missed.text().contains("MISSED"), "{}", missed.text());
    }
}
