//! The forms of ids and of versions, where operations take them as parameters.

use utoipa::openapi::{
    RefOr,
    path::Operation,
    schema::{ObjectBuilder, Type},
};

/// 26 digits of Crockford's base 32; the first holds three bits.
macro_rules! ulid {
    ($before:literal, $after:literal) => {
        concat!("^", $before, "[0-7][0-9A-HJKMNP-TV-Z]{25}", $after, "$")
    };
}

/// A parameter's form and an example, by its name.
fn form(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "cloud_id" | "cloud" => (ulid!("cld_", ""), "cld_01JZ8Q4R6X2M5T7V9W0YABCDEF"),
        "machine_id" => (
            ulid!("cld_", ":[a-z]{2}(-[a-z]+)+-[0-9]:i-([0-9a-f]{8}|[0-9a-f]{17})"),
            "cld_01JZ8Q4R6X2M5T7V9W0YABCDEF:eu-west-1:i-0abc0123456789def",
        ),
        "schedule_id" | "schedule" => (ulid!("sch_", ""), "sch_01JZ8Q4R6X2M5T7V9W0YABCDEF"),
        "calendar_id" => (ulid!("cal_", ""), "cal_01JZ8Q4R6X2M5T7V9W0YABCDEF"),
        "user_id" => (ulid!("usr_", ""), "usr_01JZ8Q4R6X2M5T7V9W0YABCDEF"),
        "session_id" => (ulid!("sess_", ""), "sess_01JZ8Q4R6X2M5T7V9W0YABCDEF"),
        "invitation_id" => (ulid!("inv_", ""), "inv_01JZ8Q4R6X2M5T7V9W0YABCDEF"),
        "api_token_id" | "token_id" => (ulid!("tok_", ""), "tok_01JZ8Q4R6X2M5T7V9W0YABCDEF"),
        "If-Match" => ("^\"[0-9]{1,18}(\\.[0-9a-f]{16})?\"$", "\"3\""),
        _ => return None,
    })
}

/// Says of every parameter that takes an id which form it has.
pub(super) fn describe(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        let Some((pattern, example)) = form(&parameter.name) else { continue };
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples([example]);
        parameter.schema = Some(text.into());
    }
}
