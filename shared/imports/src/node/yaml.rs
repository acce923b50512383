//! YAML into a tree, from the parser's events: no recursion, and no alias that is copied.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::{MAX_DEPTH, MAX_NODES, Node, Value, short};

pub(super) fn read(text: &str) -> Result<Vec<Node>, String> {
    let mut parser = Parser::new_from_str(text);
    let mut builder = Builder::default();
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| at(error.marker().line(), error.info()))?;
        builder.take(event, span)?;
    }
    Ok(builder.documents)
}

#[derive(Default)]
struct Builder {
    documents: Vec<Node>,
    /// Lists and maps that are not complete yet, the outermost first.
    open: Vec<Open>,
    /// What an anchor names, with its size.
    anchors: HashMap<usize, (Rc<Node>, usize)>,
    /// Nodes so far, those that aliases repeat included.
    nodes: usize,
}

struct Open {
    line: usize,
    anchor: usize,
    tag: Option<String>,
    /// Nodes before it.
    before: usize,
    children: Children,
}

enum Children {
    List(Vec<Rc<Node>>),
    Map { entries: Vec<(String, Rc<Node>)>, keys: HashSet<String>, key: Option<String> },
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), String> {
        let line = span.start.line();
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let core_text =
                    tag.as_deref().is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                let plain = style == ScalarStyle::Plain && !core_text;
                let value = Value::Scalar { text: text.into_owned(), plain };
                let node = Rc::new(Node { line, tag: foreign(tag.as_deref()), value });
                self.count(1, line)?;
                self.complete(node, anchor, 1)
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(line, anchor, tag.as_deref(), Children::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                let children = Children::Map { entries: Vec::new(), keys: HashSet::new(), key: None };
                self.open(line, anchor, tag.as_deref(), children)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => {
                let named = self.anchors.get(&anchor).cloned();
                let (node, size) = named.ok_or_else(|| at(line, "an alias within what it names"))?;
                self.count(size, line)?;
                self.complete(node, 0, size)
            }
            Event::DocumentStart(_) => {
                self.anchors.clear();
                Ok(())
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn count(&mut self, more: usize, line: usize) -> Result<(), String> {
        self.nodes = self.nodes.saturating_add(more);
        if self.nodes > MAX_NODES {
            return Err(at(line, &format!("more than {MAX_NODES} values, aliases written out")));
        }
        Ok(())
    }

    fn open(
        &mut self,
        line: usize,
        anchor: usize,
        tag: Option<&Tag>,
        children: Children,
    ) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(at(line, &format!("nested more than {MAX_DEPTH} levels deep")));
        }
        let before = self.nodes;
        self.count(1, line)?;
        self.open.push(Open { line, anchor, tag: foreign(tag), before, children });
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(Open { line, anchor, tag, before, children }) = self.open.pop() else {
            return Err("an end without a beginning".to_owned());
        };
        let value = match children {
            Children::List(items) => Value::List(items),
            Children::Map { entries, .. } => Value::Map(entries),
        };
        let size = self.nodes - before;
        self.complete(Rc::new(Node { line, tag, value }), anchor, size)
    }

    /// Puts a complete node into the list or map it belongs to.
    fn complete(&mut self, node: Rc<Node>, anchor: usize, size: usize) -> Result<(), String> {
        if anchor > 0 {
            self.anchors.insert(anchor, (Rc::clone(&node), size));
        }
        match self.open.last_mut().map(|open| &mut open.children) {
            None => self.documents.push(Rc::unwrap_or_clone(node)),
            Some(Children::List(items)) => items.push(node),
            Some(Children::Map { entries, keys, key }) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => {
                    let Value::Scalar { text, .. } = &node.value else {
                        return Err(at(node.line, "a key must be a text"));
                    };
                    if !keys.insert(text.clone()) {
                        let twice = format!("the key \"{}\" is given twice", short(text));
                        return Err(at(node.line, &twice));
                    }
                    *key = Some(text.clone());
                }
            },
        }
        Ok(())
    }
}

/// A tag that means more than a plain type, as it is written.
fn foreign(tag: Option<&Tag>) -> Option<String> {
    tag.filter(|tag| !tag.is_yaml_core_schema()).map(Tag::to_string)
}

fn at(line: usize, why: &str) -> String {
    format!("line {line}: {why}")
}
