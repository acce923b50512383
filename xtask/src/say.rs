//! How progress is told: one line when a step begins, one when it ends with the time it took.
//!
//! Progress goes to standard error, so that `--json` and final lines on standard output stay clean.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// One step of a longer command.
pub(crate) struct Step {
    name: String,
    began: Instant,
}

/// Say what begins now.
pub(crate) fn step(name: impl Into<String>) -> Step {
    let name = name.into();
    eprintln!("{} {name} …", paint("·", "36"));
    Step { name, began: Instant::now() }
}

impl Step {
    /// Say that it is done, and how long it took.
    pub(crate) fn done(self) {
        eprintln!("{} {} ({})", paint("✓", "32"), self.name, seconds(self.began.elapsed()));
    }

    /// Say that it failed, and after how long.
    pub(crate) fn failed(self) {
        eprintln!("{} {} ({})", paint("✗", "31"), self.name, seconds(self.began.elapsed()));
    }
}

/// A remark between steps.
pub(crate) fn note(text: impl AsRef<str>) {
    eprintln!("  {}", text.as_ref());
}

/// A line of the command's answer, on standard output. A reader that has seen enough (`… | head`) ends the command
/// without a word.
pub(crate) fn out(line: fmt::Arguments<'_>) {
    if writeln!(io::stdout().lock(), "{line}").is_err() {
        std::process::exit(0);
    }
}

/// Why the command failed: what we were doing, then each cause.
pub(crate) fn failure(error: &anyhow::Error) {
    eprintln!("{} {error}", paint("✗", "31"));
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
}

/// `12.3 s` or `2 min 5 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}

/// Colour (an SGR code such as `31`) where a terminal shows it and `NO_COLOR` does not forbid it.
pub(crate) fn paint(text: &str, code: &str) -> String {
    let coloured = std::env::var_os("NO_COLOR").is_none()
        && std::io::stdout().is_terminal()
        && std::io::stderr().is_terminal();
    if coloured { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
