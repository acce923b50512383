//! Names people give to things, and the error every parser of this crate answers with.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A refused value: the rule it broke and what would be accepted.
///
/// The message is written for the person who typed the value. It repeats the value only where a parser
/// says so by [`Invalid::value`], because parsers of secrets use the same error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{rule}")]
pub struct Invalid {
    rule: String,
}

impl Invalid {
    /// States the broken rule, for example `"must be 12 digits, such as 123456789012"`.
    pub fn new(rule: impl Into<String>) -> Self {
        Self { rule: rule.into() }
    }

    /// States the broken rule behind the value that broke it, cut to 60 characters: `"25:00" must be a
    /// time from 00:00 to 23:59, such as 08:30`. Not for values that may be secret.
    pub fn value(value: &str, rule: &str) -> Self {
        let shown: String = value.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
        Self { rule: format!("\"{shown}\" {rule}") }
    }
}

/// A display name: 1 to 120 characters after trimming, no control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

impl Name {
    /// The longest name, in characters (not bytes).
    pub const MAX_CHARS: usize = 120;

    /// The trimmed text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(Invalid::new("must not be empty"));
        }
        if trimmed.chars().count() > Self::MAX_CHARS {
            return Err(Invalid::new(format!("must be at most {} characters", Self::MAX_CHARS)));
        }
        if trimmed.chars().any(char::is_control) {
            return Err(Invalid::new("must not contain control characters"));
        }
        Ok(Self(trimmed.to_owned()))
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_name_is_trimmed_and_bounded() {
        assert_eq!(Name::try_from("  web  ".to_owned()).unwrap().as_str(), "web");
        assert!(Name::try_from("   ".to_owned()).is_err());
        assert!(Name::try_from("x".repeat(121)).is_err());
        assert!(Name::try_from("é".repeat(120)).is_ok());
        assert!(Name::try_from("a\u{0}b".to_owned()).is_err());
    }
}
