//! Content lines: unfolding, names, parameters (RFC 5545, 3.1).

use std::borrow::Cow;

use super::Refusal;

/// A property of a component: `DTSTART;TZID=Europe/Berlin:20261224T120000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// In upper case.
    pub(super) name: String,
    /// Names in upper case, values without their quotes.
    parameters: Vec<(String, String)>,
    /// As written, escapes included.
    pub(super) value: String,
}

impl Property {
    /// Reads an unfolded line; `None` if it is not `NAME:value`.
    pub(super) fn read(line: &str) -> Option<Self> {
        let end = line.find([':', ';'])?;
        let (name, mut rest) = line.split_at(end);
        let is_name = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if !is_name(name) {
            return None;
        }
        let mut parameters = Vec::new();
        while let Some(parameter) = rest.strip_prefix(';') {
            let (name, after) = parameter.split_once('=')?;
            if !is_name(name) {
                return None;
            }
            let end = end_of_parameter(after)?;
            parameters.push((name.to_ascii_uppercase(), after[..end].replace('"', "")));
            rest = &after[end..];
        }
        let value = rest.strip_prefix(':')?.to_owned();
        Some(Self { name: name.to_ascii_uppercase(), parameters, value })
    }

    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Where a parameter's value ends: at the first `;` or `:` outside quotes.
fn end_of_parameter(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b';' | b':' if !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

/// The lines of a text with the number of each, from 1, those that begin with a blank joined to the one
/// before. Lines may end with CR LF, as they should, or with LF.
pub(super) fn unfold(text: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines().zip(1..).peekable();
    std::iter::from_fn(move || {
        let (first, number) = lines.next()?;
        let mut line = Cow::Borrowed(first);
        while let Some((folded, _)) = lines.next_if(|(next, _)| next.starts_with([' ', '\t'])) {
            line.to_mut().push_str(&folded[1..]);
        }
        Some((number, line))
    })
}

/// A text value without its escapes: `\,`, `\;`, `\\`, `\n`.
pub(super) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped) => text.push(escaped),
                None => text.push('\\'),
            },
            _ => text.push(character),
        }
    }
    text
}

/// A value as a report repeats it: at most 40 characters, none of them a control character.
pub(super) fn quoted(value: &str) -> String {
    let mut short: String = value.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if value.chars().nth(40).is_some() {
        short.push('…');
    }
    format!("\"{short}\"")
}

/// A refusal of a value: what it is not, and one that would do.
pub(super) fn refused(name: &str, value: &str, rule: &str) -> Refusal {
    Refusal::new(format!("{name} {} {rule}", quoted(value)))
}
