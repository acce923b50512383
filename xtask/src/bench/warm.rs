//! What a request costs in a function that is warm, on the real parts: the shipped portal, its real calls to DynamoDB
//! and KMS, answered by the emulator. The emulator's time in those calls is measured in the same request and taken off;
//! the way there and back is ours.

use anyhow::{Result, ensure};
use serde_json::json;

use super::figure::{Figure, machine, quantile};
use super::function::{Cost, Function, Request, Visitor};
use crate::interrupt;

const REQUESTS: usize = 1_000;
const WARM_UP: usize = 50;
const FRESH: usize = 20;

/// The same requests as the bench of the routers over fakes (functions/api/benches/api.rs).
pub(super) fn measure() -> Result<Vec<Figure>> {
    let login = Function::start("Login", false)?;
    let portal = Function::start("Portal", false)?;
    let week = json!({"document": {
        "zone": "Europe/London",
        "windows": [{"from": {"day": "mon", "time": "09:00"}, "to": {"day": "mon", "time": "17:00"}}],
    }});
    let requests = [
        ("who am I", Request::get("/session", "")),
        ("100 machines with their schedules", Request::get("/machines", "limit=100")),
        ("the schedules", Request::get("/schedules", "")),
        ("a preview of two weeks", Request::post("/schedules/preview", Some(week), &[200])),
        ("a refusal", Request { expected: &[404], ..Request::get("/machines/x", "") }),
    ];
    let mut figures = Vec::new();
    for (name, request) in requests {
        // An access token lives for ten minutes: a new session for each kind of request.
        let mut visitor = Visitor::logged_in(&login)?;
        let costs = repeated(&portal, &mut visitor, &request, REQUESTS)?;
        figures.extend(of(&format!("{name}, on real parts"), &request, &costs));
    }
    let (_, page) = portal.ask(&mut Visitor::logged_in(&login)?, &Request::get("/machines", "limit=100"))?;
    ensure!(page["items"].as_array().map(Vec::len) == Some(100), "the bench's company has no 100 machines");
    figures.push(first_request(&login)?);
    Ok(figures)
}

/// The costs of a request in a warm function, one after the other.
pub(super) fn repeated(
    portal: &Function,
    visitor: &mut Visitor,
    request: &Request,
    count: usize,
) -> Result<Vec<Cost>> {
    let mut costs = Vec::with_capacity(count);
    for turn in 0..count + WARM_UP {
        interrupt::check()?;
        let (cost, _) = portal.ask(visitor, request)?;
        if turn >= WARM_UP {
            costs.push(cost);
        }
    }
    Ok(costs)
}

/// Own time at the median and at the 99th percentile.
pub(super) fn of(name: &str, request: &Request, costs: &[Cost]) -> [Figure; 2] {
    let at =
        |share: f64, part: fn(&Cost) -> f64| quantile(&costs.iter().map(part).collect::<Vec<_>>(), share);
    let calls = costs.iter().map(|cost| cost.calls).sum::<usize>() as f64 / costs.len().max(1) as f64;
    let inputs = format!(
        "{} /api/v1{}{}{}, {} times; taken off: {calls:.1} calls a request, which took the emulator {:.2} ms at p50 and \
         {:.2} ms at p99; on a processor {:.2} and {:.2} ms, waiting for one {:.2} and {:.2} ms; {}",
        request.method,
        request.path,
        if request.query.is_empty() { "" } else { "?" },
        request.query,
        costs.len(),
        at(0.5, |cost| cost.emulator),
        at(0.99, |cost| cost.emulator),
        at(0.5, |cost| cost.used),
        at(0.99, |cost| cost.used),
        at(0.5, |cost| cost.waited),
        at(0.99, |cost| cost.waited),
        machine()
    );
    [("p50", 0.5, 1.0), ("p99", 0.99, 3.0)].map(|(percentile, share, most)| Figure {
        name: format!("{name}: own time, {percentile}"),
        value: at(share, |cost| cost.own),
        unit: "ms",
        most: Some(most),
        peer: None,
        inputs: inputs.clone(),
    })
}

/// What only the first request of an environment pays: connections, data keys, the signing key.
fn first_request(login: &Function) -> Result<Figure> {
    let mut visitor = Visitor::logged_in(login)?;
    let request = Request::get("/session", "");
    let (mut first, mut second, mut calls) = (Vec::new(), Vec::new(), 0);
    for _ in 0..FRESH {
        interrupt::check()?;
        let portal = Function::start("Portal", false)?;
        let (cost, _) = portal.ask(&mut visitor, &request)?;
        first.push(cost.own);
        calls = cost.calls;
        second.push(portal.ask(&mut visitor, &request)?.0.own);
    }
    Ok(Figure {
        name: "pre-warming: the first request of an environment above its second".to_owned(),
        value: quantile(&first, 0.5) - quantile(&second, 0.5),
        unit: "ms",
        most: None,
        peer: None,
        inputs: format!(
            "GET /api/v1/session, own time, medians of {FRESH} environments; the first makes {calls} calls, over plain \
             HTTP to the emulator; {}",
            machine()
        ),
    })
}
