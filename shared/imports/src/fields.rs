//! The fields of a thing that is configured, whichever of several forms it was written in.

use std::rc::Rc;

use crate::node::{Node, Value, short};

/// The most fields of one thing; there are far fewer that are known.
const MAX_FIELDS: usize = 100;

/// Fields by name. `BeginTime`, `begin-time` and `begintime` are one name: CloudFormation, the command
/// line and tables each spell it in their own way.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<Field>);

#[derive(Debug)]
struct Field {
    name: String,
    written: String,
    node: Rc<Node>,
}

/// A name as all forms share it.
pub(crate) fn shared_name(written: &str) -> String {
    written.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).collect()
}

impl Fields {
    /// The fields of a map.
    ///
    /// # Errors
    /// No map, more than [`MAX_FIELDS`], or a field that is there in two spellings.
    pub(crate) fn of(node: &Node) -> Result<Self, String> {
        let entries = node.map().ok_or_else(|| format!("must be a map of fields, is {}", node.kind()))?;
        let mut fields = Self::default();
        for (written, node) in entries {
            fields.put_once(written, Rc::clone(node))?;
        }
        Ok(fields)
    }

    /// Adds a field.
    pub(crate) fn put(&mut self, written: &str, node: Rc<Node>) {
        self.0.push(Field { name: shared_name(written), written: written.to_owned(), node });
    }

    /// Adds a field, unless it is there already.
    pub(crate) fn put_once(&mut self, written: &str, node: Rc<Node>) -> Result<(), String> {
        if self.find(&shared_name(written)).is_some() {
            return Err(format!("the field \"{}\" is given twice", short(written)));
        }
        if self.0.len() == MAX_FIELDS {
            return Err(format!("has more than {MAX_FIELDS} fields"));
        }
        self.put(written, node);
        Ok(())
    }

    /// Takes a field out; fields that nobody takes are unknown ones.
    pub(crate) fn take(&mut self, name: &str) -> Option<Rc<Node>> {
        let index = self.find(name)?;
        Some(self.0.remove(index).node).filter(|node| !node.is_null())
    }

    /// The names, as written, of fields that nobody took.
    pub(crate) fn left(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|field| field.written.as_str())
    }

    /// Takes a text out; an empty one counts as none.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        Ok(self.text_as_written(name)?.filter(|text| !text.is_empty()))
    }

    /// Takes a text out, be it empty.
    pub(crate) fn text_as_written(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(node) = self.take(name) else { return Ok(None) };
        resolved(name, &node)?;
        let text = node.text().ok_or_else(|| format!("{name}: must be a text, is {}", node.kind()))?;
        Ok(Some(text.to_owned()))
    }

    /// Takes a yes or no out.
    pub(crate) fn flag(&mut self, name: &str) -> Result<Option<bool>, String> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Ok(Some(true)),
            "false" | "no" | "off" => Ok(Some(false)),
            _ => Err(format!("{name}: \"{}\" is neither true nor false", short(&text))),
        }
    }

    /// Takes a list of texts out; a single text is a list with commas.
    pub(crate) fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, String> {
        let Some(node) = self.take(name) else { return Ok(None) };
        resolved(name, &node)?;
        let of_item = |item: &Rc<Node>| {
            resolved(name, item)?;
            let text =
                item.text().ok_or_else(|| format!("{name}: must list texts, lists {}", item.kind()))?;
            Ok(text.to_owned())
        };
        match &node.value {
            Value::Scalar { text, .. } if text.is_empty() => Ok(Some(Vec::new())),
            Value::Scalar { text, .. } => Ok(Some(text.split(',').map(str::to_owned).collect())),
            Value::List(items) => items.iter().map(of_item).collect::<Result<_, String>>().map(Some),
            Value::Map(_) => Err(format!("{name}: must be a list of texts, is {}", node.kind())),
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|field| field.name == name)
    }
}

/// Refuses what only CloudFormation can resolve.
pub(crate) fn resolved(name: &str, node: &Node) -> Result<(), String> {
    let of_map = || match node.map() {
        Some([(key, _)]) if key == "Ref" || key.starts_with("Fn::") => Some(key.clone()),
        _ => None,
    };
    match node.tag.clone().or_else(of_map) {
        None => Ok(()),
        Some(function) => Err(format!(
            "{name}: \"{}\" is resolved by CloudFormation when it deploys, not here; write the value itself, \
             such as Timezone: Europe/Berlin",
            short(&function)
        )),
    }
}
