//! Outgoing mail.

use async_trait::async_trait;
use aws_sdk_sesv2::{
    Client,
    error::{BuildError, ProvideErrorMetadata, SdkError},
    types::{Body, Content, Destination, EmailContent, Message},
};
use powerdown_engine::ports::{Mail, Mailer, MessageError};

/// SES, plain text.
pub struct SesMailer {
    client: Client,
    from: String,
}

impl SesMailer {
    /// Mails are sent from this address, such as `PowerDown <no-reply@example.com>`, which SES must
    /// have verified.
    pub fn new(client: Client, from: impl Into<String>) -> Self {
        Self { client, from: from.into() }
    }
}

/// What is told of a failure. SES's own messages repeat addresses, which are sealed everywhere else.
#[derive(Debug, thiserror::Error)]
enum MailError {
    #[error("SES refused: {0}")]
    Refused(String),
    #[error("SES did not answer")]
    NoAnswer,
    #[error("the mail has no valid content")]
    Malformed,
}

impl<E: ProvideErrorMetadata, R> From<SdkError<E, R>> for MailError {
    fn from(error: SdkError<E, R>) -> Self {
        match error {
            SdkError::ServiceError(refused) => {
                Self::Refused(refused.err().code().unwrap_or("without a reason").to_owned())
            }
            _ => Self::NoAnswer,
        }
    }
}

fn text(data: &str) -> Result<Content, BuildError> {
    Content::builder().charset("UTF-8").data(data).build()
}

fn content(mail: &Mail<'_>) -> Result<EmailContent, BuildError> {
    let body = Body::builder().text(text(mail.text)?).build();
    let message = Message::builder().subject(text(mail.subject)?).body(body).build();
    Ok(EmailContent::builder().simple(message).build())
}

#[async_trait]
impl Mailer for SesMailer {
    async fn send(&self, mail: Mail<'_>) -> Result<(), MessageError> {
        let failed = |error: MailError| MessageError { what: "a mail", source: error.into() };
        let content = content(&mail).map_err(|_| failed(MailError::Malformed))?;
        let request = self
            .client
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(mail.to.expose()).build())
            .content(content);
        request.send().await.map(drop).map_err(|error| failed(error.into()))
    }
}
