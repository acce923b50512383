//! The environment, read once and asked by name.
//!
//! A function takes what it needs while it starts and fails there, saying which variable is missing
//! and what it is for: a setting that is only needed at night must not be missed at night.

use std::{collections::BTreeMap, fmt, str::FromStr};

/// A setting that keeps a function from starting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// Not set, or empty.
    #[error("the environment variable {name} is missing: it names {purpose}")]
    Missing {
        /// The variable.
        name: String,
        /// What it is for.
        purpose: String,
    },
    /// Set to something else than what is needed. The value is not repeated; it may be a secret.
    #[error("the environment variable {name} is not right: it names {purpose}, and {rule}")]
    Invalid {
        /// The variable.
        name: String,
        /// What it is for.
        purpose: String,
        /// What would be accepted.
        rule: String,
    },
}

/// All settings of a process.
#[derive(Clone)]
pub struct Settings(BTreeMap<String, String>);

impl fmt::Debug for Settings {
    /// Names only: a value may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Settings {
    /// Reads the environment. For `main` alone.
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
    pub fn from_environment() -> Self {
        // Not `vars`, which panics on a value that is no text: such a value is nobody's setting.
        Self(
            std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
        )
    }

    /// Settings for a test.
    pub fn of<'a>(settings: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(settings.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// A setting that may be absent; an empty one counts as absent.
    pub fn optional(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A setting that must be there. `purpose` completes "it names …", such as `the table`.
    ///
    /// # Errors
    /// [`SettingError::Missing`].
    pub fn text(&self, name: &str, purpose: &str) -> Result<&str, SettingError> {
        self.optional(name)
            .ok_or_else(|| SettingError::Missing { name: name.to_owned(), purpose: purpose.to_owned() })
    }

    /// A setting that must be there and read as a `T`.
    ///
    /// # Errors
    /// [`SettingError::Missing`], or [`SettingError::Invalid`] with the reason `T` gives.
    pub fn parsed<T>(&self, name: &str, purpose: &str) -> Result<T, SettingError>
    where
        T: FromStr<Err: fmt::Display>,
    {
        self.text(name, purpose)?.parse().map_err(|error: T::Err| SettingError::Invalid {
            name: name.to_owned(),
            purpose: purpose.to_owned(),
            rule: error.to_string(),
        })
    }

    /// An `http` or `https` address without a slash at its end, such as `https://app.example.com`.
    ///
    /// # Errors
    /// [`SettingError::Missing`] or [`SettingError::Invalid`].
    pub fn address(&self, name: &str, purpose: &str) -> Result<&str, SettingError> {
        let address = self.text(name, purpose)?;
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        if host.is_some_and(|rest| !rest.is_empty()) && !address.ends_with('/') {
            Ok(address)
        } else {
            Err(SettingError::Invalid {
                name: name.to_owned(),
                purpose: purpose.to_owned(),
                rule: "must be an http or https address without a slash at its end".to_owned(),
            })
        }
    }

    /// `POWERDOWN_STAGE`.
    ///
    /// # Errors
    /// [`SettingError::Missing`] or [`SettingError::Invalid`].
    pub fn stage(&self) -> Result<Stage, SettingError> {
        self.parsed("POWERDOWN_STAGE", "which installation this is")
    }
}

/// Which installation this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// One machine, emulated AWS.
    Local,
    /// A real account, for trying.
    Staging,
    /// A real account, for customers.
    Production,
}

impl Stage {
    /// The name in the environment, in encryption contexts and in metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Staging => "staging",
            Self::Production => "production",
        }
    }
}

impl FromStr for Stage {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Local, Self::Staging, Self::Production]
            .into_iter()
            .find(|stage| stage.as_str() == text)
            .ok_or("must be local, staging or production")
    }
}

#[cfg(test)]
mod tests;
