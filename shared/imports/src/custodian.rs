//! Cloud Custodian's off-hours: a tag on each machine, read by policies with an `onhour` or an `offhour`
//! filter.
//!
//! A filter is an event, not a state: the policy runs every hour, and acts on a machine when the local
//! weekday and hour are the ones that its tag, or else the policy, names. Such an hour becomes an
//! hour-long window here, and the rest of the week is hands off: a machine that somebody starts or stops
//! in between stays as it is, as it did there.
//!
//! Source: Cloud Custodian documentation, "Resource scheduling: off-hours".

mod document;
mod filter;
mod policy;
mod tag;
mod zone;

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::Name;

use crate::{
    Defaults, Format, Import, ImportError, ImportedSchedule,
    node::short,
    report::{Report, check_length},
};
pub use document::document;
pub use filter::{DEFAULT_TAG, Filter, Outcome, Side};
pub use tag::{At, Tag, TagSchedule};
pub use zone::resolve;

/// The longest value that AWS lets a tag have.
const MAX_TAG_CHARS: usize = 256;

/// Reads one tag value, as filters with the defaults of Custodian and of the caller would.
pub(crate) fn import_tag(text: &str, defaults: &Defaults, zones: &TimeZoneDatabase) -> Import {
    let value = text.trim_end_matches(['\n', '\r']);
    let subject = format!("tag {}", short(value));
    let mut report = Report::default();
    let length = value.chars().count();
    if length > MAX_TAG_CHARS {
        report.refused(
            &subject,
            format!("it has {length} characters; a tag of AWS has at most {MAX_TAG_CHARS}"),
        );
        return Import { schedules: Vec::new(), report: report.lines() };
    }
    let tag = Tag::read(value);
    let schedule = match tag.opts_out() {
        true => {
            report.exact(&subject, "the machine is opted out; give it no schedule");
            None
        }
        false => tagged(value, &subject, defaults, zones, &mut report)
            .map_err(|why| report.refused(&subject, why))
            .ok(),
    };
    Import { schedules: schedule.into_iter().collect(), report: report.lines() }
}

fn tagged(
    value: &str,
    subject: &str,
    defaults: &Defaults,
    zones: &TimeZoneDatabase,
    report: &mut Report,
) -> Result<ImportedSchedule, String> {
    let side =
        |side| match (Filter { zone: defaults.zone.clone(), ..Filter::new(side) }).read_tag(value, zones) {
            Outcome::Follows(schedule) => Ok(schedule),
            Outcome::Refused(why) => Err(why),
            Outcome::OptedOut | Outcome::NotTagged => Err("it opts out".to_owned()),
        };
    let (on, off) = (side(Side::On)?, side(Side::Off)?);
    let tag = Tag::read(value);
    let said = tag.entries();
    for part in tag.unread() {
        let why =
            format!("\"{}\": Custodian does not read it, because of the space; remove that", short(part));
        report.refused(subject, why);
    }
    for (missing, what) in [
        ("on", "it starts at 07:00 from Monday to Friday"),
        ("off", "it stops at 19:00 from Monday to Friday"),
        ("tz", "its zone is the one chosen for this import"),
    ] {
        if !said.contains_key(missing) {
            report.exact(
                subject,
                format!("{missing}: not said; {what}, unless the policy that reads it says else"),
            );
        }
    }
    let name = name(&format!("{DEFAULT_TAG} {value}"))?;
    let document = document::checked(&on, &off, &[], subject, zones, report)?;
    let tags = vec![(DEFAULT_TAG.to_owned(), value.to_owned())];
    Ok(ImportedSchedule { name, document, instance_types: Default::default(), tags })
}

/// Reads a policy file.
pub(crate) fn import_policies(text: &str, zones: &TimeZoneDatabase) -> Result<Import, ImportError> {
    policy::import(text, zones).map_err(unreadable)
}

/// The `onhour` and `offhour` filters of a policy file, in their order: what [`crate::import`] makes its
/// schedules from, for whoever wants to ask about single machines.
///
/// # Errors
/// As for [`crate::import`].
pub fn filters(text: &str) -> Result<Vec<Filter>, ImportError> {
    check_length(text)?;
    policy::filters(text, &mut Report::default()).map_err(unreadable)
}

fn unreadable(why: String) -> ImportError {
    ImportError::Unreadable { format: Format::CustodianPolicy, why }
}

/// A name, cut to what a name may be.
fn name(text: &str) -> Result<Name, String> {
    let shown: String = text.chars().filter(|c| !c.is_control()).take(Name::MAX_CHARS).collect();
    Name::try_from(shown).map_err(|error| format!("name: {error}"))
}

#[cfg(test)]
mod tests;
