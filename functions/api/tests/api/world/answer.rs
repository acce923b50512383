//! What came back.

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&self.bytes)))
    }

    /// The answer's JSON if it has this status; the test fails otherwise.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    /// A problem of this status; every refusal is one, in the same form.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> Value {
        let problem = self.expect(status);
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(problem["status"], status);
        assert!(problem["type"].as_str().unwrap().starts_with("urn:powerdown:problem:"), "{problem}");
        assert!(!problem["title"].as_str().unwrap().is_empty());
        assert_eq!(self.headers["x-request-id"], problem["request_id"].as_str().unwrap());
        problem
    }

    /// The field that a 422 names.
    #[track_caller]
    pub(crate) fn field(&self) -> String {
        let problem = self.problem(422);
        problem["errors"][0]["field"].as_str().unwrap().to_owned()
    }

    /// Everything a client could tell two answers apart by: status, headers, body, without the id and
    /// without the count of calls that are left.
    pub(crate) fn essence(&self) -> (StatusCode, Vec<(String, String)>, Value) {
        let mut headers: Vec<_> = self
            .headers
            .iter()
            .filter(|(name, _)| *name != "x-request-id" && !name.as_str().starts_with("ratelimit"))
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        headers.sort();
        let mut body = if self.bytes.is_empty() { Value::Null } else { self.json() };
        if let Some(fields) = body.as_object_mut() {
            fields.remove("request_id");
        }
        (self.status, headers, body)
    }
}
