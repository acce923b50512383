//! Documents that point at something point at something that is there.

use std::{collections::BTreeSet, path::Path};

use crate::repository::{assert_none, read, root, written_files};

fn documents() -> Vec<(String, String)> {
    let files = written_files().into_iter().filter(|path| path.ends_with(".md"));
    files.map(|path| (read(&path), path)).map(|(text, path)| (path, text)).collect()
}

/// What stands between back-ticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn links_within_the_repository_lead_somewhere() {
    let mut dead = Vec::new();
    for (path, text) in documents() {
        let folder = Path::new(&path).parent().unwrap_or(Path::new(""));
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ', '#']).next()) {
            let outside = link.is_empty() || link.contains("://") || link.starts_with("mailto:");
            if !outside && !root().join(folder).join(link).exists() {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    assert_none(&dead, "links that lead nowhere:");
}

/// An invariant is worth the test that holds it: each test that a document names exists under that name.
#[test]
fn tests_that_documents_name_exist() {
    let sources = written_files().into_iter().filter(|path| path.ends_with(".rs"));
    let functions: BTreeSet<String> = sources
        .flat_map(|path| {
            let text = read(&path);
            let names = text.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let mut missing = Vec::new();
    for (path, text) in documents() {
        for words in quoted(&text) {
            let name = words.rsplit("::").next().unwrap_or(words);
            let is_a_sentence = name.matches('_').count() >= 4;
            let is_a_name = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if is_a_sentence && is_a_name && !functions.contains(name) {
                missing.push(format!("{path}: {words}"));
            }
        }
    }
    assert_none(&missing, "tests that do not exist:");
}

/// DESIGN: what is an argument is banned below every `main.rs`, and each ban says what to do instead.
#[test]
fn clippy_bans_what_must_be_an_argument() {
    let config = read("clippy.toml");
    let banned = [
        "std::time::SystemTime::now",
        "std::time::Instant::now",
        "jiff::Timestamp::now",
        "jiff::Zoned::now",
        "jiff::tz::TimeZone::system",
        "jiff::tz::TimeZone::get",
        "std::env::var",
        "std::env::var_os",
        "std::env::vars",
    ];
    for path in banned {
        let line = config.lines().find(|line| line.contains(&format!("\"{path}\"")));
        let line = line.unwrap_or_else(|| panic!("clippy.toml does not ban {path}"));
        let reason = line.split_once("reason = \"").map(|(_, reason)| reason.len()).unwrap_or_default();
        assert!(reason > 20, "no reason is given for {path}");
    }
}
