//! One call: signed, sent, tried again.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use aws_credential_types::provider::{
    ProvideCredentials, SharedCredentialsProvider, error::CredentialsError,
};
use aws_smithy_runtime_api::{
    client::{
        http::{HttpConnector, SharedHttpConnector},
        result::ConnectorError,
    },
    http::{HttpError, Request},
};
use aws_smithy_types::{body::SdkBody, byte_stream::ByteStream};
use powerdown_engine::ports::{Clock, LARGEST_READ, ObjectError};

use crate::{
    sign::{SignError, Signer},
    xml,
};

/// For how long one attempt may take; a part of an upload is some megabytes.
const ATTEMPT: Duration = Duration::from_secs(20);
/// How often a call is tried in all.
const ATTEMPTS: u32 = 3;

/// What is needed to ask S3 for anything.
pub(crate) struct Caller {
    pub(crate) connector: SharedHttpConnector,
    pub(crate) credentials: SharedCredentialsProvider,
    pub(crate) region: String,
    pub(crate) clock: Arc<dyn Clock>,
}

/// What is asked.
#[derive(Clone, Copy)]
pub(crate) struct Ask<'a> {
    /// Completes "failed to …".
    pub(crate) doing: &'static str,
    pub(crate) method: &'static str,
    pub(crate) address: &'a str,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
}

/// What S3 answered; an error it reports is one of these too.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) etag: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn succeeded(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap_or_default()
    }

    /// Refuses with the code S3 gives.
    pub(crate) fn refused(&self, doing: &'static str) -> ObjectError {
        let code = xml::text(self.text(), "Code").unwrap_or("no code").to_owned();
        match (self.status, code.as_str()) {
            (412, _) | (409, "ConditionalRequestConflict") => ObjectError::Exists,
            (404, "NoSuchKey" | "NoSuchUpload") | (400, "InvalidPart") => ObjectError::NotThere,
            (status, _) => failed(doing, Refused { status, code }),
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("S3 answered {status}, {code}")]
struct Refused {
    status: u16,
    code: String,
}

/// Why a call was not even answered. None of them repeats the address.
#[derive(Debug, thiserror::Error)]
enum Unanswered {
    #[error("there are no credentials")]
    Credentials(#[from] CredentialsError),
    #[error(transparent)]
    Unsigned(#[from] SignError),
    #[error("the request cannot be put together")]
    Malformed(#[from] http::Error),
    #[error("the request cannot be put together")]
    Unconvertible(#[from] HttpError),
    #[error("S3 did not answer")]
    Connection(#[from] ConnectorError),
    #[error("S3 did not answer in time")]
    TimedOut(#[from] tokio::time::error::Elapsed),
    #[error("S3's answer ended too early, or is larger than it may be")]
    Body,
}

pub(crate) fn failed(
    doing: &'static str,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> ObjectError {
    ObjectError::Unavailable { doing, source: source.into() }
}

impl Caller {
    /// Asks until S3 has decided, a bounded number of times.
    pub(crate) async fn ask(&self, ask: Ask<'_>) -> Result<Reply, ObjectError> {
        let mut attempt = 1;
        loop {
            let answer = match tokio::time::timeout(ATTEMPT, self.once(ask)).await {
                Ok(answer) => answer,
                Err(elapsed) => Err(elapsed.into()),
            };
            let undecided = match &answer {
                Ok(reply) => reply.status >= 500 || reply.status == 429,
                Err(Unanswered::Connection(_) | Unanswered::TimedOut(_) | Unanswered::Body) => true,
                Err(_) => false,
            };
            if !undecided || attempt == ATTEMPTS {
                return answer.map_err(|error| failed(ask.doing, error));
            }
            tracing::debug!(attempt, doing = ask.doing, "S3 is asked again");
            tokio::time::sleep(Duration::from_millis(50) * 4_u32.pow(attempt - 1)).await;
            attempt += 1;
        }
    }

    /// The signer of this moment.
    pub(crate) async fn signer(&self) -> Result<Signer<'_>, CredentialsError> {
        let credentials = self.credentials.provide_credentials().await?;
        Ok(Signer { credentials, region: &self.region, now: SystemTime::from(self.clock.now()) })
    }

    async fn once(&self, ask: Ask<'_>) -> Result<Reply, Unanswered> {
        let signer = self.signer().await?;
        let signature = signer.headers(ask.method, ask.address, ask.headers, ask.body)?;
        let mut request = http::Request::builder().method(ask.method).uri(ask.address);
        for (name, value) in ask.headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(SdkBody::from(ask.body))?;
        signature.apply_to_request_http1x(&mut request);
        let reply = self.connector.call(Request::try_from(request)?).await?;
        let status = reply.status().as_u16();
        let etag = reply.headers().get("etag").map(str::to_owned);
        let length = reply.headers().get("content-length").and_then(|length| length.parse().ok());
        if length.is_some_and(|length: usize| length > LARGEST_READ) {
            return Err(Unanswered::Body);
        }
        let body = ByteStream::new(reply.into_body()).collect().await.map_err(|_| Unanswered::Body)?;
        Ok(Reply { status, etag, body: body.to_vec() })
    }
}
