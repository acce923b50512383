//! How every list of the API is asked: one reading of `limit`, `cursor`, `sort`, `fields` and filters,
//! one form of the answer, and one description of all that for the OpenAPI document.
//!
//! A list says in an `impl` of [`List`] what it is ordered and filtered by. It promises that each is
//! answered by a key or an index: a request reads as much as it shows, whatever the size of the whole.
//! What cannot be answered so is refused, and the refusal says what can.

use std::{collections::BTreeSet, fmt::Display, marker::PhantomData, str::FromStr};

use axum::Json;
use powerdown_domain::TenantId;
use powerdown_engine::ports::{Direction, Part};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Type},
    },
};

use crate::{
    border::canaries,
    cursor::Question,
    extract::Query,
    problem::{Answer, Problem},
    state::Base,
    views::page::{Page, Sparse, fields_of},
};

/// A list of the API.
pub trait List {
    /// Names it in cursors and refusals, such as `machines`. No two lists share a name.
    const NAME: &'static str;
    /// What `sort` calls its order; a `-` before it turns it around.
    const ORDERED_BY: &'static str = "created_at";
    /// The order when `sort` is absent.
    const DIRECTION: Direction = Direction::Forward;
    /// What it can be filtered by.
    const FILTERS: &'static [Filter] = &[];
    /// What one would like to filter by, and no index answers.
    const UNINDEXED: &'static [&'static str] = &[];
    /// Fields that are shown only where `fields` names them.
    const ONLY_BY_NAME: &'static [&'static str] = &[];
    /// A place between two of its items.
    type Place: Serialize + DeserializeOwned + Send + Sync;
    /// What it shows.
    type Item: Serialize + ToSchema;
}

/// Something a list can be filtered by.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// The parameter.
    pub name: &'static str,
    /// For the API's description.
    pub description: &'static str,
}

/// The parameters that every list takes.
const COMMON: [&str; 4] = ["limit", "cursor", "sort", "fields"];

/// A request for part of a list.
#[derive(Debug)]
pub struct Listing<L: List> {
    /// How many items at most.
    pub limit: u32,
    /// Which way.
    pub direction: Direction,
    /// Where the page before ended; `None` for the first.
    pub after: Option<L::Place>,
    fields: Option<BTreeSet<String>>,
    question: Question,
    list: PhantomData<fn() -> L>,
}

impl<L: List> Listing<L> {
    /// Reads a query.
    ///
    /// # Errors
    /// For anything that the list does not know, and for a cursor that is not of this list, tenant,
    /// order and filters.
    pub async fn read(base: &Base, tenant: TenantId, query: Query) -> Answer<Self> {
        Self::read_within(base, tenant, query, Question::new()).await
    }

    /// As [`Listing::read`], of a list that belongs to a thing named in the path: its cursors are good
    /// for that thing alone.
    ///
    /// # Errors
    /// As for [`Listing::read`].
    pub async fn read_within(
        base: &Base,
        tenant: TenantId,
        mut query: Query,
        mut question: Question,
    ) -> Answer<Self> {
        let limit = query.take_limit()?;
        let direction = direction::<L>(query.take::<String>("sort")?.as_deref())?;
        let fields = query.take::<String>("fields")?.map(|names| fields::<L>(&names)).transpose()?;
        let cursor = query.take::<String>("cursor")?;
        for filter in L::FILTERS {
            if let Some(value) = query.take::<String>(filter.name)? {
                question.insert(filter.name, value);
            }
        }
        if let Some(name) = query.first() {
            return Err(canaries::look_at_field(no_such_parameter::<L>(name), name));
        }
        question.insert("sort", sort_name::<L>(direction));
        let after = match cursor {
            Some(text) => Some(base.cursors(tenant).read(L::NAME, &question, &text).await?),
            None => None,
        };
        Ok(Self { limit, direction, after, fields, question, list: PhantomData })
    }

    /// The value of a filter; `None` when it was not asked for.
    ///
    /// # Errors
    /// With `T`'s own rule when the value breaks it.
    pub fn filter<T: FromStr<Err: Display>>(&self, name: &'static str) -> Answer<Option<T>> {
        let value = self.question.get(name);
        value.map(|value| value.parse().map_err(|rule: T::Err| Problem::invalid(name, rule))).transpose()
    }

