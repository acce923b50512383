//! The command line itself: a script of `scheduler-cli create-period …` and `create-schedule …`.

use std::rc::Rc;

use super::{Configuration, Kind};
use crate::{
    fields::Fields,
    node::{Node, Value, short},
};

const PROGRAM: &str = "scheduler-cli";

/// Options that stand alone, with the field and the value that they set.
const SWITCHES: [(&str, &str, &str); 5] = [
    ("--do-not-stop-new-instances", "stop_new_instances", "false"),
    ("--use-maintenance-window", "use_maintenance_window", "true"),
    ("--retain-running", "retain_running", "true"),
    ("--enforced", "enforced", "true"),
    ("--hibernate", "hibernate", "true"),
];

/// Options about the call, not about what is created; each has a value.
const ABOUT_THE_CALL: [&str; 8] =
    ["--stack", "-s", "--region", "-r", "--query", "-q", "--profile-name", "-p"];

/// Whether a text is a script of such commands.
pub(super) fn is_script(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with(PROGRAM))
}

/// Reads a script; lines that do not call the program are refused, comments are not.
pub(super) fn read(text: &str) -> Configuration {
    let mut configuration = Configuration::new();
    let joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
    for (number, line) in (1..).zip(joined.lines()).filter(|(_, line)| !is_blank(line)) {
        let command = words(line).and_then(|words| command(&words));
        match command {
            Ok((kind, fields)) => configuration.add(kind, fields),
            Err(why) => {
                let subject = format!("command {number}: {}", short(line.trim()));
                configuration.report.refused(&subject, why);
            }
        }
    }
    configuration
}

fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

fn command(words: &[String]) -> Result<(Kind, Fields), String> {
    let mut words = words.iter().map(String::as_str);
    if words.next() != Some(PROGRAM) {
        return Err(format!("only {PROGRAM} is understood"));
    }
    let kind = match words.next() {
        Some("create-period") => Kind::Period,
        Some("create-schedule") => Kind::Schedule,
        other => {
            return Err(format!(
                "\"{}\" does not say what there is; keep create-period and create-schedule, or import what \
                 describe-periods and describe-schedules print",
                short(other.unwrap_or_default())
            ));
        }
    };
    let mut fields = Fields::default();
    while let Some(word) = words.next() {
        if let Some((_, field, value)) = SWITCHES.iter().find(|(switch, _, _)| *switch == word) {
            fields.put(field, scalar(value));
            continue;
        }
        let (option, value) = match word.split_once('=') {
            Some((option, value)) => (option, Some(value)),
            None => (word, None),
        };
        if !option.starts_with('-') {
            return Err(format!("\"{}\" belongs to no option", short(word)));
        }
        // It does nothing any more, and has no value.
        if option == "--use-metrics" {
            continue;
        }
        let value = value.or_else(|| words.next());
        let value = value.ok_or_else(|| format!("the option {} has no value", short(option)))?;
        if !ABOUT_THE_CALL.contains(&option) {
            fields.put_once(option, scalar(value))?;
        }
    }
    Ok((kind, fields))
}

fn scalar(text: &str) -> Rc<Node> {
    Rc::new(Node { line: 0, tag: None, value: Value::Scalar { text: text.to_owned(), plain: false } })
}

/// Splits a line as a shell does, which leaves nothing to a shell: no variables, no substitutions.
fn words(line: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' | '\t' | '\r' => words.extend(word.take()),
            '#' if word.is_none() => break,
            '\'' | '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next() {
                        None => return Err(format!("a quotation mark {character} is not closed")),
                        Some(next) if next == character => break,
                        Some('\\') if character == '"' => word.extend(characters.next()),
                        Some('$' | '`') if character == '"' => return Err(of_the_shell()),
                        Some(next) => word.push(next),
                    }
                }
            }
            '\\' => word.get_or_insert_default().extend(characters.next()),
            '$' | '`' | '|' | ';' | '&' | '<' | '>' | '(' | ')' => return Err(of_the_shell()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    Ok(words)
}

fn of_the_shell() -> String {
    "it uses variables or other means of the shell; write the values themselves, in quotes".to_owned()
}
