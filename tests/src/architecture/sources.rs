//! How sources look, and what must not stand in them.

use crate::repository::{assert_none, read, written_files};

/// No file is longer than this without being generated.
const LONGEST: usize = 400;
const LANGUAGES: [&str; 6] = [".rs", ".ts", ".svelte", ".py", ".mjs", ".css"];
/// Drawers for anything; a thing is named for what it holds.
const DRAWERS: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "misc"];

fn sources(endings: &[&str]) -> Vec<(String, String)> {
    let files = written_files();
    let wanted = files.into_iter().filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
    wanted.map(|path| (read(&path), path)).map(|(text, path)| (path, text)).collect()
}

/// Lines of a Rust source that are not comments, with their numbers from 1.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| !line.starts_with("//"))
}

#[test]
fn files_are_small_rooms() {
    let long: Vec<String> = sources(&LANGUAGES)
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert_none(&long, "longer than 400 lines:");
}

#[test]
fn rust_sources_say_why_they_exist() {
    let silent: Vec<String> = sources(&[".rs"])
        .into_iter()
        .filter(|(path, text)| !is_a_tests_module(path) && !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert_none(&silent, "without a module doc (`//!`) in the first line:");
}

/// `foo/tests.rs` and the parts of a `tests/` folder: what is under test says why it exists.
fn is_a_tests_module(path: &str) -> bool {
    path.ends_with("/tests.rs") || (path.contains("/tests/") && !path.ends_with("/main.rs"))
}

#[test]
fn nothing_is_left_to_do_or_waved_through() {
    let forbidden = [
        (concat!("un", "safe "), "the workspace forbids it"),
        (concat!("todo", "!("), "finish it"),
        (concat!("unimplemented", "!("), "finish it"),
        (concat!("dbg", "!("), "take it out"),
        (concat!("#[", "allow("), "use #[expect(…, reason = \"…\")]"),
        (concat!("#![", "allow("), "use #[expect(…, reason = \"…\")]"),
    ];
    let mut found = Vec::new();
    for (path, text) in sources(&[".rs"]) {
        for (number, line) in code(&text) {
            for (words, instead) in forbidden {
                if line.contains(words) {
                    found.push(format!("{path}:{number}: `{}`: {instead}", words.trim()));
                }
            }
        }
    }
    assert_none(&found, "must not stand in a source:");
}

#[test]
fn every_expectation_has_a_reason() {
    let mut bare = Vec::new();
    for (path, text) in sources(&[".rs"]) {
        let opening = concat!("#[", "expect(");
        for (start, _) in text.match_indices(opening) {
            let rest = &text[start..];
            let attribute = &rest[..rest.find(")]").unwrap_or(rest.len())];
            if !attribute.contains("reason") {
                bare.push(format!("{path}: {}", attribute.lines().next().unwrap_or_default()));
            }
        }
    }
    assert_none(&bare, "an expectation without a reason:");
}

#[test]
fn nothing_is_kept_in_a_drawer() {
    let drawers: Vec<String> = written_files()
        .into_iter()
        .filter(|path| {
            let mut parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
            parts.any(|part| DRAWERS.contains(&part))
        })
        .collect();
    assert_none(&drawers, "named for a drawer, not for what it holds:");
}

#[test]
fn no_path_of_somebodys_machine_is_committed() {
    let homes = ["/home/", "/root/", "/Users/", "/work/", "/tmp/", "/mnt/"];
    let texts = [".md", ".yaml", ".yml", ".toml", ".json", ".rs", ".py", ".ts", ".mjs", ".svelte", ".txt"];
    let mut found = Vec::new();
    for (path, text) in sources(&texts) {
        for (number, line) in text.lines().enumerate() {
            for home in homes {
                let begins = |before: Option<char>| {
                    before.is_none_or(|c| !c.is_alphanumeric() && !"}).*_-".contains(c))
                };
                let starts: Vec<usize> = line.match_indices(home).map(|(start, _)| start).collect();
                // This very list is the one place where they may stand.
                let is_list = path == "tests/src/architecture/sources.rs" && line.contains("let homes");
                if !is_list && starts.iter().any(|start| begins(line[..*start].chars().next_back())) {
                    found.push(format!("{path}:{}: {home}…", number + 1));
                }
            }
        }
    }
    assert_none(&found, "a path that exists on one machine only:");
}

#[test]
fn packages_come_from_the_public_registries() {
    let mut found = Vec::new();
    for line in read("Cargo.lock").lines().filter(|line| line.starts_with("source = ")) {
        if !line.contains("registry+https://github.com/rust-lang/crates.io-index") {
            found.push(format!("Cargo.lock: {line}"));
        }
    }
    for line in
        read("web/package-lock.json").lines().map(str::trim).filter(|line| line.starts_with("\"resolved\""))
    {
        if !line.contains("https://registry.npmjs.org/") {
            found.push(format!("web/package-lock.json: {line}"));
        }
    }
    for (path, text) in sources(&[".txt"]) {
        for line in text.lines().filter(|line| line.contains("index-url") || line.contains("://")) {
            if !line.trim_start().starts_with('#') {
                found.push(format!("{path}: {line}"));
            }
        }
    }
    assert_none(&found, "from elsewhere than the public registries:");
}
