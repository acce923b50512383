//! Reading how many tests passed from what the runners print.

use std::ops::AddAssign;

/// How many tests did what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u32,
    pub(super) failed: u32,
    pub(super) skipped: u32,
}

impl Count {
    /// One that failed.
    pub(super) const FAILURE: Self = Self { passed: 0, failed: 1, skipped: 0 };
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// `Summary [   0.5s] 12 tests run: 11 passed (1 slow), 1 failed, 80 skipped`.
///
/// nextest counts as skipped what a filter left out, too: that is not taken over.
pub(super) fn nextest(output: &str) -> Count {
    let Some(line) = lines(output).into_iter().rev().find(|line| line.trim_start().starts_with("Summary ["))
    else {
        return Count::default();
    };
    let run = before(&line, "test run:").or_else(|| before(&line, "tests run:")).unwrap_or(0);
    let passed = before(&line, "passed").unwrap_or(0);
    Count { passed, failed: run.saturating_sub(passed), skipped: 0 }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out`, once a binary.
pub(super) fn cargo_test(output: &str) -> Count {
    let mut total = Count::default();
    for line in lines(output).iter().filter(|line| line.starts_with("test result:")) {
        total += Count {
            passed: before(line, "passed").unwrap_or(0),
            failed: before(line, "failed").unwrap_or(0),
            skipped: before(line, "ignored").unwrap_or(0),
        };
    }
    total
}

/// `      Tests  1 failed | 11 passed | 2 skipped (14)`.
pub(super) fn vitest(output: &str) -> Count {
    let lines = lines(output);
    let Some(line) = lines.iter().rev().find(|line| line.trim_start().starts_with("Tests ")) else {
        return Count::default();
    };
    Count {
        passed: before(line, "passed").unwrap_or(0),
        failed: before(line, "failed").unwrap_or(0),
        skipped: before(line, "skipped").unwrap_or(0) + before(line, "todo").unwrap_or(0),
    }
}

/// `  5 passed (3.2s)`, `  1 failed`, `  1 flaky`, `  2 skipped`, `  1 did not run`, each a line of its own.
///
/// A test that passes only when repeated has failed.
pub(super) fn playwright(output: &str) -> Count {
    let mut count = Count::default();
    for line in lines(output) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(number) = words.first().and_then(|word| word.parse::<u32>().ok()) else { continue };
        match words[1..] {
            ["passed", ..] => count.passed = number,
            ["failed"] | ["flaky"] | ["interrupted"] => count.failed += number,
            ["skipped"] => count.skipped += number,
            ["did", "not", "run"] => count.failed += number,
            _ => {}
        }
    }
    count
}

/// `Ran 12 tests in 0.05s`, then `OK` or `FAILED (failures=1, errors=2, skipped=3)`.
pub(super) fn unittest(output: &str) -> Count {
    let lines = lines(output);
    let find = |start: &str| lines.iter().rev().find(|line| line.starts_with(start));
    let run = find("Ran ").and_then(|line| before(line, "test")).unwrap_or(0);
    let after = |name: &str| {
        let verdict = find("FAILED").or_else(|| find("OK"))?;
        let (_, number) = verdict.split_once(&format!("{name}="))?;
        number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let failed = after("failures").unwrap_or(0) + after("errors").unwrap_or(0);
    let skipped = after("skipped").unwrap_or(0);
    Count { passed: run.saturating_sub(failed + skipped), failed, skipped }
}

/// The number before a phrase.
fn before(line: &str, phrase: &str) -> Option<u32> {
    let at = line.find(phrase)?;
    line[..at].split_whitespace().next_back()?.trim_start_matches('(').parse().ok()
}

/// Lines without colours.
fn lines(output: &str) -> Vec<String> {
    let mut plain = String::with_capacity(output.len());
    let mut rest = output.chars();
    while let Some(char) = rest.next() {
        if char == '\u{1b}' {
            // An escape ends with its first letter.
            while rest.next().is_some_and(|char| !char.is_ascii_alphabetic()) {}
        } else {
            plain.push(char);
        }
    }
    plain.lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Count, cargo_test, nextest, playwright, unittest, vitest};

    fn count(passed: u32, failed: u32, skipped: u32) -> Count {
        Count { passed, failed, skipped }
    }

    #[test]
    fn nextest_counts_what_ran() {
        let summary = "     Summary [   0.512s] 12 tests run: 11 passed (1 slow), 1 failed, 80 skipped";
        assert_eq!(nextest(summary), count(11, 1, 0));
        assert_eq!(
            nextest("\u{1b}[32m Summary [ 0.1s] 1 test run: 1 passed, 4 skipped\u{1b}[0m"),
            count(1, 0, 0)
        );
        assert_eq!(
            nextest("Summary [ 0.1s] 3/5 tests run: 1 passed, 1 failed, 1 timed out, 0 skipped").passed,
            1
        );
    }

    #[test]
    fn cargo_test_sums_its_binaries() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                      test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(cargo_test(output), count(4, 2, 1));
    }

    #[test]
    fn vitest_names_only_what_happened() {
        assert_eq!(vitest(" Test Files  2 passed (2)\n      Tests  12 passed (12)"), count(12, 0, 0));
        assert_eq!(vitest("      Tests  1 failed | 11 passed | 2 skipped (14)"), count(11, 1, 2));
    }

    #[test]
    fn a_flaky_browser_test_has_failed() {
        assert_eq!(playwright("  1 flaky\n  2 skipped\n  5 passed (3.2s)"), count(5, 1, 2));
        assert_eq!(
            playwright("  1 failed\n    [x] › a.spec.ts:1:1 › b\n  3 did not run\n  5 passed (3s)"),
            count(5, 4, 0)
        );
    }

    #[test]
    fn unittest_tells_what_it_did_not_pass() {
        assert_eq!(unittest("Ran 12 tests in 0.052s\n\nOK"), count(12, 0, 0));
        assert_eq!(unittest("Ran 5 tests in 1s\n\nFAILED (failures=1, errors=1, skipped=1)"), count(2, 2, 1));
        assert_eq!(unittest("Ran 1 test in 1s\n\nOK (skipped=1)"), count(0, 0, 1));
    }
}
