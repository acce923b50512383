//! JSON bodies, read strictly: what is not understood is refused, never dropped.

mod objects;

use axum::{
    body::Body,
    extract::{FromRequest, Request},
};
use http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use objects::Objects;
use serde::de::DeserializeOwned;
use serde_json::{Value, error::Category};

use crate::{
    border::canaries,
    problem::{Kind, Problem},
};

/// The largest body, in bytes.
pub const LIMIT: usize = 1024 * 1024;
/// The largest body that carries a file of another program. Such a text may have 1 MB, and grows where
/// JSON escapes it; whoever reads the text refuses a longer one by its own name.
pub const WITH_FILE: usize = 2 * LIMIT;

const NO_SUCH_FIELD: &str = "there is no such field";

/// A request's body as a `T`.
///
/// Refused are: a content type other than `application/json` (415), more than `MOST` bytes (413),
/// text that is not JSON, with line and column (400), and a value that `T` does not accept, with the
/// path of the field (422).
#[derive(Debug)]
pub struct Json<T, const MOST: usize = LIMIT>(pub T);

impl<T: DeserializeOwned, S: Send + Sync, const MOST: usize> FromRequest<S> for Json<T, MOST> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::because(Kind::NotJson, "send a body with Content-Type: application/json"));
        }
        parse(&bytes(request.into_body(), MOST).await?).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
        && parts.all(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"))
}

/// A body to its end, if it has at most `most` bytes.
///
/// # Errors
/// For a larger one, and for one that breaks off.
pub(crate) async fn bytes(body: Body, most: usize) -> Result<Vec<u8>, Problem> {
    match Limited::new(body, most).collect().await {
        Ok(body) => Ok(body.to_bytes().into()),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(Problem::because(Kind::TooLarge, format!("this body may have at most {most} bytes")))
        }
        Err(_) => Err(Problem::because(Kind::Malformed, "the body could not be read to its end")),
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(Objects(&mut reader)).map_err(|error| {
        let path = error.path().to_string();
        match error.inner().classify() {
            // Where a word of a list is wanted, serde_json takes null or a number for a broken text.
            Category::Syntax if serde_json::from_slice::<Value>(body).is_ok() => {
                Problem::invalid(path, "must be one of the words that the API's description lists")
            }
            _ => refused(error.inner(), &path),
        }
    })?;
    reader.end().map_err(|error| refused(&error, "."))?;
    Ok(value)
}

fn refused(error: &serde_json::Error, path: &str) -> Problem {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => {
            let message = error.to_string();
            // The position says nothing that the field's path does not say better.
            let message =
                message.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&message);
            let (field, message) = place(path, message);
            let problem = Problem::invalid(&field, &message);
            if message == NO_SUCH_FIELD { canaries::look_at_field(problem, &field) } else { problem }
        }
        Category::Eof => Problem::because(
            Kind::Malformed,
            format!("the JSON ends too early, at line {line} column {column}"),
        ),
        Category::Syntax | Category::Io => {
            Problem::because(Kind::Malformed, format!("this is not JSON, at line {line} column {column}"))
        }
    }
}

/// The field at fault: a missing or unknown one is named by the message, not by the path.
fn place(path: &str, message: &str) -> (String, String) {
    let parent = if path == "." { "" } else { path };
    let named = |prefix: &str| message.strip_prefix(prefix)?.split('`').next().map(str::to_owned);
    let child = |name: &str| if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") };
    if let Some(name) = named("missing field `") {
        (child(&name), "is missing".to_owned())
    } else if let Some(name) = named("unknown field `") {
        // The path may end in the unknown field itself.
        let field = if parent == name || parent.ends_with(&format!(".{name}")) {
            parent.to_owned()
        } else {
            child(&name)
        };
        (field, NO_SUCH_FIELD.to_owned())
    } else if let Some(name) = named("duplicate field `") {
        (child(&name), "is there twice".to_owned())
    } else {
        (if parent.is_empty() { "body".to_owned() } else { parent.to_owned() }, message.to_owned())
    }
}

#[cfg(test)]
mod tests;
