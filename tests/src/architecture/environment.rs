//! Which function is which, and what it is told: the table of handlers and settings, read from template.yaml.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::template::{FORMS, Form, of_type};

/// What every function is told.
const COMMON: [&str; 3] = ["POWERDOWN_STAGE", "POWERDOWN_TABLE", "RUST_LOG"];

struct Row {
    function: &'static str,
    folder: &'static str,
    handler: Option<&'static str>,
    told: &'static [&'static str],
}

/// A function is told only what it needs: a key it has no name of is a key it cannot ask for.
const FUNCTIONS: [Row; 10] = [
    Row {
        function: "PortalFunction",
        folder: "functions/api",
        handler: Some("portal"),
        told: &[
            "KEY_PII",
            "KEY_CLOUD_CREDENTIAL",
            "KEY_SESSION",
            "JOBS_QUEUE_URL",
            "BUS",
            "CORS_ORIGINS",
            "LOAD_TEST_LIMITS",
            "PUBLIC_URL",
            "ORIGIN_SECRET",
            "ACCOUNT_ID",
            "ONBOARDING_TEMPLATE_URL",
            "BUS_ARN",
            "EXPORTS_BUCKET",
            "ANCHORS_BUCKET",
            "KEY_ANCHOR",
        ],
    },
    Row {
        function: "LoginFunction",
        folder: "functions/api",
        handler: Some("login"),
        told: &[
            "KEY_PII",
            "KEY_SESSION",
            "BUS",
            "CORS_ORIGINS",
            "LOAD_TEST_LIMITS",
            "MAIL_FROM",
            "PUBLIC_URL",
            "ORIGIN_SECRET",
        ],
    },
    Row {
        function: "SocketsFunction",
        folder: "functions/api",
        handler: Some("sockets"),
        told: &["SOCKET_MANAGEMENT_URL", "PUBLIC_URL", "ORIGIN_SECRET"],
    },
    Row {
        function: "PushFunction",
        folder: "functions/api",
        handler: Some("push"),
        told: &["SOCKET_MANAGEMENT_URL"],
    },
    Row {
        function: "TickFunction",
        folder: "functions/scheduler-tick",
        handler: Some("tick"),
        told: &["ORDERS_QUEUE_URL", "JOBS_QUEUE_URL"],
    },
    Row {
        function: "OrdersFunction",
        folder: "functions/scheduler-tick",
        handler: Some("orders"),
        told: &["KEY_PII", "KEY_CLOUD_CREDENTIAL", "ORDERS_QUEUE_URL", "BUS"],
    },
    Row {
        function: "JobsFunction",
        folder: "functions/scheduler-tick",
        handler: Some("jobs"),
        told: &["KEY_PII", "KEY_CLOUD_CREDENTIAL", "JOBS_QUEUE_URL", "BUS", "EXPORTS_BUCKET"],
    },
    Row {
        function: "CloudEventsFunction",
        folder: "functions/scheduler-tick",
        handler: Some("cloud-events"),
        told: &["JOBS_QUEUE_URL", "BUS"],
    },
    Row { function: "CostRollupFunction", folder: "functions/cost-rollup", handler: None, told: &[] },
    Row {
        function: "MaintenanceFunction",
        folder: "functions/maintenance",
        handler: None,
        told: &["KEY_PII", "KEY_SESSION", "ANCHORS_BUCKET", "KEY_ANCHOR"],
    },
];

/// Where AWS is, on the local stack: never a setting of production.
const LOCAL_ONLY: [&str; 2] = ["AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL_STS"];

#[test]
fn each_function_is_told_what_it_needs_and_no_more() {
    for form in FORMS {
        let functions = of_type(form, "AWS::Serverless::Function");
        let known: BTreeSet<&str> = FUNCTIONS.iter().map(|row| row.function).collect();
        let there: BTreeSet<&str> = functions.keys().map(String::as_str).collect();
        assert_eq!(there, known, "functions without a row, or rows without a function");
        for row in FUNCTIONS {
            let function = &functions[row.function];
            assert_eq!(*function.property("/CodeUri"), json!(row.folder), "{}", row.function);
            let variables =
                function.property("/Environment/Variables").as_object().cloned().unwrap_or_default();
            let handler = variables.get("POWERDOWN_HANDLER").and_then(Value::as_str);
            assert_eq!(handler, row.handler, "{}", row.function);
            let mut expected: BTreeSet<String> =
                row.told.iter().map(|name| format!("POWERDOWN_{name}")).collect();
            if form == Form::Local {
                // Nothing stands between the local stack and its functions that could prove itself.
                expected.remove("POWERDOWN_ORIGIN_SECRET");
            }
            let told = variables.into_iter().map(|(name, _)| name).filter(|name| {
                let local = form == Form::Local && LOCAL_ONLY.contains(&name.as_str());
                name != "POWERDOWN_HANDLER" && !COMMON.contains(&name.as_str()) && !local
            });
            assert_eq!(told.collect::<BTreeSet<_>>(), expected, "{} ({form:?})", row.function);
        }
    }
}

#[test]
fn hashing_passwords_has_a_processor_and_a_share_of_its_own() {
    let functions = of_type(Form::Cloud, "AWS::Serverless::Function");
    assert_eq!(*functions["LoginFunction"].property("/MemorySize"), json!(1769), "one whole processor");
    for (id, function) in &functions {
        assert!(
            !function.property("/ReservedConcurrentExecutions").is_null(),
            "{id} can take all concurrency"
        );
    }
}

#[test]
fn every_function_logs_into_its_own_group_for_a_year() {
    for form in FORMS {
        let groups = of_type(form, "AWS::Logs::LogGroup");
        for (id, group) in &groups {
            assert_eq!(*group.property("/RetentionInDays"), json!(365), "{id} ({form:?})");
        }
        let functions = of_type(form, "AWS::Serverless::Function");
        let used: BTreeSet<String> =
            functions.values().map(|function| function.target("/LoggingConfig/LogGroup")).collect();
        assert_eq!(used.len(), functions.len(), "two functions share a log group");
        for (id, function) in &functions {
            assert!(groups.contains_key(&function.target("/LoggingConfig/LogGroup")), "{id} logs elsewhere");
            assert_eq!(*function.property("/LoggingConfig/LogFormat"), json!("JSON"), "{id}");
        }
    }
}
