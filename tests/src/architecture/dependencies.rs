//! One direction: domain ← engine ← adapters ← functions, read from `cargo metadata`.
//!
//! Invariant 1 begins here: what `api` does not link, no mistake in it can call.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    process::Command,
    sync::LazyLock,
};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Node, Package, PackageId};

use crate::repository::{self, assert_none};

/// Who may use which of our crates, in the code that is shipped. A new crate needs a row.
const MAY_USE: &[(&str, &[&str])] = &[
    ("powerdown-domain", &[]),
    ("powerdown-engine", &[DOMAIN]),
    ("powerdown-imports", &[DOMAIN]),
    ("powerdown-store-dynamodb", &[DOMAIN, ENGINE]),
    ("powerdown-cloud-aws", &[DOMAIN, ENGINE]),
    ("powerdown-vault-kms", &[DOMAIN, ENGINE]),
    ("powerdown-messaging-aws", &[DOMAIN, ENGINE]),
    ("powerdown-objects-s3", &[ENGINE, DOMAIN]),
    ("powerdown-lambda-support", &[DOMAIN, ENGINE]),
    ("powerdown-testkit", &[DOMAIN, ENGINE]),
    ("powerdown-api", &[DOMAIN, ENGINE, IMPORTS, STORE, VAULT, MESSAGING, OBJECTS, SUPPORT]),
    ("powerdown-scheduler-tick", &[DOMAIN, ENGINE, STORE, VAULT, MESSAGING, OBJECTS, SUPPORT, CLOUD]),
    ("powerdown-cost-rollup", &[DOMAIN, ENGINE, STORE, VAULT, MESSAGING, SUPPORT, CLOUD]),
    ("powerdown-maintenance", &[DOMAIN, ENGINE, STORE, VAULT, MESSAGING, OBJECTS, SUPPORT]),
    ("powerdown-conformance", &[DOMAIN, IMPORTS]),
    ("powerdown-tests", &[]),
    ("xtask", &[IMPORTS, CONFORMANCE]),
];
const DOMAIN: &str = "powerdown-domain";
const ENGINE: &str = "powerdown-engine";
const IMPORTS: &str = "powerdown-imports";
const CONFORMANCE: &str = "powerdown-conformance";
const STORE: &str = "powerdown-store-dynamodb";
const VAULT: &str = "powerdown-vault-kms";
const MESSAGING: &str = "powerdown-messaging-aws";
const OBJECTS: &str = "powerdown-objects-s3";
const CLOUD: &str = "powerdown-cloud-aws";
const SUPPORT: &str = "powerdown-lambda-support";
const TESTKIT: &str = "powerdown-testkit";
const API: &str = "powerdown-api";

/// Whose service clients an adapter may have. Nobody else has any but for making an adapter.
const CLIENTS: &[(&str, &[&str])] = &[
    (STORE, &["aws-sdk-dynamodb"]),
    (VAULT, &["aws-sdk-kms"]),
    (MESSAGING, &["aws-sdk-apigatewaymanagement", "aws-sdk-eventbridge", "aws-sdk-sesv2", "aws-sdk-sqs"]),
    (CLOUD, &["aws-sdk-ec2", "aws-sdk-sts"]),
];

/// Clients with which a customer's cloud could be reached.
const CUSTOMER_CLIENTS: [&str; 6] = [
    "aws-sdk-autoscaling",
    "aws-sdk-cloudwatch",
    "aws-sdk-ec2",
    "aws-sdk-pricing",
    "aws-sdk-ssm",
    "aws-sdk-sts",
];

static WORKSPACE: LazyLock<Workspace> = LazyLock::new(Workspace::load);

#[test]
fn every_crate_uses_only_what_its_row_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut violations = Vec::new();
    for package in WORKSPACE.members() {
        let name = package.name.as_str();
        let Some(allowed) = table.get(name) else {
            violations.push(format!("{name} has no row in the table: say what it may use"));
            continue;
        };
        for used in WORKSPACE.ours_used_by(package, DependencyKind::Normal) {
            if !allowed.contains(&used) {
                violations.push(format!("{name} uses {used}"));
            }
        }
    }
    assert_none(&violations, "a crate uses one of ours that its row in DESIGN §1 does not allow:");
}

