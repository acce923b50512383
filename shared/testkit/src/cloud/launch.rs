//! What a new machine is like.

use std::collections::BTreeMap;

use powerdown_domain::machine::{Lifecycle, RootDevice};

/// A machine to launch: an on-demand `m5.large` with Linux in zone `a`, unless said otherwise.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The type.
    pub instance_type: String,
    /// The zone's letter, such as `a` for `us-east-1a`.
    pub zone: char,
    /// EC2's platform details.
    pub platform: String,
    /// How it is bought.
    pub lifecycle: Lifecycle,
    /// Whether a spot machine's request is persistent: only then can it be stopped.
    pub persistent: bool,
    /// Where its root volume lives.
    pub root_device: RootDevice,
    /// Whether it is launched for hibernation: only then can it hibernate.
    pub hibernation: bool,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

impl Default for Launch {
    fn default() -> Self {
        Self {
            instance_type: "m5.large".to_owned(),
            zone: 'a',
            platform: "Linux/UNIX".to_owned(),
            lifecycle: Lifecycle::OnDemand,
            persistent: false,
            root_device: RootDevice::Ebs,
            hibernation: false,
            tags: BTreeMap::new(),
        }
    }
}

impl Launch {
    /// One with this `Name` tag.
    pub fn named(name: &str) -> Self {
        Self::default().tagged("Name", name)
    }

    /// With one more tag.
    #[must_use]
    pub fn tagged(mut self, key: &str, value: &str) -> Self {
        self.tags.insert(key.to_owned(), value.to_owned());
        self
    }
}
