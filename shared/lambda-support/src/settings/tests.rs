use super::*;

#[test]
fn a_missing_setting_is_named_with_its_purpose() {
    let error = Settings::of([("POWERDOWN_TABLE", "")]).text("POWERDOWN_TABLE", "the table").unwrap_err();
    assert_eq!(error.to_string(), "the environment variable POWERDOWN_TABLE is missing: it names the table");
}

#[test]
fn an_invalid_setting_says_what_would_be_accepted_and_not_what_it_was() {
    let settings = Settings::of([("POWERDOWN_STAGE", "prod"), ("POWERDOWN_PUBLIC_URL", "https://a.b/")]);
    let error = settings.stage().unwrap_err().to_string();
    assert!(error.contains("must be local, staging or production"), "{error}");
    assert!(!error.contains("prod\""), "{error}");
    assert!(settings.address("POWERDOWN_PUBLIC_URL", "the address").is_err());
}

#[test]
fn what_is_right_is_given() {
    let settings =
        Settings::of([("POWERDOWN_STAGE", "local"), ("POWERDOWN_PUBLIC_URL", "http://localhost:8080")]);
    assert_eq!(settings.stage(), Ok(Stage::Local));
    assert_eq!(settings.address("POWERDOWN_PUBLIC_URL", "the address"), Ok("http://localhost:8080"));
    assert_eq!(settings.optional("POWERDOWN_ORIGIN_SECRET"), None);
}

#[test]
fn values_are_not_shown() {
    assert_eq!(format!("{:?}", Settings::of([("SECRET", "hush")])), "{\"SECRET\"}");
}
