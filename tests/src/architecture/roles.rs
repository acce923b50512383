//! Least privilege, read from template.yaml: what each function's role may do, and what it may never do.
//!
//! That the emulator enforces these very statements is shown by the system tests; that AWS does is AWS's.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::template::{FORMS, Form, Resource, of_type, resources, target};
use crate::repository::assert_none;

/// Allowances on every resource. Each needs a reason.
const EVERYWHERE: &[(Option<Form>, &str, &str)] = &[
    (None, "Trace", "X-Ray has no resources to name"),
    (
        Some(Form::Local),
        "SendMail",
        "the emulator names mail identities otherwise; on AWS it is one identity",
    ),
];

/// A statement of a role, its own or one of a managed policy it has.
struct Statement {
    role: String,
    body: Value,
}

impl Statement {
    fn is(&self, effect: &str) -> bool {
        self.body["Effect"] == effect
    }

    fn name(&self) -> &str {
        self.body["Sid"].as_str().unwrap_or("without Sid")
    }

    fn actions(&self) -> Vec<&str> {
        list(&self.body["Action"]).into_iter().filter_map(Value::as_str).collect()
    }

    fn resources(&self) -> Vec<&Value> {
        list(&self.body["Resource"])
    }

    /// Whether it covers an action such as `kms:Decrypt`.
    fn covers(&self, action: &str) -> bool {
        self.actions().into_iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(prefix) => action.starts_with(prefix),
            None => pattern == action,
        })
    }

    /// Whether it speaks of a resource, or of all.
    fn is_about(&self, logical_id: &str) -> bool {
        self.resources()
            .into_iter()
            .any(|resource| *resource == json!("*") || target(resource).as_deref() == Some(logical_id))
    }
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => Vec::new(),
        single => vec![single],
    }
}

/// All statements of all roles.
fn statements(form: Form) -> Vec<Statement> {
    let resources = resources(form);
    let mut found = Vec::new();
    for (role, resource) in resources.iter().filter(|(_, resource)| resource.kind == "AWS::IAM::Role") {
        let inline = list(resource.property("/Policies")).into_iter().map(|policy| &policy["PolicyDocument"]);
        let managed = list(resource.property("/ManagedPolicyArns")).into_iter().map(|arn| {
            let id = target(arn)
                .unwrap_or_else(|| panic!("{role} has a policy that is not in the template: {arn}"));
            resources[&id].property("/PolicyDocument")
        });
        for document in inline.chain(managed) {
            let bodies = list(&document["Statement"]).into_iter().cloned();
            found.extend(bodies.map(|body| Statement { role: role.clone(), body }));
        }
    }
    assert!(found.len() > 20, "the roles' statements were not found");
    found
}

/// Role of each function, by the function's logical id.
fn roles_of_functions(form: Form) -> BTreeMap<String, String> {
    let functions = of_type(form, "AWS::Serverless::Function");
    functions.iter().map(|(id, function)| (id.clone(), function.target("/Role"))).collect()
}

fn web_facing_roles(form: Form) -> Vec<String> {
    let functions = of_type(form, "AWS::Serverless::Function");
    let is_api = |function: &&Resource| function.property("/CodeUri") == "functions/api";
    let roles: Vec<String> =
        functions.values().filter(is_api).map(|function| function.target("/Role")).collect();
    assert_eq!(roles.len(), 4, "portal, login, sockets and push face the web");
    roles
}

/// The roles that an allowance of this action on this resource reaches.
fn allowed(form: Form, action: &str, logical_id: &str) -> BTreeSet<String> {
    let all = statements(form);
    let reaching = all.iter().filter(|s| s.is("Allow") && s.covers(action) && s.is_about(logical_id));
    reaching.map(|statement| statement.role.clone()).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn each_function_has_a_role_of_its_own() {
    for form in FORMS {
        let roles = roles_of_functions(form);
        let distinct: BTreeSet<&String> = roles.values().collect();
        assert_eq!(distinct.len(), roles.len(), "two functions share a role: {roles:?}");
        for (id, resource) in of_type(form, "AWS::IAM::Role") {
            let trust = resource.property("/AssumeRolePolicyDocument/Statement");
            let lambda = json!([{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }]);
            assert_eq!(*trust, lambda, "{id} can be assumed by somebody else than Lambda");
        }
    }
}

#[test]
fn what_faces_the_web_is_denied_customers_clouds() {
    for form in FORMS {
        let all = statements(form);
        for role in web_facing_roles(form) {
            let denies = |action: &str, about: &str| {
                all.iter().any(|s| {
                    s.role == role
                        && s.is("Deny")
                        && s.body.get("Condition").is_none()
                        && s.covers(action)
                        && s.is_about(about)
                })
            };
            for action in ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"] {
                assert!(denies(action, "*"), "{role} is not denied {action} ({form:?})");
            }
            for action in ["kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant"] {
                assert!(denies(action, "CloudCredentialKey"), "{role} is not denied {action} ({form:?})");
            }
        }
    }
}

