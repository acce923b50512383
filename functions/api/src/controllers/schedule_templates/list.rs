//! All templates.

use axum::{Json, extract::State};

use crate::{
    extract::{Query, Viewer},
    problem::{Answer, Kind, Problem},
    state::Portal,
    views::TemplateList,
    zone,
};

/// List documents to begin a schedule with.
#[utoipa::path(
    get, path = "/api/v1/schedule-templates", operation_id = "listScheduleTemplates", tag = "schedules",
    security(("session" = [])),
    params(("zone" = Option<String>, Query, description = "The IANA zone of their documents; the company's own when absent.")),
    responses(
        (status = 200, description = "The templates.", body = TemplateList),
        (status = 422, description = "There is no such zone."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    mut query: Query,
) -> Answer<Json<TemplateList>> {
    let asked = query.take::<String>("zone")?;
    query.finish()?;
    let base = &portal.base;
    let zone = match asked {
        Some(zone) => zone,
        None => {
            let tenant = base.store.tenant(person.tenant()).await?;
            tenant.ok_or_else(|| Problem::of(Kind::NoSession))?.zone
        }
    };
    zone::check("zone", &zone, &base.zones)?;
    Ok(Json(TemplateList::in_zone(&zone)))
}
