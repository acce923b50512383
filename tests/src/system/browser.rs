//! A browser as far as the API is concerned: it keeps cookies, sends them back, and never lets a script see
//! them. Written out, since ready-made cookie jars refuse `Secure` cookies over `http://localhost`, which
//! browsers accept.

use std::collections::BTreeMap;

use reqwest::{
    Method, StatusCode,
    header::{COOKIE, HeaderMap, IF_MATCH, SET_COOKIE},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::stack::Stack;

/// The header that changes need.
pub(crate) const CLIENT: &str = "x-powerdown-client";

/// A browser with its cookies.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    url: String,
    http: reqwest::Client,
    cookies: BTreeMap<String, String>,
    /// Every refusal it was answered, headers and body.
    pub(crate) refusals: Vec<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// What was asked, for messages.
    asked: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Browser {
    /// A browser that was never here before.
    pub(crate) fn new(stack: &Stack) -> Self {
        let no_redirects = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder().redirect(no_redirects).build().expect("a client is made");
        Self { url: stack.url.clone(), http, cookies: BTreeMap::new(), refusals: Vec::new() }
    }

    /// Calls the API below `/api/v1`.
    pub(crate) async fn call(&mut self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let headers = match body {
            Some(_) => vec![("content-type", "application/json".to_owned())],
            None => Vec::new(),
        };
        let body = body.map(Value::to_string).unwrap_or_default();
        self.send(method, &format!("/api/v1{path}"), &headers, body.into_bytes()).await
    }

    /// Sends anything to any path of the app. It names its client unless the headers do.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, String)],
        body: Vec<u8>,
    ) -> Answer {
        let asked = format!("{method} {path}");
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        if !headers.iter().any(|(name, _)| *name == CLIENT) {
            request = request.header(CLIENT, "system-tests");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        if !body.is_empty() {
            request = request.body(body);
        }
        let answer = request.send().await.unwrap_or_else(|error| panic!("{asked}: {error}"));
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await.unwrap_or_else(|error| panic!("{asked}: {error}")).to_vec();
        self.keep_cookies(&headers);
        if status.is_client_error() || status.is_server_error() {
            self.refusals.push(format!("{headers:?} {}", String::from_utf8_lossy(&body)));
        }
        Answer { asked, status, headers, body }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().expect("a cookie is text");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name and a value");
            if attributes.to_ascii_lowercase().contains("max-age=0") || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// A cookie's value.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie there that the server never gave.
    pub(crate) fn forge_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    /// A POST that is carried out once, however often it is sent with this key.
    pub(crate) async fn post_once(&mut self, key: &str, path: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json".to_owned()), ("idempotency-key", key.to_owned())];
        self.send(Method::POST, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await
    }

    /// A POST without a body.
    pub(crate) async fn ask(&mut self, path: &str) -> Answer {
        self.call(Method::POST, path, None).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None).await
    }

    /// A PUT of the version that was read.
    pub(crate) async fn put(&mut self, path: &str, version: u64, body: &Value) -> Answer {
        let headers =
            [("content-type", "application/json".to_owned()), (IF_MATCH.as_str(), format!("\"{version}\""))];
        self.send(Method::PUT, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await
    }

    /// Logs in; the answer is the server's.
    pub(crate) async fn log_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/sessions", &json!({ "email": email, "password": password })).await
    }
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value, empty when absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails unless the status is this one.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.asked, self.text());
        self
    }

    /// The body as a `T`, after a status.
    #[track_caller]
    pub(crate) fn read<T: DeserializeOwned>(&self, status: u16) -> T {
        self.expect(status);
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.asked, self.text()))
    }

    /// The problem document (RFC 9457), after checking that it is whole.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> Value {
        let problem: Value = self.read(status);
        let kind = self.header("content-type");
        assert!(kind.starts_with("application/problem+json"), "{}: {kind}", self.asked);
        assert_eq!(problem["status"], status, "{}: {problem}", self.asked);
        for field in ["type", "title", "request_id"] {
            let value = problem[field].as_str().unwrap_or_default();
            assert!(!value.is_empty(), "{}: no {field} in {problem}", self.asked);
        }
        problem
    }
}
