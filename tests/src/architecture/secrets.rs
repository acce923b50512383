//! No secret is forgotten by the tests of secrets: the list of how each is kept is held to the sources.

use std::collections::BTreeSet;

use crate::{
    kept::{HASHED, SEALED},
    repository::{read, written_files},
};

const CONTRACT: &str = "shared/testkit/src/contract/sealed.rs";

/// The sources of what is deployed.
fn deployed() -> Vec<String> {
    let files = written_files().into_iter().filter(|path| path.ends_with(".rs") && path.contains("/src/"));
    let ours = |path: &String| path.starts_with("shared/") || path.starts_with("functions/");
    files.filter(|path| ours(path) && !path.starts_with("shared/testkit/")).collect()
}

/// The word behind each place where `before` stands in a line that is no comment.
fn words_behind(text: &str, before: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let rests = code.flat_map(|line| line.split(before).skip(1));
    let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>();
    rests.map(word).filter(|word| word.len() > 1).collect()
}

fn listed(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn every_sealed_type_is_listed() {
    let texts: Vec<String> = deployed().iter().map(|path| read(path)).collect();
    for before in ["Sealable for ", "Sealed<"] {
        let found: BTreeSet<String> = texts.iter().flat_map(|text| words_behind(text, before)).collect();
        assert_eq!(found, listed(&SEALED), "`{before}…` in the sources, and the list in tests/src/kept.rs");
    }
}

#[test]
fn every_stored_hash_is_listed() {
    let mut found = BTreeSet::new();
    for path in deployed().iter().filter(|path| path.starts_with("shared/engine/src/record/")) {
        let mut record = String::new();
        for line in read(path).lines().map(str::trim) {
            if let Some(name) = line.strip_prefix("pub struct ") {
                record = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            }
            let field = line.strip_prefix("pub ").and_then(|field| field.split_once(": "));
            if let Some((field, of)) = field
                && ["TokenHash", "PasswordHash"].iter().any(|hash| of.contains(hash))
            {
                found.insert(format!("{record}.{field}"));
            }
        }
    }
    assert_eq!(found, listed(&HASHED), "hashes in records, and the list in tests/src/kept.rs");
}

#[test]
fn the_contract_of_sealed_fields_has_a_sample_of_each() {
    let sampled: BTreeSet<String> = words_behind(&read(CONTRACT), "field::<").into_iter().collect();
    assert_eq!(sampled, listed(&SEALED), "samples in {CONTRACT}, and the list in tests/src/kept.rs");
}
