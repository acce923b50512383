//! How long a function takes from its start to its first question for an event, above a function that does nothing.
//!
//! None of ours calls AWS before that question; the bench would count it. What the first request pays for connections
//! and keys is measured apart, with the warm requests.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, ensure};

use super::environment::Environment;
use super::figure::{Figure, machine, quantile};
use crate::artifacts::Built;
use crate::{interrupt, package, run, say};

const ROUNDS: usize = 60;
const PEER: &str = "published: hello world 14 ms, Rust with an AWS SDK 112 ms, both on Lambda";
const HELLO: &str = "hello";

/// A function as a role of its artifact.
struct Starter {
    name: &'static str,
    function: &'static str,
    handler: &'static str,
    /// Milliseconds above hello world.
    most: f64,
}

const STARTERS: [Starter; 3] = [
    Starter { name: "Portal", function: "api", handler: "portal", most: 10.0 },
    Starter { name: "Login", function: "api", handler: "login", most: 10.0 },
    Starter { name: "Tick", function: "scheduler-tick", handler: "tick", most: 25.0 },
];

/// Build the function that does nothing, in the profile that is shipped.
pub(super) fn build() -> Result<()> {
    let step = say::step("building hello world in the profile that is shipped");
    let mut build = package::lambda_build("release");
    run::shown(build.args(["--package", "powerdown-lambda-support", "--example", HELLO]))?;
    step.done();
    Ok(())
}

/// Start each in turn, so that whatever else the machine does meets all of them alike.
pub(super) fn measure() -> Result<Vec<Figure>> {
    let mut hello = Vec::new();
    let mut ours = STARTERS.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        interrupt::check()?;
        hello.push(start(HELLO, "")?);
        for (starter, times) in STARTERS.iter().zip(&mut ours) {
            times.push(start(starter.function, starter.handler)?);
        }
    }
    let at = |starts: &[Start], share, part: fn(&Start) -> f64| {
        quantile(&starts.iter().map(part).collect::<Vec<_>>(), share)
    };
    let base = at(&hello, 0.5, |start| start.time);
    let figures = STARTERS.iter().zip(&ours).map(|(starter, starts)| {
        let median = at(starts, 0.5, |start| start.time);
        Figure {
            name: format!("start-up of {} above hello world", starter.name),
            value: median - base,
            unit: "ms",
            most: Some(starter.most),
            peer: Some(PEER),
            inputs: format!(
                "exec to first poll, medians of {ROUNDS} starts in turn: {median:.2} ms (p99 {:.2}, on a processor {:.2}), \
                 hello world {base:.2} ms (p99 {:.2}, on a processor {:.2}); no call to AWS before the first poll; {}",
                at(starts, 0.99, |start| start.time),
                at(starts, 0.5, |start| start.used),
                at(&hello, 0.99, |start| start.time),
                at(&hello, 0.5, |start| start.used),
                machine()
            ),
        }
    });
    Ok(figures.collect())
}

/// One start, in milliseconds.
struct Start {
    time: f64,
    used: f64,
}

fn start(function: &str, handler: &str) -> Result<Start> {
    let mut bootstrap = Command::new(Built::Shipped.binary(function));
    bootstrap.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let environment = Environment::start(bootstrap, &settings(handler))?;
    let time = environment.first_poll()?;
    ensure!(environment.other_calls() == 0, "{function} {handler} calls AWS before it asks for an event");
    Ok(Start { time: milliseconds(time), used: milliseconds(environment.processor().used) })
}

/// What the template gives them. No value leads anywhere.
fn settings(handler: &str) -> Vec<(String, String)> {
    let queue = "https://sqs.us-east-1.amazonaws.com/111111111111/bench";
    let key = "arn:aws:kms:us-east-1:111111111111:key/bench";
    [
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "bench"),
        ("AWS_SECRET_ACCESS_KEY", "bench"),
        ("RUST_LOG", "info"),
        ("POWERDOWN_HANDLER", handler),
        ("POWERDOWN_STAGE", "production"),
        ("POWERDOWN_TABLE", "bench"),
        ("POWERDOWN_BUS", "bench"),
        ("POWERDOWN_ACCOUNT_ID", "111111111111"),
        ("POWERDOWN_PUBLIC_URL", "https://powerdown.example"),
        ("POWERDOWN_ONBOARDING_TEMPLATE_URL", "https://powerdown.example/access.yaml"),
        ("POWERDOWN_MAIL_FROM", "PowerDown <bench@powerdown.example>"),
        ("POWERDOWN_JOBS_QUEUE_URL", queue),
        ("POWERDOWN_ORDERS_QUEUE_URL", queue),
        ("POWERDOWN_EXPORTS_BUCKET", "bench"),
        ("POWERDOWN_ANCHORS_BUCKET", "bench"),
        ("POWERDOWN_KEY_PII", key),
        ("POWERDOWN_KEY_SESSION", key),
        ("POWERDOWN_KEY_CLOUD_CREDENTIAL", key),
        ("POWERDOWN_KEY_ANCHOR", key),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
