//! Ids in paths. One that is malformed answers exactly as one that does not exist: there is no such
//! thing either way, and the form of our ids is nobody's business.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use powerdown_domain::{
    ApiTokenId, CalendarId, CloudId, ExportId, InvitationId, MachineId, ScheduleId, SessionHandle, UserId,
};

use crate::problem::Problem;

/// Something that has an id of its own in a path.
pub trait Resource: FromStr {
    /// What the thing is called in "there is no such …"; the same word the use cases say.
    const WHAT: &'static str;
}

impl Resource for ApiTokenId {
    const WHAT: &'static str = "API token";
}

impl Resource for CalendarId {
    const WHAT: &'static str = "calendar";
}

impl Resource for CloudId {
    const WHAT: &'static str = "cloud";
}

impl Resource for InvitationId {
    const WHAT: &'static str = "invitation";
}

impl Resource for ExportId {
    const WHAT: &'static str = "export";
}

impl Resource for MachineId {
    const WHAT: &'static str = "machine";
}

impl Resource for ScheduleId {
    const WHAT: &'static str = "schedule";
}

impl Resource for SessionHandle {
    const WHAT: &'static str = "session";
}

impl Resource for UserId {
    const WHAT: &'static str = "member";
}

/// The one id in a path.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T: Resource, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let not_found = || Problem::not_found(T::WHAT);
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| not_found())?;
        text.parse().map(Self).map_err(|_| not_found())
    }
}