#[test]
fn only_orders_and_jobs_enter_customers_clouds() {
    let scheduler = set(&["JobsRole", "OrdersRole"]);
    for form in FORMS {
        let all = statements(form);
        let assuming =
            all.iter().filter(|s| s.is("Allow") && s.covers("sts:AssumeRole")).map(|s| s.role.clone());
        assert_eq!(assuming.collect::<BTreeSet<_>>(), scheduler, "may assume roles ({form:?})");
        assert_eq!(
            allowed(form, "kms:Decrypt", "CloudCredentialKey"),
            scheduler,
            "may open cloud credentials ({form:?})"
        );
        for role in &scheduler {
            let spares_ours = all.iter().any(|s| {
                let ours =
                    s.resources().iter().any(|r| r.to_string().contains("iam::${AWS::AccountId}:role/*"));
                s.role == *role && s.is("Deny") && s.covers("sts:AssumeRole") && ours
            });
            assert!(spares_ours, "{role} could be sent into a role of our own account ({form:?})");
        }
    }
}

#[test]
fn the_key_of_cloud_credentials_guards_itself() {
    for form in FORMS {
        let keys = of_type(form, "AWS::KMS::Key");
        let policy = keys["CloudCredentialKey"].property("/KeyPolicy/Statement");
        let denial = list(policy).into_iter().find(|s| s["Effect"] == "Deny" && s["Action"] == "kms:Decrypt");
        let spared = denial.expect("the key denies Decrypt")["Condition"]["ArnNotLike"]["aws:PrincipalArn"]
            .to_string();
        assert!(spared.contains("OrdersRole") && spared.contains("JobsRole"), "{spared}");
        assert!(!spared.contains("PortalRole") && !spared.contains("LoginRole"), "{spared}");
    }
}

#[test]
fn only_the_portal_seals_cloud_credentials() {
    for form in FORMS {
        assert_eq!(
            allowed(form, "kms:GenerateDataKey", "CloudCredentialKey"),
            set(&["PortalRole"]),
            "{form:?}"
        );
        let pii = allowed(form, "kms:Decrypt", "PiiKey");
        assert_eq!(
            pii,
            set(&["JobsRole", "LoginRole", "MaintenanceRole", "OrdersRole", "PortalRole"]),
            "may open pii ({form:?})"
        );
        let session = allowed(form, "kms:Decrypt", "SessionKey");
        assert_eq!(session, set(&["LoginRole", "PortalRole"]), "may sign sessions ({form:?})");
        // Whoever rotates the keys of sessions cannot use them.
        for (action, role) in [
            ("kms:GenerateDataKeyWithoutPlaintext", set(&["MaintenanceRole"])),
            ("kms:GenerateDataKey", set(&["LoginRole", "PortalRole"])),
        ] {
            assert_eq!(allowed(form, action, "SessionKey"), role, "{action} ({form:?})");
        }
    }
}

#[test]
fn nothing_is_allowed_wholesale() {
    let mut found = Vec::new();
    for form in FORMS {
        for statement in statements(form).iter().filter(|statement| statement.is("Allow")) {
            let place = format!("{form:?}: {}, {}", statement.role, statement.name());
            for key in ["NotAction", "NotResource", "NotPrincipal"] {
                if statement.body.get(key).is_some() {
                    found.push(format!("{place}: allows by {key}"));
                }
            }
            for action in statement.actions().into_iter().filter(|action| action.contains('*')) {
                found.push(format!("{place}: action {action}"));
            }
            let excused = EVERYWHERE
                .iter()
                .any(|(only, sid, _)| *sid == statement.name() && only.is_none_or(|only| only == form));
            if statement.resources().contains(&&json!("*")) && !excused {
                found.push(format!("{place}: on every resource"));
            }
        }
    }
    assert_none(&found, "allowed wholesale:");
}

#[test]
fn only_upkeep_and_timekeeping_walk_the_whole_table() {
    for form in FORMS {
        let scanning = allowed(form, "dynamodb:Scan", "Table");
        assert!(scanning.is_subset(&set(&["CostRollupRole", "MaintenanceRole"])), "may Scan: {scanning:?}");
    }
}

#[test]
fn on_aws_nobody_rewrites_the_audit_trail() {
    let all = statements(Form::Cloud);
    for role in roles_of_functions(Form::Cloud).values() {
        for action in ["dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"] {
            let denied = all.iter().any(|s| {
                let keys = &s.body["Condition"]["ForAnyValue:StringLike"]["dynamodb:LeadingKeys"];
                s.role == *role
                    && s.is("Deny")
                    && s.covers(action)
                    && s.is_about("Table")
                    && *keys == json!(["a#*"])
            });
            assert!(denied, "{role} may {action} on audit entries");
        }
    }
}

#[test]
fn on_aws_keys_open_only_what_was_sealed_for_their_purpose() {
    let purposes = [("PiiKey", "pii"), ("SessionKey", "session"), ("CloudCredentialKey", "cloud-credential")];
    let mut found = Vec::new();
    for statement in statements(Form::Cloud).iter().filter(|s| s.is("Allow") && s.covers("kms:Decrypt")) {
        for (key, purpose) in purposes.iter().filter(|(key, _)| statement.is_about(key)) {
            let context = &statement.body["Condition"]["StringEquals"];
            if context["kms:EncryptionContext:purpose"] != *purpose
                || context["kms:EncryptionContext:app"] != "powerdown"
            {
                found.push(format!("{}, {} on {key}", statement.role, statement.name()));
            }
        }
    }
    assert_none(&found, "opens what was sealed for another purpose:");
}
