//! Lists on the wire: a part of a list, and things of which only some fields are shown.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        OpenApi as Document, RefOr,
        schema::{AdditionalProperties, AnyOfBuilder, ArrayItems, ObjectBuilder, Schema},
    },
};

/// Part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T: ToSchema> {
    /// The things. A page may be short, or empty, and still not be the last.
    #[schema(value_type = Vec<T>)]
    pub items: Vec<Sparse<T>>,
    /// Where the next page begins; absent on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// A thing, or those of its fields that were asked for.
#[derive(Debug)]
pub enum Sparse<T> {
    /// All of it.
    Whole(T),
    /// Some fields, as they are in the whole.
    Part(Map<String, Value>),
}

impl<T: Serialize> Sparse<T> {
    /// Shows these fields of a thing, or all.
    ///
    /// # Errors
    /// For a thing that has no JSON form; ours have.
    pub fn of(thing: T, fields: Option<&BTreeSet<String>>) -> Result<Self, serde_json::Error> {
        let Some(fields) = fields else { return Ok(Self::Whole(thing)) };
        let Value::Object(mut shown) = serde_json::to_value(&thing)? else { return Ok(Self::Whole(thing)) };
        shown.retain(|name, _| fields.contains(name));
        Ok(Self::Part(shown))
    }
}

impl<T: Serialize> Serialize for Sparse<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(thing) => thing.serialize(serializer),
            Self::Part(fields) => fields.serialize(serializer),
        }
    }
}

/// Says in a document that a page may hold parts of things: `items` alone cannot, since what a thing's
/// schema requires may be left out of a part.
pub fn allow_parts(document: &mut Document) {
    let Some(components) = &mut document.components else { return };
    let pages = components.schemas.iter_mut().filter(|(name, _)| name.starts_with("Page_"));
    for (_, page) in pages {
        let RefOr::T(Schema::Object(page)) = page else { continue };
        let Some(RefOr::T(Schema::Array(items))) = page.properties.get_mut("items") else { continue };
        let ArrayItems::RefOrSchema(whole) = &items.items else { continue };
        let part = ObjectBuilder::new()
            .description(Some("Only the fields that were asked for by `fields`."))
            .additional_properties(Some(AdditionalProperties::FreeForm(true)));
        let either = AnyOfBuilder::new().item((**whole).clone()).item(part);
        items.items = ArrayItems::RefOrSchema(Box::new(either.into()));
    }
}

/// The names of a thing's fields, as its schema has them.
pub fn fields_of<T: PartialSchema>() -> BTreeSet<String> {
    match T::schema() {
        RefOr::T(Schema::Object(object)) => object.properties.into_keys().collect(),
        _ => BTreeSet::new(),
    }
}
