//! What somebody known to us was not allowed to do reaches their company's audit trail, before they are
//! told; see [`powerdown_engine::audit::deny`] for how often.

use axum::extract::MatchedPath;
use http::Method;
use powerdown_engine::audit::{DeniedAttempt, deny};
use powerdown_lambda_support::faults;

use super::Visit;
use crate::{
    problem::{Kind, Problem},
    state::Base,
};

/// What a request asks for, as the routes know it.
#[derive(Debug)]
pub(super) struct Operation {
    method: Method,
    route: Option<MatchedPath>,
}

impl Operation {
    pub(super) fn of(method: &Method, route: Option<&MatchedPath>) -> Self {
        Self { method: method.clone(), route: route.cloned() }
    }

    /// The route, as the API's description writes it.
    pub(super) fn route(&self) -> Option<&str> {
        self.route.as_ref().map(MatchedPath::as_str)
    }
}

/// Writes down a refusal for want of a role, a reach or a scope. Without a person it is nobody's.
///
/// The store's faults are logged: the refusal stays one.
pub(super) async fn watch(base: &Base, visit: &Visit, operation: &Operation, problem: &Problem) {
    if problem.kind() != Kind::Forbidden {
        return;
    }
    let (Some(caller), Some(route)) = (visit.caller(), operation.route()) else { return };
    let attempt = DeniedAttempt {
        tenant: caller.tenant,
        actor: caller.actor,
        operation: format!("{} {route}", operation.method),
        reason: problem.detail().unwrap_or_default().to_owned(),
    };
    if let Err(error) = deny(&*base.store, &*base.store, &*base.clock, attempt).await {
        tracing::error!(error = faults::chain(&error), "a denied attempt could not be written down");
    }
}
