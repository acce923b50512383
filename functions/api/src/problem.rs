//! What the API answers when it does not do what was asked: a problem of RFC 9457.
//!
//! A handler returns a [`Problem`]; the border (module `border`) writes it out with the request's id
//! and logs it, once. What a client reads was written for it: causes stay in the log.

use std::{error::Error, sync::Arc};

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use powerdown_engine::{
    Refusal, UseCaseError,
    audit::AnchorError,
    ports::{MessageError, ObjectError, StoreError, VaultError},
    record::SecurityEventKind,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The kinds of problems, each with its status, stable name and title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Kind {
    Malformed,
    NoSession,
    BadCredentials,
    NeedsCode,
    Forbidden,
    NeedsClientHeader,
    NotFound,
    MethodNotAllowed,
    Conflict,
    JustRefreshed,
    Expired,
    Changed,
    TooLarge,
    NotJson,
    Invalid,
    NeedsIfMatch,
    RateLimited,
    Internal,
    Unavailable,
}

impl Kind {
    fn table(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::Malformed => (400, "malformed", "The request cannot be read"),
            Self::NoSession => (401, "no-session", "You are not logged in"),
            Self::BadCredentials => (401, "bad-credentials", "Log-in refused"),
            Self::NeedsCode => (401, "needs-code", "A code is needed"),
            Self::Forbidden => (403, "forbidden", "You may not do this"),
            Self::NeedsClientHeader => (403, "needs-client-header", "Say which program you are"),
            Self::NotFound => (404, "not-found", "There is nothing here"),
            Self::MethodNotAllowed => (405, "method-not-allowed", "This cannot be done here"),
            Self::Conflict => (409, "conflict", "This contradicts something that exists"),
            Self::JustRefreshed => (409, "just-refreshed", "The session was refreshed a moment ago"),
            Self::Expired => (410, "expired", "This is no longer valid"),
            Self::Changed => (412, "changed", "It was changed meanwhile"),
            Self::TooLarge => (413, "too-large", "The request is too large"),
            Self::NotJson => (415, "not-json", "The request is not JSON"),
            Self::Invalid => (422, "invalid", "Something in the request is not right"),
            Self::NeedsIfMatch => (428, "needs-if-match", "Say which version you change"),
            Self::RateLimited => (429, "rate-limited", "That is too often"),
            Self::Internal => (500, "internal", "Something went wrong on our side"),
            Self::Unavailable => (503, "unavailable", "PowerDown cannot answer right now"),
        }
    }

    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        StatusCode::from_u16(self.table().0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The stable name, the last part of the problem's `type`.
    pub fn name(self) -> &'static str {
        self.table().1
    }
}

/// A refusal or fault on its way to the border.
#[derive(Debug, Clone)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    kind: Kind,
    detail: Option<String>,
    errors: Vec<FieldError>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
    notice: Option<(SecurityEventKind, &'static str)>,
}

impl Problem {
    /// A problem of a kind, with nothing more to say.
    pub fn of(kind: Kind) -> Self {
        Self(Box::new(Parts { kind, detail: None, errors: Vec::new(), cause: None, notice: None }))
    }

    /// A problem with a sentence for the reader.
    pub fn because(kind: Kind, detail: impl Into<String>) -> Self {
        let mut problem = Self::of(kind);
        problem.0.detail = Some(detail.into());
        problem
    }

    /// A field that breaks a rule; `field` is its path, such as `windows[1]`.
    pub fn invalid(field: impl Into<String>, message: impl ToString) -> Self {
        let error = FieldError { field: field.into(), message: message.to_string() };
        let mut problem = Self::because(Kind::Invalid, format!("{}: {}", error.field, error.message));
        problem.0.errors.push(error);
        problem
    }

    /// The answer to an id that is unknown, somebody else's or no id at all: always the same.
    pub fn not_found(what: &'static str) -> Self {
        Refusal::NotFound(what).into()
    }

    /// An answer that has no JSON form.
    pub fn unwritable(error: serde_json::Error) -> Self {
        Self::fault(Kind::Internal, error)
    }

