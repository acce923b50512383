//! Which scope an operation needs of an API token: decided by the first part of its path, so that what is
//! added to a family of things is in it, and what is added elsewhere is for people alone.

use http::Method;
use powerdown_domain::{Access, Family, Scope};

/// The first parts of all paths below `/api/v1`. `None`: for people, or for everybody; no token opens it.
const FAMILIES: &[(&str, Option<Family>)] = &[
    ("api-tokens", None),
    ("audit-entries", Some(Family::Audit)),
    ("audit-verifications", Some(Family::Audit)),
    ("audit-writers", Some(Family::Audit)),
    ("calendars", Some(Family::Calendars)),
    ("clouds", Some(Family::Clouds)),
    ("email-verifications", None),
    ("exports", None),
    ("health", None),
    ("imports", Some(Family::Schedules)),
    ("invitations", None),
    ("machines", Some(Family::Machines)),
    ("members", None),
    ("openapi.json", None),
    ("password", None),
    ("password-resets", None),
    ("schedule-templates", Some(Family::Schedules)),
    ("schedules", Some(Family::Schedules)),
    ("second-factor", None),
    ("security", None),
    ("session", None),
    ("sessions", None),
    ("socket-tickets", None),
    ("tenant", None),
    ("tenants", None),
];

/// What looks without changing, though it is sent with `POST`.
const LOOKS: &[&str] = &["/api/v1/audit-verifications", "/api/v1/schedules/preview"];

/// Whether the table above knows a path of the API.
pub fn knows(path: &str) -> bool {
    row(path).is_some()
}

fn row(path: &str) -> Option<Option<Family>> {
    let first = path.strip_prefix("/api/v1/")?.split('/').next()?;
    FAMILIES.iter().find(|(name, _)| *name == first).map(|(_, family)| *family)
}

/// The scope that a token needs for an operation; `None` where none is enough.
pub fn needed(method: &Method, path: &str) -> Option<Scope> {
    let family = row(path)??;
    let looks = matches!(*method, Method::GET | Method::HEAD) || LOOKS.contains(&path);
    Some(Scope { family, access: if looks { Access::Read } else { Access::Write } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_in_a_family_or_for_people() {
        let document = serde_json::to_value(crate::routes::document()).unwrap();
        for path in document["paths"].as_object().unwrap().keys() {
            assert!(knows(path), "{path} has no row in scopes.rs");
        }
    }

    #[test]
    fn the_first_part_of_the_path_decides() {
        let needed = |method: &str, path| needed(&method.parse().unwrap(), path).map(|it| it.to_string());
        for (method, path, scope) in [
            ("GET", "/api/v1/machines", Some("machines:read")),
            ("PUT", "/api/v1/machines/{machine_id}/override", Some("machines:write")),
            ("POST", "/api/v1/schedules/preview", Some("schedules:read")),
            ("POST", "/api/v1/schedules", Some("schedules:write")),
            ("POST", "/api/v1/schedules/{schedule_id}/assignments", Some("schedules:write")),
            ("POST", "/api/v1/audit-verifications", Some("audit:read")),
            ("GET", "/api/v1/session", None),
            ("POST", "/api/v1/api-tokens", None),
            ("GET", "/api/v1/members", None),
            ("GET", "/api/v1/unheard-of", None),
            ("GET", "/machines", None),
        ] {
            assert_eq!(needed(method, path).as_deref(), scope, "{method} {path}");
        }
    }
}
