//! Templates of schedules on the wire.

use powerdown_domain::schedule::{ScheduleDocument, Template, templates};
use serde::Serialize;
use utoipa::ToSchema;

use super::mirrors;

/// Documents to begin with.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateList {
    /// The templates.
    pub items: Vec<TemplateView>,
}

/// A document to begin with.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateView {
    /// A name that stays.
    #[schema(value_type = String, example = "business-hours")]
    pub key: &'static str,
    /// What to call it.
    #[schema(value_type = String)]
    pub title: &'static str,
    /// When it runs, in a sentence.
    #[schema(value_type = String)]
    pub description: &'static str,
    /// The document, in the zone that was asked for.
    #[schema(value_type = mirrors::ScheduleDocument)]
    pub document: ScheduleDocument,
}

impl TemplateList {
    /// All templates, in a zone.
    pub fn in_zone(zone: &str) -> Self {
        Self { items: templates(zone).into_iter().map(TemplateView::from).collect() }
    }
}

impl From<Template> for TemplateView {
    fn from(template: Template) -> Self {
        let Template { key, title, description, document } = template;
        Self { key, title, description, document }
    }
}
