//! Where the next page of machines begins: opaque to the client, harmless when forged.
//!
//! A cursor is a place in the tenant's own order of clouds and regions. It is only ever followed
//! within the tenant of the session, so a forged one can skip or repeat, never reach further.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use powerdown_domain::{CloudId, InstanceId, MachineId, Region};

use crate::problem::Problem;

/// The longest text that is looked at as a cursor.
const LONGEST: usize = 256;
/// The format version; stands first in every cursor.
const VERSION: &str = "1";

/// A place between two machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// In this cloud.
    pub cloud: CloudId,
    /// In this region of it.
    pub region: Region,
    /// After this machine; `None` for the region's beginning.
    pub after: Option<InstanceId>,
}

impl Cursor {
    /// The text for the client.
    pub fn write(&self) -> String {
        let after = self.after.as_ref().map_or("", InstanceId::as_str);
        URL_SAFE_NO_PAD.encode(format!("{VERSION}:{}:{}:{after}", self.cloud, self.region))
    }

    /// Reads a client's text.
    ///
    /// # Errors
    /// One problem for everything that is not a cursor of ours.
    pub fn read(text: &str) -> Result<Self, Problem> {
        Self::parse(text).ok_or_else(Self::refused)
    }

    /// What is answered to a cursor that is none, or whose cloud or region is gone.
    pub fn refused() -> Problem {
        Problem::invalid("cursor", "is not, or no longer, a place in this list; begin again without it")
    }

    fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let place = text.strip_prefix(VERSION)?.strip_prefix(':')?;
        if let Some(start) = place.strip_suffix(':') {
            let (cloud, region) = start.split_once(':')?;
            return Some(Self { cloud: cloud.parse().ok()?, region: region.parse().ok()?, after: None });
        }
        let last: MachineId = place.parse().ok()?;
        Some(Self { cloud: last.cloud, region: last.region, after: Some(last.instance) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        for after in [None, Some("i-0123456789abcdef0".parse().unwrap())] {
            let cursor =
                Cursor { cloud: CloudId::from_parts(1, 2), region: "eu-west-1".parse().unwrap(), after };
            assert_eq!(Cursor::read(&cursor.write()).unwrap(), cursor);
        }
    }

    #[test]
    fn anything_else_is_refused_alike() {
        let forged = URL_SAFE_NO_PAD.encode("1:cld_x:eu-west-1:");
        let newer = URL_SAFE_NO_PAD.encode("2:cld_00000000000000000000000001:eu-west-1:");
        for wrong in ["", "x", "%%%", &forged, &newer, &"A".repeat(300)] {
            let problem = Cursor::read(wrong).unwrap_err().document("");
            assert_eq!(problem, Cursor::refused().document(""), "{wrong}");
        }
    }
}
