//! The operations, as the OpenAPI document lists them.

use http::Method;
use serde_json::Value;

/// One operation.
pub(super) struct Operation {
    /// Its `operationId`.
    pub(super) id: String,
    pub(super) method: Method,
    /// Its path below `/api/v1`, with the names of its parameters in braces.
    pub(super) path: String,
    /// The statuses that it says it may answer.
    pub(super) statuses: Vec<u16>,
    /// Whether `If-Match` is among its headers.
    pub(super) takes_if_match: bool,
    /// The ways to say who is asking; each is a set of schemes.
    security: Vec<Vec<String>>,
}

impl Operation {
    /// The names of the parameters in its path.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
    }

    /// Whether somebody without a session is refused.
    pub(super) fn needs_session(&self) -> bool {
        !self.security.is_empty() && self.security.iter().all(|way| !way.is_empty())
    }

    /// Whether it is asked with the refresh token alone.
    pub(super) fn takes_refresh_token(&self) -> bool {
        self.security.iter().all(|way| way.iter().any(|scheme| scheme == "refresh"))
    }
}

/// All of them.
pub(super) fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(powerdown_api::routes::document()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push(read(path, method, operation));
        }
    }
    operations
}

fn read(path: &str, method: &str, operation: &Value) -> Operation {
    let list = |name: &str| operation[name].as_array().cloned().unwrap_or_default();
    Operation {
        id: operation["operationId"].as_str().unwrap().to_owned(),
        method: method.to_uppercase().parse().unwrap(),
        path: path.strip_prefix("/api/v1").unwrap().to_owned(),
        statuses: operation["responses"]
            .as_object()
            .unwrap()
            .keys()
            .filter_map(|key| key.parse().ok())
            .collect(),
        takes_if_match: list("parameters").iter().any(|parameter| parameter["name"] == "If-Match"),
        security: list("security")
            .iter()
            .map(|way| way.as_object().unwrap().keys().cloned().collect())
            .collect(),
    }
}