    fn fault(kind: Kind, cause: impl Error + Send + Sync + 'static) -> Self {
        let mut problem = Self::of(kind);
        problem.0.cause = Some(Arc::new(cause));
        problem
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The sentence for the reader.
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// The same problem, which the border is to write down as a sign of an attack. The client sees no
    /// difference.
    #[must_use]
    pub fn noticed(mut self, kind: SecurityEventKind, detail: &'static str) -> Self {
        self.0.notice = Some((kind, detail));
        self
    }

    /// What sign of an attack it is, and about what.
    pub fn notice(&self) -> Option<(SecurityEventKind, &'static str)> {
        self.0.notice
    }

    /// What led to it, for the log alone.
    pub fn cause(&self) -> Option<&(dyn Error + 'static)> {
        self.0.cause.as_deref().map(|cause| cause as &(dyn Error + 'static))
    }

    /// The document for the client.
    pub fn document(&self, request_id: &str) -> ProblemDocument {
        let (status, name, title) = self.0.kind.table();
        ProblemDocument {
            r#type: format!("urn:powerdown:problem:{name}"),
            title: title.to_owned(),
            status,
            detail: self.0.detail.clone(),
            errors: self.0.errors.clone(),
            request_id: request_id.to_owned(),
        }
    }
}

impl IntoResponse for Problem {
    /// An empty answer that carries the problem to the border.
    fn into_response(self) -> Response {
        let mut response = self.0.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem as RFC 9457 writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// Names the kind of problem: `urn:powerdown:problem:` and a stable word.
    #[schema(example = "urn:powerdown:problem:not-found")]
    pub r#type: String,
    /// The kind in words, the same for every problem of the kind.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened this time and what to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
    /// Names the request in our log.
    pub request_id: String,
}

/// A field that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The field's path in the request, such as `windows[1].from.time`.
    pub field: String,
    /// The rule it breaks and what would be accepted.
    pub message: String,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let kind = match &refusal {
            Refusal::Invalid { field, message } => return Self::invalid(field, message),
            Refusal::NotFound(_) => Kind::NotFound,
            Refusal::Forbidden(_) => Kind::Forbidden,
            Refusal::Conflict(_) => Kind::Conflict,
            Refusal::Changed => Kind::Changed,
            Refusal::Expired => Kind::Expired,
            Refusal::BadCredentials => Kind::BadCredentials,
            Refusal::NeedsCode => Kind::NeedsCode,
            Refusal::NoSession | Refusal::ReusedToken { .. } => Kind::NoSession,
            Refusal::JustRefreshed => Kind::JustRefreshed,
            // A refusal this version does not know is still the caller's to read.
            _ => Kind::Conflict,
        };
        Self::because(kind, refusal.to_string())
    }
}

impl From<UseCaseError> for Problem {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::Refused(refusal) => refusal.into(),
            UseCaseError::Store(error) => error.into(),
            UseCaseError::Vault(error) => error.into(),
            UseCaseError::Message(error) => error.into(),
        }
    }
}

impl From<AnchorError> for Problem {
    fn from(error: AnchorError) -> Self {
        match error {
            AnchorError::Store(error) => error.into(),
            AnchorError::Objects(error) => error.into(),
            AnchorError::Vault(error) => error.into(),
            malformed => Self::fault(Kind::Internal, malformed),
        }
    }
}

impl From<ObjectError> for Problem {
    fn from(error: ObjectError) -> Self {
        Self::fault(Kind::Unavailable, error)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => {
                let mut problem = Self::fault(Kind::Conflict, error);
                problem.0.detail = Some("somebody else changed it at the same moment; try again".to_owned());
                problem
            }
            StoreError::Unavailable { .. } => Self::fault(Kind::Unavailable, error),
            _ => Self::fault(Kind::Internal, error),
        }
    }
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Unavailable(_) => Self::fault(Kind::Unavailable, error),
            _ => Self::fault(Kind::Internal, error),
        }
    }
}

impl From<MessageError> for Problem {
    fn from(error: MessageError) -> Self {
        Self::fault(Kind::Unavailable, error)
    }
}

/// What a handler returns.
pub type Answer<T> = Result<T, Problem>;
