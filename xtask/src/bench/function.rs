//! A shipped function at work on the bench's stack: real DynamoDB and KMS calls, through a meter.

use std::collections::BTreeMap;
use std::fs::File;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::environment::Environment;
use super::meter::{self, Meter};
use crate::artifacts::Built;
use crate::stack::{BENCH, REGION};

/// One environment of Portal or Login.
pub(super) struct Function {
    environment: Environment,
    meter: Meter,
}

/// What a request took, in milliseconds.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// The whole time without that of the calls.
    pub own: f64,
    /// The emulator's, in its calls.
    pub emulator: f64,
    /// How many calls there were.
    pub calls: usize,
    /// Of the own time, that on a processor.
    pub used: f64,
    /// Of the own time, that in which others had the processor.
    pub waited: f64,
}

impl Function {
    /// Starts one with the settings that its resource was deployed with. A polite one leaves the processor to whoever
    /// else wants it, as a Lambda resource of its own would.
    pub(super) fn start(resource: &str, polite: bool) -> Result<Self> {
        let meter = Meter::before(BENCH.aws_address())?;
        let mut settings = BENCH.settings_of(&format!("{resource}FunctionName"))?;
        for (name, value) in [
            ("AWS_REGION", REGION),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_ENDPOINT_URL", &meter.url()),
        ] {
            settings.insert(name.to_owned(), value.to_owned());
        }
        let binary = Built::Shipped.binary("api");
        let mut bootstrap = if polite { Command::new("nice") } else { Command::new(&binary) };
        if polite {
            bootstrap.args(["-n", "19"]).arg(&binary);
        }
        let log = BENCH.logs().join("functions").join(format!("bench-{resource}.log"));
        let log =
            File::options().append(true).create(true).open(log).context("cannot open the function's log")?;
        bootstrap.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let settings: Vec<_> = settings.into_iter().collect();
        let environment = Environment::start(bootstrap, &settings)?;
        environment.first_poll()?;
        Ok(Self { environment, meter })
    }

    /// Sends a visitor's request. The status, what it cost, and the body.
    pub(super) fn ask(&self, visitor: &mut Visitor, request: &Request) -> Result<(Cost, Value)> {
        drop(self.meter.take());
        let event = visitor.event(request);
        let before = self.environment.processor();
        let invocation = self.environment.invoke(&event)?;
        let after = self.environment.processor();
        let calls = self.meter.take();
        let status = invocation.answer["statusCode"].as_u64().unwrap_or_default();
        let body = invocation.answer["body"].as_str().unwrap_or_default();
        ensure!(
            request.expected.iter().any(|expected| u64::from(*expected) == status),
            "{} {}: {status}: {body}",
            request.method,
            request.path
        );
        visitor.keep_cookies(&invocation.answer);
        let emulator = meter::busy(&calls);
        let milliseconds = |time: std::time::Duration| time.as_secs_f64() * 1_000.0;
        let own = milliseconds(invocation.time.saturating_sub(emulator));
        let cost = Cost {
            own,
            emulator: milliseconds(emulator),
            calls: calls.len(),
            used: milliseconds(after.used.saturating_sub(before.used)),
            waited: milliseconds(after.waited.saturating_sub(before.waited)),
        };
        Ok((cost, serde_json::from_str(body).unwrap_or_default()))
    }
}

/// A request to the API.
pub(super) struct Request {
    /// GET, POST …
    pub method: &'static str,
    /// Below `/api/v1`, without the query.
    pub path: &'static str,
    /// Without the question mark.
    pub query: &'static str,
    /// JSON.
    pub body: Option<Value>,
    /// The statuses it may be answered with.
    pub expected: &'static [u16],
}

impl Request {
    /// A GET that is answered with 200.
    pub(super) fn get(path: &'static str, query: &'static str) -> Self {
        Self { method: "GET", path, query, body: None, expected: &[200] }
    }

    /// A POST.
    pub(super) fn post(path: &'static str, body: Option<Value>, expected: &'static [u16]) -> Self {
        Self { method: "POST", path, query: "", body, expected }
    }

    /// Logging in as the demo company's owner, or failing to.
    pub(super) fn log_in(password: &str, expected: &'static [u16]) -> Self {
        let body = json!({"email": BENCH.status().login.email, "password": password});
        Self::post("/sessions", Some(body), expected)
    }
}

/// A browser: what it keeps between requests.
#[derive(Clone, Default)]
pub(super) struct Visitor {
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// Somebody who is logged in as the demo company's owner.
    pub(super) fn logged_in(login: &Function) -> Result<Self> {
        let mut visitor = Self::default();
        login.ask(&mut visitor, &Request::log_in(&BENCH.status().login.password, &[200]))?;
        Ok(visitor)
    }

    /// The event that an HTTP API makes of a request (payload format 2.0).
    fn event(&self, request: &Request) -> Value {
        let Request { method, query, body, .. } = request;
        let path = format!("/api/v1{}", request.path);
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        json!({
            "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query, "cookies": cookies,
            "headers": {
                "host": "aaaa0001.execute-api.localhost", "origin": BENCH.url(), "accept": "application/json",
                "content-type": "application/json", "user-agent": "bench", "x-powerdown-client": "bench",
                "x-powerdown-viewer": "127.0.0.1", "x-forwarded-for": "127.0.0.1",
            },
            "requestContext": {
                "accountId": "111111111111", "apiId": "aaaa0001", "domainName": "aaaa0001.execute-api.localhost",
                "domainPrefix": "aaaa0001", "requestId": "bench", "routeKey": "$default", "stage": "$default",
                "time": "01/Jan/2026:00:00:00 +0000", "timeEpoch": 1_767_225_600_000_u64,
                "http": {
                    "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "bench",
                },
            },
            "body": body.as_ref().map(Value::to_string), "isBase64Encoded": false,
        })
    }

    fn keep_cookies(&mut self, answer: &Value) {
        let lines = answer["cookies"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for (name, value) in lines.filter_map(|line| line.split(';').next()?.split_once('=')) {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
