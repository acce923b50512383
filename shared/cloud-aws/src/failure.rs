//! From an SDK error to one that may be shown to the account's owner.

use std::error::Error;

use aws_sdk_ec2::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
};
use powerdown_domain::InstanceId;
use powerdown_engine::ports::{CloudError, CloudErrorClass};

/// Where AWS's useful words end: what follows is only for machines, or for whoever signed.
const END_OF_WORDS: [&str; 2] = ["Encoded authorization failure message:", "The Canonical String"];

/// Turns an SDK error into ours. `classify` gives the class of an error code.
pub(crate) fn cloud_error<E>(
    error: SdkError<E, HttpResponse>,
    classify: impl Fn(&str) -> CloudErrorClass,
) -> CloudError
where
    E: ProvideErrorMetadata + Error + 'static,
{
    match &error {
        SdkError::ServiceError(refused) => {
            let status = refused.raw().status().as_u16();
            let code = refused.err().code().map_or_else(|| format!("Http{status}"), str::to_owned);
            let class = match classify(&code) {
                CloudErrorClass::Other if status >= 500 => CloudErrorClass::Unavailable,
                CloudErrorClass::Other if status == 429 => CloudErrorClass::Throttled,
                class => class,
            };
            let message = refused.err().message().unwrap_or("no further reason was given");
            CloudError { class, code, instances: named_instances(message), message: clean(message) }
        }
        SdkError::TimeoutError(_) => unanswered("Timeout", "no answer within the time allowed"),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => {
            unanswered("Timeout", "no connection within the time allowed")
        }
        SdkError::DispatchFailure(_) if is_unknown_host(&error) => CloudError {
            class: CloudErrorClass::BadRegion,
            ..unanswered("UnknownEndpoint", "there is no EC2 endpoint of this region")
        },
        SdkError::DispatchFailure(_) => unanswered("ConnectionFailed", "the connection failed"),
        SdkError::ResponseError(_) => unanswered("BrokenAnswer", "the answer was cut short or unreadable"),
        _ => CloudError {
            class: CloudErrorClass::Other,
            code: "RequestNotSent".to_owned(),
            message: "the request could not be built".to_owned(),
            instances: Vec::new(),
        },
    }
}

fn unanswered(code: &str, message: &str) -> CloudError {
    CloudError {
        class: CloudErrorClass::Unavailable,
        code: code.to_owned(),
        message: message.to_owned(),
        instances: Vec::new(),
    }
}

/// Whether the name server knows no such host. That it does not answer is another matter.
fn is_unknown_host(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let text = error.to_string();
        if text.contains("Name or service not known") || text.contains("No address associated with hostname")
        {
            return true;
        }
        cause = error.source();
    }
    false
}

/// AWS's words on one line, of at most [`CloudError::MAX_MESSAGE`] characters.
pub(crate) fn clean(message: &str) -> String {
    let end = END_OF_WORDS.iter().filter_map(|end| message.find(end)).min().unwrap_or(message.len());
    let words: Vec<&str> = message[..end]
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    let line = words.join(" ");
    if line.chars().count() <= CloudError::MAX_MESSAGE {
        return line;
    }
    line.chars().take(CloudError::MAX_MESSAGE - 1).chain(['…']).collect()
}

/// The instance ids in a message, each once, in order.
pub(crate) fn named_instances(message: &str) -> Vec<InstanceId> {
    let mut named: Vec<InstanceId> = Vec::new();
    // An id ends at anything that is not part of one; `ami-…` and `eni-…` are words of their own.
    for word in message.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
        if let Ok(id) = word.parse()
            && !named.contains(&id)
        {
            named.push(id);
        }
    }
    named
}

#[cfg(test)]
mod tests;
