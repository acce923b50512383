//! An `onhour` or `offhour` filter: what a policy knows, and what it makes of a machine's tags.

use jiff::{civil::Date, tz::TimeZoneDatabase};

use super::{
    tag::{At, Tag, TagSchedule},
    zone,
};

/// The key of the tag that filters read unless they name another.
pub const DEFAULT_TAG: &str = "maid_offhours";

/// Which of the two filters it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `onhour`: machines are started.
    On,
    /// `offhour`: machines are stopped.
    Off,
}

/// A filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Which of the two.
    pub side: Side,
    /// The key of the tag, compared without case.
    pub tag: String,
    /// The zone of tags that name none.
    pub zone: String,
    /// The hour of tags that name none, 0 to 23.
    pub hour: u8,
    /// Whether weekends are off: the hour is one of Monday to Friday.
    pub weekends: bool,
    /// Whether only weekends are off: stop on Friday, start on Monday. Stronger than `weekends`.
    pub weekends_only: bool,
    /// Whether machines without the tag are acted on.
    pub opt_out: bool,
    /// The value of machines without the tag.
    pub fallback: Option<String>,
    /// Days on which nothing is done.
    pub skip_days: Vec<Date>,
}

/// What a filter makes of a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It has no tag, and the policy acts only on machines that have one.
    NotTagged,
    /// Its tag says `off`.
    OptedOut,
    /// Its tag cannot be read, so nothing is done; why.
    Refused(String),
    /// It is acted on at these times.
    Follows(TagSchedule),
}

impl Side {
    /// `onhour` or `offhour`.
    pub fn filter(self) -> &'static str {
        match self {
            Self::On => "onhour",
            Self::Off => "offhour",
        }
    }

    /// The key of its times in a tag.
    fn key(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }
}

impl Filter {
    /// A filter that says nothing: `et`, 07:00 or 19:00, Monday to Friday, tagged machines only.
    pub fn new(side: Side) -> Self {
        Self {
            side,
            tag: DEFAULT_TAG.to_owned(),
            zone: "et".to_owned(),
            hour: if side == Side::On { 7 } else { 19 },
            weekends: true,
            weekends_only: false,
            opt_out: false,
            fallback: None,
            skip_days: Vec::new(),
        }
    }

    /// What it makes of a machine with these tags.
    pub fn outcome<'a>(
        &self,
        tags: impl IntoIterator<Item = (&'a str, &'a str)>,
        zones: &TimeZoneDatabase,
    ) -> Outcome {
        let key = self.tag.to_lowercase();
        let tagged = tags.into_iter().find_map(|(tag, value)| (tag.to_lowercase() == key).then_some(value));
        match tagged.or(self.fallback.as_deref()) {
            Some(value) => self.read_tag(value, zones),
            None if self.opt_out => self.read_tag("", zones),
            None => Outcome::NotTagged,
        }
    }

    /// What it makes of a machine whose tag has this value.
    pub fn read_tag(&self, value: &str, zones: &TimeZoneDatabase) -> Outcome {
        let tag = Tag::read(value);
        if tag.opts_out() {
            return Outcome::OptedOut;
        }
        match self.times(&tag).and_then(|times| zone::resolve(&times.zone, zones).map(|_| times)) {
            Ok(times) => Outcome::Follows(times),
            Err(why) => Outcome::Refused(why),
        }
    }

    fn times(&self, tag: &Tag) -> Result<TagSchedule, String> {
        let entries = tag.entries();
        if entries.contains_key(self.side.key()) || !tag.keys_are_known() {
            return tag.schedule(&self.zone);
        }
        // A blank zone is nobody's; the policy's is meant.
        let zone = entries.get("tz").copied().filter(|zone| !zone.is_empty()).unwrap_or(&self.zone);
        Ok(self.default_times(zone))
    }

    /// The times of machines whose tags name none.
    fn default_times(&self, zone: &str) -> TagSchedule {
        let days = match (self.weekends_only, self.side) {
            (true, Side::On) => vec![0],
            (true, Side::Off) => vec![4],
            (false, _) if self.weekends => (0..5).collect(),
            (false, _) => (0..7).collect(),
        };
        let times = Some(vec![At { days, hour: self.hour }]);
        let zone = zone.to_owned();
        match self.side {
            Side::On => TagSchedule { on: times, off: None, zone },
            Side::Off => TagSchedule { on: None, off: times, zone },
        }
    }
}
