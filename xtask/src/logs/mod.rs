//! `cargo xtask logs`: what functions and emulators say, and the mail they sent.

mod line;
mod mail;
mod tail;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::stack::{self, Stack};
use crate::{interrupt, say};
use tail::Tail;

/// How many lines of the past are shown.
const PAST: usize = 200;
const PAUSE: Duration = Duration::from_millis(200);
const SOURCES: [&str; 15] = [
    "portal",
    "login",
    "sockets",
    "push",
    "tick",
    "orders",
    "jobs",
    "cloud-events",
    "cost-rollup",
    "maintenance",
    "mail",
    "ministack",
    "moto",
    "edge",
    "events",
];
const COLOURS: [&str; 6] = ["36", "32", "33", "35", "34", "96"];

/// Show what functions and emulators say, and the mail they sent.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// A function (portal, login, sockets, push, tick, orders, jobs, cloud-events, cost-rollup, maintenance), `mail`,
    /// or an emulator (ministack, moto, edge, events). All of them, the emulators' warnings only, when left out
    source: Option<String>,
    /// Go on until Ctrl-C
    #[arg(long, short)]
    follow: bool,
    /// Lines as they were written, not made readable
    #[arg(long)]
    raw: bool,
    /// Of the stack of a running `cargo xtask test` instead
    #[arg(long)]
    test_stack: bool,
}

/// Which sources are shown, and how.
pub(crate) struct Selection {
    source: Option<String>,
    raw: bool,
}

impl Selection {
    /// All sources, made readable.
    pub(crate) fn everything() -> Self {
        Self { source: None, raw: false }
    }

    fn includes(&self, source: &str) -> bool {
        self.source.as_deref().is_none_or(|only| only == source)
    }

    fn print(&self, source: &str, text: &str) {
        if self.raw {
            say::out(format_args!("{text}"));
            return;
        }
        // Asked for one source: all it says. In the crowd: what matters.
        if let Some(readable) = line::readable(source, text, self.source.is_none()) {
            let colour = COLOURS[source.bytes().map(usize::from).sum::<usize>() % COLOURS.len()];
            say::out(format_args!("{} {readable}", say::paint(&format!("{source:<12}"), colour)));
        }
    }
}

/// Run the command.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let stack = if options.test_stack { &stack::TEST } else { &stack::UP };
    let selection = Selection { source: options.source.clone(), raw: options.raw };
    let mut tail = Tail::new(stack);
    if let Some(source) = &options.source
        && !SOURCES.contains(&source.as_str())
    {
        bail!("nobody is called {source:?}. There are: {}", SOURCES.join(", "));
    }
    for (source, text) in tail.past(PAST, |source| selection.includes(source)) {
        selection.print(&source, &text);
    }
    if options.source.as_deref() == Some("mail") {
        for mail in mail::inbox(stack)? {
            say::out(format_args!("{mail}"));
        }
    }
    if options.follow {
        interrupt::watch()?;
        follow_from(stack, tail, &selection, interrupt::requested);
    }
    Ok(ExitCode::SUCCESS)
}

/// Show what is said from now on until `is_over`.
pub(crate) fn follow(stack: &Stack, selection: Selection, is_over: impl FnMut() -> bool) {
    let mut tail = Tail::new(stack);
    tail.skip();
    follow_from(stack, tail, &selection, is_over);
}

fn follow_from(stack: &Stack, mut tail: Tail, selection: &Selection, mut is_over: impl FnMut() -> bool) {
    let mut seen = mail::inbox(stack).map(|mails| mails.len()).unwrap_or_default();
    while !is_over() {
        for (source, text) in tail.fresh() {
            if selection.includes(&source) {
                selection.print(&source, &text);
            }
        }
        if selection.includes("mail") {
            let mails = mail::inbox(stack).unwrap_or_default();
            for mail in mails.iter().skip(seen) {
                if selection.source.is_some() {
                    say::out(format_args!("{mail}"))
                } else {
                    selection.print("mail", &mail.short())
                }
            }
            seen = mails.len();
        }
        std::thread::sleep(PAUSE);
    }
}