#[test]
fn functions_use_no_other_function_even_in_tests() {
    let functions: Vec<&Package> = WORKSPACE
        .members()
        .filter(|package| package.manifest_path.as_str().contains("/functions/"))
        .collect();
    assert_eq!(functions.len(), 4, "the functions were not found");
    let names: Vec<&str> = functions.iter().map(|function| function.name.as_str()).collect();
    let mut violations = Vec::new();
    for function in &functions {
        for kind in [DependencyKind::Normal, DependencyKind::Development, DependencyKind::Build] {
            for used in WORKSPACE.ours_used_by(function, kind) {
                if names.contains(&used) {
                    violations.push(format!("{} uses {used}", function.name));
                }
            }
        }
    }
    assert_none(&violations, "a function uses another function:");
}

#[test]
fn the_testkit_is_for_tests_only() {
    let mut violations = Vec::new();
    for package in WORKSPACE.members() {
        for kind in [DependencyKind::Normal, DependencyKind::Build] {
            if WORKSPACE.ours_used_by(package, kind).any(|used| used == TESTKIT) {
                violations.push(format!("{} uses testkit outside its tests", package.name));
            }
        }
    }
    assert_none(&violations, "the testkit would be shipped:");
}

#[test]
fn the_portal_links_nothing_that_reaches_a_customers_cloud() {
    let linked = WORKSPACE.linked_by(API);
    let forbidden: Vec<String> = CUSTOMER_CLIENTS
        .into_iter()
        .chain([CLOUD])
        .filter(|name| linked.contains(*name))
        .map(|name| format!("{name}: {}", WORKSPACE.path_to(API, name)))
        .collect();
    assert_none(&forbidden, "api links what could reach a customer's cloud (invariant 1):");
}

#[test]
fn the_domain_is_pure() {
    let forbidden = [
        "async-trait",
        "futures",
        "futures-core",
        "http",
        "hyper",
        "lambda_runtime",
        "mio",
        "reqwest",
        "socket2",
        "tokio",
        "tracing",
    ];
    let impure: Vec<String> = WORKSPACE
        .linked_by(DOMAIN)
        .into_iter()
        .filter(|name| forbidden.contains(&name.as_str()) || is_aws(name))
        .map(|name| WORKSPACE.path_to(DOMAIN, &name))
        .collect();
    assert_none(&impure, "domain is pure: no I/O, no async, no AWS. It links:");
}

#[test]
fn the_engine_knows_no_aws_and_no_runtime() {
    let forbidden = ["http", "hyper", "lambda_runtime", "mio", "reqwest", "socket2", "tokio"];
    let heavy: Vec<String> = WORKSPACE
        .linked_by(ENGINE)
        .into_iter()
        .filter(|name| forbidden.contains(&name.as_str()) || is_aws(name))
        .map(|name| WORKSPACE.path_to(ENGINE, &name))
        .collect();
    assert_none(&heavy, "the engine speaks through ports in our own types. It links:");
}

/// `cargo nextest run -p powerdown-domain -p powerdown-engine` must stay a matter of seconds.
#[test]
fn testing_domain_and_engine_compiles_no_aws() {
    let mut compiled = BTreeSet::new();
    for name in [DOMAIN, ENGINE, TESTKIT] {
        compiled.extend(WORKSPACE.compiled_to_test(name));
    }
    let aws: Vec<String> = compiled.into_iter().filter(|name| is_aws(name)).collect();
    assert_none(&aws, "testing domain, engine and testkit would compile:");
}

#[test]
fn each_adapter_has_its_own_clients_and_no_others() {
    let table: BTreeMap<&str, &[&str]> = CLIENTS.iter().copied().collect();
    let mut violations = Vec::new();
    for package in WORKSPACE.members().filter(|package| package.manifest_path.as_str().contains("/shared/")) {
        let allowed = table.get(package.name.as_str()).copied().unwrap_or_default();
        for dependency in package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal) {
            if dependency.name.starts_with("aws-sdk-") && !allowed.contains(&dependency.name.as_str()) {
                violations.push(format!("{} uses {}", package.name, dependency.name));
            }
        }
    }
    assert_none(&violations, "a client belongs to one adapter:");
}

#[test]
fn every_crate_obeys_the_workspaces_lints() {
    let workspace: Vec<String> = WORKSPACE
        .members()
        .filter(|package| {
            let manifest = std::fs::read_to_string(&package.manifest_path).expect("a manifest is readable");
            !manifest.contains("[lints]\nworkspace = true")
        })
        .map(|package| package.name.to_string())
        .collect();
    assert_none(&workspace, "without `[lints] workspace = true`:");
    assert!(repository::read("Cargo.toml").contains(concat!("un", "safe_code = \"forbid\"")));
}

