//! Query strings, read as strictly as bodies: a parameter we do not know, or know twice, is refused.

use std::{collections::BTreeMap, fmt::Display, str::FromStr};

use axum::extract::FromRequestParts;
use http::request::Parts;
use jiff::{Timestamp, tz::Offset};
use powerdown_domain::schedule::{FIRST_YEAR, LAST_YEAR};

use crate::{border::canaries, problem::Problem};

/// The parameters of a query string. Take what the route knows, then [`Query::finish`].
#[derive(Debug)]
pub struct Query(BTreeMap<String, String>);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map_err(|_| Problem::invalid("query", "cannot be read"))?;
        let mut parameters = BTreeMap::new();
        for (name, value) in pairs.0 {
            if parameters.insert(name.clone(), value).is_some() {
                return Err(Problem::invalid(shortened(&name), "is there twice"));
            }
        }
        Ok(Self(parameters))
    }
}

impl Query {
    /// Takes a parameter and reads it as a `T`; `None` when it is absent.
    ///
    /// # Errors
    /// With `T`'s own rule when the value breaks it.
    pub fn take<T>(&mut self, name: &str) -> Result<Option<T>, Problem>
    where
        T: FromStr<Err: Display>,
    {
        let value = self.0.remove(name);
        value.map(|value| value.parse().map_err(|rule: T::Err| Problem::invalid(name, rule))).transpose()
    }

    /// Takes `limit`: how many items a page may have, 1 to 200, 100 when absent.
    ///
    /// # Errors
    /// For anything else.
    pub fn take_limit(&mut self) -> Result<u32, Problem> {
        let limit = self.0.remove("limit").map_or(Some(100), |value| value.parse().ok());
        limit
            .filter(|limit| (1..=200).contains(limit))
            .ok_or_else(|| Problem::invalid("limit", "must be a number from 1 to 200"))
    }

    /// Takes an instant in the years that schedules speak of.
    ///
    /// # Errors
    /// For anything else.
    pub fn take_instant(&mut self, name: &str) -> Result<Option<Timestamp>, Problem> {
        let Some(text) = self.0.remove(name) else { return Ok(None) };
        let rule = "must be an instant in RFC 3339, such as 2026-11-27T16:00:00Z";
        let at = text.parse().map_err(|_| Problem::invalid(name, rule))?;
        in_known_years(name, at).map(Some)
    }

    /// A parameter that nobody took.
    pub fn first(&self) -> Option<&str> {
        self.0.keys().next().map(String::as_str)
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// For a parameter that nobody took.
    pub fn finish(self) -> Result<(), Problem> {
        match self.0.into_keys().next() {
            Some(name) => {
                let problem = Problem::invalid(shortened(&name), "there is no such parameter");
                Err(canaries::look_at_field(problem, &name))
            }
            None => Ok(()),
        }
    }
}

/// Refuses an instant outside the years that schedules speak of.
///
/// # Errors
/// Naming the field.
pub fn in_known_years(field: &str, at: Timestamp) -> Result<Timestamp, Problem> {
    let year = Offset::UTC.to_datetime(at).year();
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Ok(at);
    }
    let rule = format!("must be in the years {FIRST_YEAR} to {LAST_YEAR}, such as 2026-11-27T16:00:00Z");
    Err(Problem::invalid(field, rule))
}

fn shortened(name: &str) -> String {
    name.chars().take(64).collect()
}
