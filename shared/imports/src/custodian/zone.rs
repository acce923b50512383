//! Zones as Custodian names them: its own aliases, IANA names in any case, fixed offsets.

use jiff::tz::TimeZoneDatabase;

use crate::node::short;

/// Abbreviations, each for the zone of a place, so that daylight saving time is followed.
const ALIASES: [(&str, &str); 27] = [
    ("pdt", "America/Los_Angeles"),
    ("pt", "America/Los_Angeles"),
    ("pst", "America/Los_Angeles"),
    ("ast", "America/Phoenix"),
    ("at", "America/Phoenix"),
    ("est", "America/New_York"),
    ("edt", "America/New_York"),
    ("et", "America/New_York"),
    ("cst", "America/Chicago"),
    ("cdt", "America/Chicago"),
    ("ct", "America/Chicago"),
    ("mst", "America/Denver"),
    ("mdt", "America/Denver"),
    ("mt", "America/Denver"),
    ("gmt", "Etc/GMT"),
    ("gt", "Etc/GMT"),
    ("bst", "Europe/London"),
    ("ist", "Europe/Dublin"),
    ("cet", "Europe/Berlin"),
    ("it", "Asia/Kolkata"),
    ("jst", "Asia/Tokyo"),
    ("kst", "Asia/Seoul"),
    ("sgt", "Asia/Singapore"),
    ("aet", "Australia/Sydney"),
    ("brt", "America/Sao_Paulo"),
    ("nzst", "Pacific/Auckland"),
    ("utc", "Etc/UTC"),
];

/// The IANA name of a zone.
///
/// An abbreviation of Custodian's comes first, so that `est` has daylight saving time. A text such as
/// `utc+3` is read as POSIX does, west of Greenwich being positive: three hours *behind* UTC.
///
/// # Errors
/// What was asked for, and what would be accepted.
pub fn resolve(text: &str, zones: &TimeZoneDatabase) -> Result<String, String> {
    let lower = text.to_lowercase();
    if let Some((_, zone)) = ALIASES.iter().find(|(alias, _)| *alias == lower) {
        return Ok((*zone).to_owned());
    }
    if let Some(name) = iana(&lower.replace(' ', "_"), zones) {
        return Ok(name);
    }
    match offset(&lower) {
        Some(minutes) => whole_hours(minutes).ok_or_else(|| {
            format!(
                "tz: \"{}\" is a fixed offset that no IANA zone has; name a place, such as asia/kolkata",
                short(text)
            )
        }),
        None => {
            Err(format!("tz: \"{}\" is no zone; write for example et, utc or europe/berlin", short(text)))
        }
    }
}

fn iana(name: &str, zones: &TimeZoneDatabase) -> Option<String> {
    let zone = zones.get(name).ok()?;
    zone.iana_name().filter(|name| *name != "Etc/Unknown").map(str::to_owned)
}

/// Minutes west of Greenwich in a text such as `utc+3`, `utc-0530` or `xyz5:30`.
fn offset(text: &str) -> Option<i32> {
    let digits = text.find(|c: char| c.is_ascii_digit() || c == '+' || c == '-')?;
    let (abbreviation, offset) = text.split_at(digits);
    if abbreviation.len() < 3 || !abbreviation.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let (sign, offset) = match offset.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, offset.strip_prefix('+').unwrap_or(offset)),
    };
    let number = |text: &str| -> Option<i32> {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    let (hours, minutes) = match offset.split_once(':') {
        Some((hours, minutes)) => (number(hours)?, number(minutes)?),
        None if offset.len() == 4 && offset.is_ascii() => (number(&offset[..2])?, number(&offset[2..])?),
        None => (number(offset)?, 0),
    };
    Some(sign * (hours * 60 + minutes))
}

/// The zone of a fixed offset; IANA has those of whole hours, from 14 ahead to 12 behind.
fn whole_hours(west: i32) -> Option<String> {
    let hours = west / 60;
    let known = west % 60 == 0 && (-14..=12).contains(&hours);
    known.then(|| if hours == 0 { "Etc/GMT".to_owned() } else { format!("Etc/GMT{hours:+}") })
}
