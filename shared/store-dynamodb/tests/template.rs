//! `template.yaml`, the adapter and the tests' own table must agree on keys and indexes.

use std::{collections::BTreeMap, path::Path};

use powerdown_store_dynamodb::{INDEXES, Index, TABLE_KEY, TIME_TO_LIVE};

/// The lines of the template's table, from its logical id to the next one.
fn table_lines() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../template.yaml");
    let template = std::fs::read_to_string(path).expect("the template is at the root of the repository");
    let lines = template.lines().skip_while(|line| *line != "  Table:").skip(1);
    let own = lines.take_while(|line| line.is_empty() || line.starts_with("    "));
    own.map(|line| line.trim().to_owned()).collect()
}

/// `AttributeName` and the other value of a line such as `- {AttributeName: pk, KeyType: HASH}`.
fn pair(line: &str, other: &str) -> Option<(String, String)> {
    let (name, value) = line.strip_prefix("- {AttributeName: ")?.strip_suffix('}')?.split_once(", ")?;
    Some((name.to_owned(), value.strip_prefix(other)?.strip_prefix(": ")?.to_owned()))
}

#[test]
fn the_template_declares_the_keys_and_indexes_that_the_adapter_uses() {
    let mut keys: BTreeMap<String, [String; 2]> = BTreeMap::new();
    let mut attributes: BTreeMap<String, String> = BTreeMap::new();
    let (mut key_of, mut projections) = (String::new(), 0);
    for line in table_lines() {
        if let Some(index) = line.strip_prefix("- IndexName: ") {
            key_of = index.to_owned();
        }
        if let Some((name, kind)) = pair(&line, "KeyType") {
            keys.entry(key_of.clone()).or_default()[usize::from(kind == "RANGE")] = name;
        }
        if let Some((name, kind)) = pair(&line, "AttributeType") {
            attributes.insert(name, kind);
        }
        projections += usize::from(line == "Projection: {ProjectionType: KEYS_ONLY}");
    }
    let expected = |hash: &str, range: &str| [hash.to_owned(), range.to_owned()];
    assert_eq!(keys.remove(""), Some(expected(TABLE_KEY.0, TABLE_KEY.1)));
    for Index { name, hash, range } in INDEXES {
        assert_eq!(keys.remove(name), Some(expected(hash, range)), "index {name}");
        assert_eq!(attributes.get(hash).map(String::as_str), Some("S"), "{hash}");
        assert_eq!(attributes.get(range).map(String::as_str), Some("S"), "{range}");
    }
    assert!(keys.is_empty(), "indexes nobody reads: {keys:?}");
    assert_eq!(projections, INDEXES.len(), "every index holds keys only");
}

#[test]
fn what_expires_is_swept_by_the_attribute_that_the_adapter_writes() {
    let expected = format!("TimeToLiveSpecification: {{AttributeName: {TIME_TO_LIVE}, Enabled: true}}");
    assert!(table_lines().contains(&expected), "no line \"{expected}\"");
}
