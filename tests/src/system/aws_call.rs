//! One raw call to an emulated AWS, in the three forms its services speak.
//!
//! Both emulators take an access key of twelve digits for the root user of that account and do not check
//! root's signature, so none is made. Calls whose signature matters go through the SDK (module `roles`).

use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// How long a call that failed within the service is left before it is tried again.
const PAUSE: Duration = Duration::from_millis(100);

/// An account of an emulator, entered as its root user, in one region.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    endpoint: String,
    id: String,
    region: String,
    http: reqwest::Client,
}

impl Account {
    pub(crate) fn new(endpoint: &str, id: &str, region: &str) -> Self {
        let http = reqwest::Client::new();
        Self { endpoint: endpoint.to_owned(), id: id.to_owned(), region: region.to_owned(), http }
    }

    /// A call of a JSON service, such as `DynamoDB_20120810.Scan`; one that may be repeated.
    pub(crate) async fn json(&self, service: &str, target: &str, body: &Value) -> Value {
        let request = self
            .http
            .post(&self.endpoint)
            .header("x-amz-target", target)
            .header("content-type", "application/x-amz-json-1.1")
            .header("authorization", self.authorization(service))
            .body(body.to_string());
        let text = answer_after_faults(request, target).await;
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{target}: {error}: {text}"))
    }

    /// A call of a query service, such as `CreateRole` of IAM; the answer is XML.
    pub(crate) async fn query(&self, service: &str, action: &str, parameters: &[(&str, &str)]) -> String {
        let mut form = vec![format!("Action={action}"), "Version=2010-05-08".to_owned()];
        form.extend(parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))));
        let request = self
            .http
            .post(&self.endpoint)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", self.authorization(service))
            .body(form.join("&"));
        answer(request, action).await
    }

    /// A POST to a path of a REST service, such as Lambda's Invoke.
    pub(crate) async fn post(&self, service: &str, path: &str, body: &Value) -> String {
        let request = self
            .http
            .post(format!("{}{path}", self.endpoint))
            .header("content-type", "application/json")
            .header("authorization", self.authorization(service))
            .body(body.to_string());
        answer(request, path).await
    }

    /// A GET of a path of a REST service, such as an object of S3.
    pub(crate) async fn get(&self, service: &str, path: &str) -> String {
        let request = self.http.get(format!("{}{path}", self.endpoint));
        answer(request.header("authorization", self.authorization(service)), path).await
    }

    fn authorization(&self, service: &str) -> String {
        let scope = format!("{}/20260101/{}/{service}/aws4_request", self.id, self.region);
        format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=unchecked")
    }
}

async fn answer(request: reqwest::RequestBuilder, what: &str) -> String {
    let (status, text) = send(request, what).await;
    assert!(status.is_success(), "{what}: {status}: {text}");
    text
}

/// As AWS's own SDKs do, tries again what failed within the service: the emulator fails so when a listing meets a
/// change ("dictionary changed size during iteration"). Only for calls that do no harm when repeated.
async fn answer_after_faults(request: reqwest::RequestBuilder, what: &str) -> String {
    for _ in 0..20 {
        let again = request.try_clone().unwrap_or_else(|| panic!("{what}: its body is a stream"));
        let (status, text) = send(again, what).await;
        if !status.is_server_error() {
            assert!(status.is_success(), "{what}: {status}: {text}");
            return text;
        }
        tokio::time::sleep(PAUSE).await;
    }
    answer(request, what).await
}

async fn send(request: reqwest::RequestBuilder, what: &str) -> (reqwest::StatusCode, String) {
    let answer = request.send().await.unwrap_or_else(|error| panic!("{what}: {error}"));
    let status = answer.status();
    let text = answer.text().await.unwrap_or_else(|error| panic!("{what}: {error}"));
    (status, text)
}

/// What stands between `<name>` and `</name>` in an XML answer, the first time.
pub(crate) fn element(xml: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let inner = xml.split_once(&open).and_then(|(_, rest)| rest.split_once(&close));
    inner.unwrap_or_else(|| panic!("no <{name}> in {xml}")).0.to_owned()
}

/// What stands between every `<name>` and `</name>` of an XML answer.
pub(crate) fn elements<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).filter_map(|rest| Some(rest.split_once(&close)?.0)).collect()
}

/// A text as part of an address or a form.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
