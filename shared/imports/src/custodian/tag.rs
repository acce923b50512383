//! The value of an off-hours tag: `off=(m-f,19);on=(m-f,7);tz=et`.

use std::collections::BTreeMap;

use crate::node::short;

/// How characters are written where a service forbids them in tags: `u28` for `(` and so on.
const ESCAPES: [(&str, &str); 9] = [
    ("u28", "("),
    ("u29", ")"),
    ("u5b", "["),
    ("u5d", "]"),
    ("u2c", ","),
    ("u3b", ";"),
    ("u3d", "="),
    ("u2f", "/"),
    ("u2d", "-"),
];

/// Monday to Sunday.
const DAYS: [&str; 7] = ["m", "t", "w", "h", "f", "s", "u"];

/// A tag value, brought to the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    normalised: String,
    text: String,
}

/// The times that a tag or a policy names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TagSchedule {
    /// When to start; `None` when nothing is said about it.
    pub on: Option<Vec<At>>,
    /// When to stop; `None` when nothing is said about it.
    pub off: Option<Vec<At>>,
    /// The zone as written.
    pub zone: String,
}

/// An hour of some weekdays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// Monday is 0; a range that wraps around the week's end stays in its order.
    pub days: Vec<u8>,
    /// 0 to 23.
    pub hour: u8,
}

impl Tag {
    /// Brings a value to lower case, its escapes to characters, and takes quotes around it off.
    pub fn read(value: &str) -> Self {
        let mut normalised = value.to_lowercase();
        for (escape, character) in ESCAPES {
            normalised = normalised.replace(escape, character);
        }
        let normalised = normalised.trim_matches('\'').trim_matches('"').to_owned();
        let parts: Vec<&str> = normalised.split(';').filter(|part| !part.is_empty()).collect();
        let text = parts.join(";");
        Self { normalised, text }
    }

    /// The value in lower case, without escapes and outer quotes.
    pub fn normalised(&self) -> &str {
        &self.normalised
    }

    /// The same without empty parts.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the machine is to be left alone altogether.
    pub fn opts_out(&self) -> bool {
        self.normalised == "off"
    }

    /// Every `key=value` between semicolons and spaces; of two with one key the later counts.
    pub fn entries(&self) -> BTreeMap<&str, &str> {
        self.text.split([' ', ';']).filter_map(key_and_value).collect()
    }

    /// Whether all keys are `on`, `off` or `tz`.
    pub fn keys_are_known(&self) -> bool {
        self.entries().keys().all(|key| ["on", "off", "tz"].contains(key))
    }

    /// Parts that nobody reads because of a space within their key, as in `off=(m-f,19); on=(m-f,7)`.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        let unread = |part: &&str| key_and_value(part).is_some_and(|(key, _)| key.contains(' '));
        self.text.split(';').filter(unread)
    }

    /// Reads the whole value as a schedule; without a zone it is in the default one.
    ///
    /// # Errors
    /// The part at fault and an example that works.
    pub fn schedule(&self, default_zone: &str) -> Result<TagSchedule, String> {
        if let Some(unknown) = self.entries().keys().find(|key| !["on", "off", "tz"].contains(*key)) {
            return Err(format!("\"{}\" is not one of on, off and tz", short(unknown)));
        }
        let mut schedule = TagSchedule::default();
        for part in self.text.split(';') {
            let (key, value) = key_and_value(part)
                .ok_or_else(|| format!("\"{}\" is not of the form on=…, off=… or tz=…", short(part)))?;
            match key {
                "tz" => schedule.zone = value.to_owned(),
                _ if value == "disabled" => {}
                "on" => schedule.on = Some(times(value)?),
                "off" => schedule.off = Some(times(value)?),
                // With a space before it, it must be well-formed, but nobody asks for it.
                _ => drop(times(value)?),
            }
        }
        if schedule.zone.is_empty() {
            schedule.zone = default_zone.to_owned();
        }
        Ok(schedule)
    }
}

fn key_and_value(part: &str) -> Option<(&str, &str)> {
    part.split_once('=').filter(|(_, value)| !value.contains('='))
}

/// `(m-f,19)` or `[(m-f,19),(s,12)]`; brackets and parentheses that are missing are not missed.
fn times(text: &str) -> Result<Vec<At>, String> {
    text.replace(['[', ']'], "").split(",(").map(time).collect()
}

fn time(text: &str) -> Result<At, String> {
    let bare = text.replace(['(', ')'], "");
    let refused = |rule| format!("\"{}\": {rule}; write for example (m-f,19)", short(text));
    let parts: Vec<&str> = bare.split(',').collect();
    let [days, hour] = parts.as_slice() else { return Err(refused("a time is (days,hour)")) };
    let digits = !hour.is_empty() && hour.bytes().all(|byte| byte.is_ascii_digit());
    let hour = if digits { hour.trim_start_matches('0') } else { return Err(refused("an hour is 0 to 23")) };
    let hour = if hour.is_empty() { Some(0) } else { hour.parse().ok().filter(|hour| *hour < 24) };
    let hour = hour.ok_or_else(|| refused("an hour is 0 to 23"))?;
    let days = range(days).ok_or_else(|| refused("days are m t w h f s u, or a range of them"))?;
    Ok(At { days, hour })
}

/// `m`, `m-f` or, around the week's end, `f-m`. What is between the hyphens and no day is passed over,
/// as it is there.
fn range(text: &str) -> Option<Vec<u8>> {
    let day = |text: &str| DAYS.iter().position(|day| *day == text).map(|index| index as u8);
    if let Some(day) = day(text) {
        return Some(vec![day]);
    }
    let ends: Vec<u8> = text.split('-').filter_map(day).collect();
    match *ends.as_slice() {
        [first, last] if first <= last => Some((first..=last).collect()),
        [first, last] => Some((first..7).chain(0..=last).collect()),
        _ => None,
    }
}