fn is_aws(name: &str) -> bool {
    ["aws-", "aws_", "lambda_"].iter().any(|prefix| name.starts_with(prefix))
}

struct Workspace {
    metadata: Metadata,
    nodes: HashMap<PackageId, Node>,
}

impl Workspace {
    /// As resolved for this machine, with the features the whole workspace is built with.
    fn load() -> Self {
        let host = Command::new("rustc").args(["--print", "host-tuple"]).output().expect("rustc runs");
        let host = String::from_utf8(host.stdout).expect("a target's name is text");
        let metadata = MetadataCommand::new()
            .manifest_path(repository::root().join("Cargo.toml"))
            .other_options(["--offline".to_owned(), format!("--filter-platform={}", host.trim())])
            .exec()
            .expect("cargo metadata answers");
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        Self { nodes: nodes.map(|node| (node.id.clone(), node.clone())).collect(), metadata }
    }

    fn members(&self) -> impl Iterator<Item = &Package> {
        self.metadata.workspace_packages().into_iter()
    }

    fn package(&self, id: &PackageId) -> &Package {
        &self.metadata[id]
    }

    fn member(&self, name: &str) -> &Package {
        self.members()
            .find(|package| package.name.as_str() == name)
            .unwrap_or_else(|| panic!("{name} is not a member of the workspace"))
    }

    /// Our own crates that a package names, for one purpose.
    fn ours_used_by(&self, package: &Package, kind: DependencyKind) -> impl Iterator<Item = &str> {
        let named: Vec<&str> = package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind == kind)
            .filter_map(|dependency| {
                self.members().map(|member| member.name.as_str()).find(|member| *member == dependency.name)
            })
            .collect();
        named.into_iter()
    }

    /// Direct dependencies as resolved, of the given kinds.
    fn next(&self, id: &PackageId, kinds: &[DependencyKind]) -> impl Iterator<Item = &PackageId> {
        self.nodes[id]
            .deps
            .iter()
            .filter(move |dep| dep.dep_kinds.iter().any(|info| kinds.contains(&info.kind)))
            .map(|dep| &dep.pkg)
    }

    fn closure(&self, roots: Vec<&PackageId>) -> BTreeSet<PackageId> {
        let mut seen: BTreeSet<PackageId> = roots.iter().map(|id| (*id).clone()).collect();
        let mut waiting: Vec<PackageId> = roots.into_iter().cloned().collect();
        while let Some(id) = waiting.pop() {
            for next in self.next(&id, &[DependencyKind::Normal]) {
                if seen.insert(next.clone()) {
                    waiting.push(next.clone());
                }
            }
        }
        seen
    }

    fn names(&self, ids: BTreeSet<PackageId>) -> BTreeSet<String> {
        ids.iter().map(|id| self.package(id).name.to_string()).collect()
    }

    /// The names of all packages in a crate's binary, its own left out.
    fn linked_by(&self, name: &str) -> BTreeSet<String> {
        let mut names = self.names(self.closure(vec![&self.member(name).id]));
        names.remove(name);
        names
    }

    /// The names of all packages that are compiled to test a crate.
    fn compiled_to_test(&self, name: &str) -> BTreeSet<String> {
        let root = &self.member(name).id;
        let all = [DependencyKind::Normal, DependencyKind::Development, DependencyKind::Build];
        let roots = self.next(root, &all).chain([root]).collect();
        self.names(self.closure(roots))
    }

    /// `api → aws-config → aws-sdk-sts`: how a crate comes to link another.
    fn path_to(&self, from: &str, to: &str) -> String {
        let start = self.member(from).id.clone();
        let mut paths = vec![vec![start.clone()]];
        let mut seen = BTreeSet::from([start]);
        while !paths.is_empty() {
            let mut longer = Vec::new();
            for path in paths {
                for next in self.next(path.last().unwrap_or(&path[0]), &[DependencyKind::Normal]) {
                    if seen.insert(next.clone()) {
                        let mut path = path.clone();
                        path.push(next.clone());
                        if self.package(next).name.as_str() == to {
                            let names: Vec<_> =
                                path.iter().map(|id| self.package(id).name.to_string()).collect();
                            return names.join(" → ");
                        }
                        longer.push(path);
                    }
                }
            }
            paths = longer;
        }
        format!("{from} does not link {to}")
    }
}
