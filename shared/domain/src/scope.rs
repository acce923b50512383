//! What an API token may be used for.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Invalid;

/// A family of things and whether they may be changed, written such as `machines:read`.
///
/// People, tokens, sessions, the company's settings and its security page are in no family: they are
/// for people alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scope {
    /// The things.
    pub family: Family,
    /// What may be done.
    pub access: Access,
}

/// Things that a token may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The inventory and its overrides.
    Machines,
    /// Schedules, their overrides and assignments, and imports.
    Schedules,
    /// Calendars.
    Calendars,
    /// Connected accounts.
    Clouds,
    /// The audit trail; it is only ever read.
    Audit,
}

/// What may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// Looking.
    Read,
    /// Looking and changing.
    Write,
}

impl Scope {
    /// All that there are.
    pub const ALL: [Self; 9] = [
        Self { family: Family::Machines, access: Access::Read },
        Self { family: Family::Machines, access: Access::Write },
        Self { family: Family::Schedules, access: Access::Read },
        Self { family: Family::Schedules, access: Access::Write },
        Self { family: Family::Calendars, access: Access::Read },
        Self { family: Family::Calendars, access: Access::Write },
        Self { family: Family::Clouds, access: Access::Read },
        Self { family: Family::Clouds, access: Access::Write },
        Self { family: Family::Audit, access: Access::Read },
    ];

    /// Whether whoever has this may do what needs `needed`: writing includes reading.
    pub fn allows(self, needed: Self) -> bool {
        self.family == needed.family && self.access >= needed.access
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let family = match self.family {
            Family::Machines => "machines",
            Family::Schedules => "schedules",
            Family::Calendars => "calendars",
            Family::Clouds => "clouds",
            Family::Audit => "audit",
        };
        let access = match self.access {
            Access::Read => "read",
            Access::Write => "write",
        };
        write!(f, "{family}:{access}")
    }
}

impl FromStr for Scope {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let found = Self::ALL.into_iter().find(|scope| scope.to_string() == text);
        found.ok_or_else(|| {
            let all: Vec<String> = Self::ALL.iter().map(Self::to_string).collect();
            Invalid::value(text, &format!("is no scope; there are {}", all.join(", ")))
        })
    }
}

impl TryFrom<String> for Scope {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{Access, Scope};

    #[test]
    fn a_scope_has_one_spelling() {
        for scope in Scope::ALL {
            assert_eq!(scope.to_string().parse::<Scope>().unwrap(), scope);
        }
        for wrong in
            ["", "machines", "machines:", "Machines:read", "audit:write", "people:read", "machines:read "]
        {
            assert!(wrong.parse::<Scope>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn writing_includes_reading_of_the_same_family_alone() {
        for one in Scope::ALL {
            for other in Scope::ALL {
                let expected = one.family == other.family
                    && (one.access == Access::Write || other.access == Access::Read);
                assert_eq!(one.allows(other), expected, "{one} {other}");
            }
        }
    }
}