    /// Whether a field is to be shown; what is costly to find out need not be otherwise.
    pub fn wants(&self, field: &str) -> bool {
        match &self.fields {
            Some(fields) => fields.contains(field),
            None => !L::ONLY_BY_NAME.contains(&field),
        }
    }

    /// What to ask of a store whose keys are the list's places.
    pub fn part(&self) -> Part<'_, L::Place> {
        Part::after(self.after.as_ref(), self.limit).going(self.direction)
    }

    /// The answer: these items, and the place behind them when there are more.
    ///
    /// # Errors
    /// The vault's.
    pub async fn answer(
        &self,
        base: &Base,
        tenant: TenantId,
        items: Vec<L::Item>,
        next: Option<L::Place>,
    ) -> Answer<Json<Page<L::Item>>> {
        let shown = |item| Sparse::of(item, self.fields.as_ref()).map_err(Problem::unwritable);
        let items = items.into_iter().map(shown).collect::<Answer<Vec<_>>>()?;
        let next_cursor = match next {
            Some(place) => Some(base.cursors(tenant).write(L::NAME, &self.question, &place).await?),
            None => None,
        };
        Ok(Json(Page { items, next_cursor }))
    }
}

fn direction<L: List>(sort: Option<&str>) -> Answer<Direction> {
    let names = [Direction::Forward, Direction::Backward];
    match sort {
        None => Ok(L::DIRECTION),
        Some(sort) => {
            names.into_iter().find(|direction| sort_name::<L>(*direction) == sort).ok_or_else(|| {
                let by = L::ORDERED_BY;
                Problem::invalid("sort", format!("the {} are sorted by {by} or -{by}", L::NAME))
            })
        }
    }
}

fn sort_name<L: List>(direction: Direction) -> String {
    let turned = if direction.is_forward() { "" } else { "-" };
    format!("{turned}{}", L::ORDERED_BY)
}

fn fields<L: List>(names: &str) -> Answer<BTreeSet<String>> {
    let known = fields_of::<L::Item>();
    let asked: BTreeSet<String> = names.split(',').map(str::to_owned).collect();
    match asked.iter().find(|name| !known.contains(*name)) {
        None => Ok(asked),
        Some(_) => {
            let known: Vec<String> = known.into_iter().collect();
            let rule = format!("is a list of names, parted by commas, of these: {}", known.join(", "));
            Err(Problem::invalid("fields", rule))
        }
    }
}

fn no_such_parameter<L: List>(name: &str) -> Problem {
    let filters: Vec<&str> = L::FILTERS.iter().map(|filter| filter.name).collect();
    let filters = if filters.is_empty() { "nothing".to_owned() } else { filters.join(", ") };
    let list = L::NAME;
    if L::UNINDEXED.contains(&name) {
        return Problem::invalid(
            name,
            format!(
                "the {list} cannot be filtered by this, since no index answers it and a list may be too long to be searched; they can be filtered by {filters}"
            ),
        );
    }
    Problem::invalid(
        name.chars().take(64).collect::<String>(),
        format!(
            "there is no such parameter; the {list} can be filtered by {filters}, and take {}",
            COMMON.join(", ")
        ),
    )
}

/// For the OpenAPI document: what every list takes, and this one's filters.
impl<L: List> IntoParams for Listing<L> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let parameter = |name: &str, description: &str, schema: ObjectBuilder| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(description))
                .schema(Some(schema))
                .build()
        };
        let filters = L::FILTERS.iter().map(|filter| parameter(filter.name, filter.description, text()));
        let limit = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(200));
        let sorts = [Direction::Forward, Direction::Backward].map(sort_name::<L>);
        let sort_help = format!("The order; `{}` when absent.", sort_name::<L>(L::DIRECTION));
        let names: Vec<String> = fields_of::<L::Item>().into_iter().collect();
        let all = match L::ONLY_BY_NAME {
            [] => "all".to_owned(),
            rare => format!("all but {}", rare.join(", ")),
        };
        let fields_help = format!(
            "Only these fields of each item, by name, parted by commas; {all} when absent. There are: {}.",
            names.join(", ")
        );
        filters
            .chain([
                parameter("limit", "How many at most; 100 when absent.", limit),
                parameter("cursor", "The `next_cursor` of the page before; all else as it was then.", text()),
                parameter("sort", &sort_help, text().enum_values(Some(sorts))),
                parameter("fields", &fields_help, text().pattern(Some("^[a-z_]+(,[a-z_]+)*$"))),
            ])
            .collect()
    }
}
