//! Conditions and changes in DynamoDB's expression language.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::Body;

/// A piece of DynamoDB's expression language with its names and values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expression {
    pub(crate) text: String,
    pub(crate) names: HashMap<String, String>,
    pub(crate) values: HashMap<String, AttributeValue>,
}

impl Expression {
    /// The text writes an attribute `rev` as `#rev` and a value as `:rev`, both given by the calls
    /// that follow.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// There is no such item yet.
    pub(crate) fn nothing_there() -> Self {
        Self::new("attribute_not_exists(pk)")
    }

    /// As [`Self::stored_at_rev`], where 0 stands for nothing being stored.
    pub(crate) fn at_rev(rev: u64) -> Self {
        if rev == 0 {
            return Self::nothing_there();
        }
        Self::stored_at_rev(rev)
    }

    /// The stored version is what was read, and there is one.
    pub(crate) fn stored_at_rev(rev: u64) -> Self {
        Self::new("#rev = :rev").name("rev").number("rev", rev)
    }

    /// As [`Self::stored_at_rev`], for an entity that counted none at first: what carries none is at 1.
    pub(crate) fn stored_at_rev_or_first(rev: u64) -> Self {
        if rev != 1 {
            return Self::stored_at_rev(rev);
        }
        Self::new("(attribute_exists(pk) AND (attribute_not_exists(#rev) OR #rev = :rev))")
            .name("rev")
            .number("rev", rev)
    }

    /// The item is not newer than this code, or there is none.
    pub(crate) fn format_known<B: Body>() -> Self {
        Self::new("(attribute_not_exists(#v) OR #v <= :v)").name("v").number("v", B::ENTITY.version.into())
    }

    /// Demands nothing.
    pub(crate) fn always() -> Self {
        Self::default()
    }

    /// Both hold.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.text =
            if self.text.is_empty() { other.text } else { format!("{} AND {}", self.text, other.text) };
        self.names.extend(other.names);
        self.values.extend(other.values);
        self
    }

    pub(crate) fn name(mut self, name: &str) -> Self {
        self.names.insert(format!("#{name}"), name.to_owned());
        self
    }

    pub(crate) fn value(mut self, name: &str, value: AttributeValue) -> Self {
        self.values.insert(format!(":{name}"), value);
        self
    }

    pub(crate) fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.value(name, AttributeValue::S(value.into()))
    }

    pub(crate) fn number(self, name: &str, value: u64) -> Self {
        self.value(name, AttributeValue::N(value.to_string()))
    }
}

/// An expression as the SDK takes it: what is empty must be absent.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) text: Option<String>,
    pub(crate) names: Option<HashMap<String, String>>,
    pub(crate) values: Option<HashMap<String, AttributeValue>>,
}

impl From<Expression> for Parts {
    fn from(expression: Expression) -> Self {
        Self {
            text: Some(expression.text),
            names: Some(expression.names).filter(|names| !names.is_empty()),
            values: Some(expression.values).filter(|values| !values.is_empty()),
        }
    }
}

impl Parts {
    /// The text of a change, and a condition with the names and values of both.
    pub(crate) fn together(change: Expression, condition: Self) -> (Option<String>, Self) {
        let change = Self::from(change);
        let names = [change.names, condition.names].into_iter().flatten().flatten().collect();
        let values = [change.values, condition.values].into_iter().flatten().flatten().collect();
        (change.text, Self::from(Expression { text: String::new(), names, values }).with_text(condition.text))
    }

    fn with_text(self, text: Option<String>) -> Self {
        Self { text, ..self }
    }
}
