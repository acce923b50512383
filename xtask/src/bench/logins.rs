//! What log-ins do to everybody else.
//!
//! On AWS they run in a Lambda resource of their own (Login, with a concurrency of its own): nobody's request waits
//! behind one, and each has its own processor. Here all share one machine, so the log-ins are polite: they hash when
//! nobody else wants the processor. Without that, one measures the machine; that figure is printed without a budget.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::figure::Figure;
use super::function::{Function, Request, Visitor};
use super::warm;
use crate::interrupt;
use crate::stack::BENCH;

/// As many as LoginConcurrency of template.yaml.
const LOG_INS: usize = 20;
const REQUESTS: usize = 300;
/// Log-ins that must have happened before anybody's session is looked at again.
const FLOOD: usize = 200;
const PATIENCE: Duration = Duration::from_secs(300);

/// The portal's own time beside log-ins, and whose session they ended.
pub(super) fn measure() -> Result<Vec<Figure>> {
    let portal = Function::start("Portal", false)?;
    let login = Function::start("Login", false)?;
    let mut early = Visitor::logged_in(&login)?;
    let mut figures = beside("no log-in", &portal, &login, true)?;
    let done = AtomicUsize::new(0);
    let polite = flooded(true, &done, || beside("20 log-ins at once", &portal, &login, true))?;
    figures.extend(polite);
    let greedy = flooded(false, &done, || {
        let figures = beside("20 log-ins that share our processor", &portal, &login, false)?;
        wait_for(&done)?;
        Ok(figures)
    })?;
    figures.extend(greedy);
    // Its access token may have run out meanwhile; a session that lives is refreshed.
    let alive = portal.ask(&mut early, &Request::post("/session/refresh", None, &[200])).is_ok()
        && portal.ask(&mut early, &Request::get("/session", "")).is_ok();
    figures.push(Figure {
        name: "sessions of the same person ended by a flood of log-ins".to_owned(),
        value: f64::from(u8::from(!alive)),
        unit: "",
        most: Some(0.0),
        peer: None,
        inputs: format!("{} log-ins, every second one with a wrong password", done.load(Ordering::Relaxed)),
    });
    Ok(figures)
}

/// Reading and refreshing a session, while whatever happens happens.
fn beside(what: &str, portal: &Function, login: &Function, budgeted: bool) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (name, request) in [
        ("who am I", Request::get("/session", "")),
        ("staying logged in", Request::post("/session/refresh", None, &[200])),
    ] {
        let mut visitor = Visitor::logged_in(login)?;
        let costs = warm::repeated(portal, &mut visitor, &request, REQUESTS)?;
        figures.extend(warm::of(&format!("{name}, beside {what}"), &request, &costs));
    }
    if !budgeted {
        figures.iter_mut().for_each(|figure| figure.most = None);
    }
    Ok(figures)
}

/// Does something while twenty environments of Login do nothing but log in.
fn flooded<T>(polite: bool, done: &AtomicUsize, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let logins = (0..LOG_INS).map(|_| Function::start("Login", polite)).collect::<Result<Vec<_>>>()?;
    let password = BENCH.status().login.password;
    let (password, over) = (&password, &AtomicBool::new(false));
    thread::scope(|scope| {
        let visitors: Vec<_> = logins
            .into_iter()
            .map(|login| scope.spawn(move || log_in_until(&login, password, over, done)))
            .collect();
        let result = work();
        over.store(true, Ordering::Relaxed);
        for visitor in visitors {
            visitor.join().unwrap_or_else(|_| Ok(())).context("a log-in of the flood")?;
        }
        result
    })
}

fn log_in_until(login: &Function, password: &str, over: &AtomicBool, done: &AtomicUsize) -> Result<()> {
    // Of twenty at the same moment some are asked to come again.
    let attempts =
        [Request::log_in(password, &[200, 429]), Request::log_in("not this one, but as long", &[401, 429])];
    for attempt in attempts.iter().cycle() {
        if over.load(Ordering::Relaxed) {
            break;
        }
        login.ask(&mut Visitor::default(), attempt)?;
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

fn wait_for(done: &AtomicUsize) -> Result<()> {
    let began = Instant::now();
    while done.load(Ordering::Relaxed) < FLOOD && began.elapsed() < PATIENCE {
        interrupt::check()?;
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
