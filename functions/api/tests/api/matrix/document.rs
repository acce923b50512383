//! The operations, as the OpenAPI document lists them.

use std::sync::LazyLock;

use http::Method;
use serde_json::Value;

/// One operation.
pub(crate) struct Operation {
    /// Its `operationId`.
    pub(crate) id: String,
    pub(crate) method: Method,
    /// Its path below `/api/v1`, with the names of its parameters in braces.
    pub(crate) path: String,
    /// The statuses that it says it may answer.
    pub(crate) statuses: Vec<u16>,
    /// Whether `If-Match` is among its headers.
    pub(crate) takes_if_match: bool,
    /// The scope that an API token needs for it; `None` where none is enough.
    pub(crate) scope: Option<String>,
    /// The ways to say who is asking; each is a set of schemes.
    security: Vec<Vec<String>>,
}

impl Operation {
    /// The names of the parameters in its path.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
    }

    /// Whether somebody without a session is refused.
    pub(crate) fn needs_session(&self) -> bool {
        !self.security.is_empty() && self.security.iter().all(|way| !way.is_empty())
    }

    /// Whether a session is one of the ways to say who is asking.
    pub(crate) fn takes_session(&self) -> bool {
        self.security.iter().flatten().any(|scheme| scheme == "session")
    }

    /// Whether it is asked with the refresh token alone.
    pub(crate) fn takes_refresh_token(&self) -> bool {
        self.security.iter().all(|way| way.iter().any(|scheme| scheme == "refresh"))
    }
}

/// All of them.
pub(crate) fn operations() -> &'static [Operation] {
    static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(read_all);
    &OPERATIONS
}

fn read_all() -> Vec<Operation> {
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
        scope: list("security").iter().find_map(|way| Some(way["token"][0].as_str()?.to_owned())),
        security: list("security")
            .iter()
            .map(|way| way.as_object().unwrap().keys().cloned().collect())
            .collect(),
    }
}
