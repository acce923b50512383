//! JSON into a tree, without dropping a key that is given twice.

use std::{fmt, rc::Rc};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{MAX_DEPTH, MAX_NODES, Node, Value, short};

/// Reads one value or, where the first line is one by itself, a value a line.
pub(super) fn read(text: &str) -> Result<Vec<Node>, String> {
    let mut left = MAX_NODES;
    let whole = match value(text, &mut left) {
        Ok(node) => return Ok(vec![node]),
        Err(error) => error.to_string(),
    };
    let mut left = MAX_NODES;
    let mut nodes = Vec::new();
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match value(text, &mut left) {
            Ok(node) => nodes.push(node),
            Err(_) if nodes.is_empty() => return Err(whole),
            Err(error) => return Err(format!("line {line}: {error}")),
        }
    }
    Ok(nodes)
}

fn value(text: &str, left: &mut usize) -> serde_json::Result<Node> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let node = Seed { left, depth: MAX_DEPTH }.deserialize(&mut reader)?;
    reader.end().map(|()| node)
}

/// Reads one value, as long as nodes and levels are left.
struct Seed<'a> {
    left: &'a mut usize,
    depth: usize,
}

impl Seed<'_> {
    fn deeper<E: Error>(&mut self) -> Result<Seed<'_>, E> {
        let depth = self.depth.checked_sub(1);
        let depth = depth.ok_or_else(|| E::custom(format!("nested more than {MAX_DEPTH} levels deep")))?;
        Ok(Seed { left: self.left, depth })
    }

    fn node<E: Error>(self, value: Value) -> Result<Node, E> {
        let left = self.left.checked_sub(1);
        *self.left = left.ok_or_else(|| E::custom(format!("more than {MAX_NODES} values")))?;
        Ok(Node { line: 0, tag: None, value })
    }

    fn scalar<E: Error>(self, text: impl ToString, plain: bool) -> Result<Node, E> {
        self.node(Value::Scalar { text: text.to_string(), plain })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.scalar(value, true)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.scalar(value, true)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        self.scalar(value, true)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.scalar(value, true)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.scalar(value, false)
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.scalar("null", true)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper()?)? {
            list.push(Rc::new(item));
        }
        self.node(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        let mut keys = std::collections::HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(format!("the key \"{}\" is given twice", short(&key))));
            }
            map.push((key, Rc::new(entries.next_value_seed(self.deeper()?)?)));
        }
        self.node(Value::Map(map))
    }
}
