//! The matrix: every operation of the OpenAPI document, asked by everybody, about everything.
//!
//! | who asks | about what |
//! |---|---|
//! | nobody, an expired session, a revoked one, each role; an API token of each, of a wrong scope, expired, ended | one's own thing, another company's, one that never was, a text that is no id |
//!
//! It is made from the document: an operation without a row fails. To add one, write its line in
//! [`rows`]: the operation's id, who may ask, and a body it takes. Ids in paths come by themselves;
//! ids in bodies and queries are written as `{cloud_id}`, `{machine_id}` …: each is tried with one's
//! own thing, another company's and one that never was. A new kind of id is one arm in [`things`].
//!
//! What must hold of each answer: 401 where a session is needed and none lives; 403 for a role that is
//! too low, and nothing has changed; success for one's own thing; and for all other things one and the
//! same answer, byte for byte but for the request's id. No answer has a status that the document does
//! not list.

mod callers;
pub(crate) mod document;
mod rows;
mod things;

use std::collections::BTreeSet;

use powerdown_engine::record::Role;
use serde_json::{Value, json};

use crate::world::{Answer, Browser, World};
use callers::{Caller, Token};
use document::Operation;
use rows::{Needs, Row};
use things::{Column, Things};

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let operations: BTreeSet<_> =
        document::operations().iter().map(|operation| operation.id.clone()).collect();
    let rows: Vec<_> = rows::rows().into_iter().map(|row| row.operation.to_owned()).collect();
    let unique: BTreeSet<_> = rows.iter().cloned().collect();
    assert_eq!(unique.len(), rows.len(), "an operation has two rows");
    let missing: Vec<_> = operations.difference(&unique).collect();
    assert!(missing.is_empty(), "no row in matrix/rows.rs for {missing:?}");
    let unknown: Vec<_> = unique.difference(&operations).collect();
    assert!(unknown.is_empty(), "rows without an operation: {unknown:?}");
}

/// The document says of each operation who may call it, as its row does.
#[test]
fn the_document_says_who_may_ask() {
    for (operation, row) in pairs() {
        let id = &operation.id;
        assert_eq!(operation.scope.as_deref(), row.scope, "{id}: the scope for tokens");
        assert_eq!(operation.needs_session(), row.needs != Needs::Nobody, "{id}: security");
        if matches!(row.needs, Needs::Member(role) if role > Role::Viewer) {
            assert!(operation.statuses.contains(&403), "{id} may answer 403, and does not say so");
        }
        if operation.parameters().next().is_some() {
            assert!(operation.statuses.contains(&404), "{id} may answer 404, and does not say so");
        }
    }
}

/// Fills in a caller's part of the matrix.
async fn fill(caller: Caller) {
    let mut wrong = Vec::new();
    let mut cells = 0;
    for (operation, row) in pairs() {
        cells += Cell { operation, row: &row, caller }.fill(&mut wrong).await;
    }
    assert!(wrong.is_empty(), "{} of {cells} answers:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cells > 90, "{cells}");
}

// One test each, so that they run side by side.
#[tokio::test]
async fn nobody_logged_in_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Anonymous).await;
}

#[tokio::test]
async fn an_expired_session_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Expired).await;
}

#[tokio::test]
async fn a_revoked_session_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Revoked).await;
}

#[tokio::test]
async fn a_viewer_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Viewer).await;
}

#[tokio::test]
async fn an_operator_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Operator).await;
}

#[tokio::test]
async fn an_admin_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Admin).await;
}

#[tokio::test]
async fn an_owner_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Owner).await;
}

#[tokio::test]
async fn a_viewers_token_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Program(Token::Of(Role::Viewer))).await;
}

#[tokio::test]
async fn an_operators_token_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Program(Token::Of(Role::Operator))).await;
}

#[tokio::test]
async fn an_admins_token_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Program(Token::Of(Role::Admin))).await;
}

#[tokio::test]
async fn an_owners_token_gets_what_is_theirs_and_nothing_else() {
    fill(Caller::Program(Token::Of(Role::Owner))).await;
}

#[tokio::test]
async fn a_token_of_a_wrong_scope_gets_nothing() {
    fill(Caller::Program(Token::WrongScope)).await;
}

#[tokio::test]
async fn an_expired_token_gets_nothing() {
    fill(Caller::Program(Token::Expired)).await;
}

#[tokio::test]
async fn a_revoked_token_gets_nothing() {
    fill(Caller::Program(Token::Revoked)).await;
}

/// Derived code would read a list in the place of an object as its fields in order.
#[tokio::test]
async fn in_no_body_is_a_list_taken_for_an_object() {
    let mut objects = 0;
    for (operation, row) in pairs() {
        let Some(body) = row.body.clone() else { continue };
        let world = World::new();
        let ada = world.owner("ada@example.com").await;
        let cell = Cell { operation, row: &row, caller: Caller::Owner };
        let own = Things::make(&ada, "222222222222", &cell.wanted()).await;
        for place in objects_in(&body) {
            let mut wrong = body.clone();
            *wrong.pointer_mut(&place).unwrap() = json!([]);
            let row = Row { body: Some(wrong), ..rows::row(row.operation, Role::Owner) };
            let answer = Cell { row: &row, ..cell }.ask(&ada, &own, &own, Column::Own, None).await;
            let problem = answer.problem(422);
            let message = problem["errors"][0]["message"].as_str().unwrap();
            assert_eq!(message, "invalid type: sequence, expected an object", "{} {place}", operation.id);
            objects += 1;
        }
    }
    assert!(objects > 40, "{objects}");
}

/// The places of all objects in a body, itself included.
fn objects_in(body: &Value) -> Vec<String> {
    let below = |name: String, value: &Value| {
        objects_in(value).into_iter().map(move |place| format!("/{name}{place}")).collect::<Vec<_>>()
    };
    match body {
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(at, item)| below(at.to_string(), item)).collect()
        }
        Value::Object(fields) => {
            let inner = fields.iter().flat_map(|(name, value)| below(name.clone(), value));
            std::iter::once(String::new()).chain(inner).collect()
        }
        _ => Vec::new(),
    }
}

fn pairs() -> Vec<(&'static Operation, Row)> {
    let mut rows = rows::rows();
    let row_of = |operation: &Operation| {
        let at = rows.iter().position(|row| row.operation == operation.id)?;
        Some(rows.swap_remove(at))
    };
    let operations = document::operations();
    let rows: Vec<_> = operations.iter().map(row_of).collect();
    operations.iter().zip(rows).filter_map(|(operation, row)| Some((operation, row?))).collect()
}

/// One operation, asked by one caller about everything.
#[derive(Clone, Copy)]
struct Cell<'a> {
    operation: &'a Operation,
    row: &'a Row,
    caller: Caller,
}

impl Cell<'_> {
    /// Fills it in a world of its own; how many answers were looked at.
    async fn fill(&self, wrong: &mut Vec<String>) -> usize {
        let world = World::new();
        let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
        let wanted = self.wanted();
        let own = Things::make(&ada, "222222222222", &wanted).await;
        let foreign = Things::make(&eve, "333333333333", &wanted).await;
        let began = world.now();
        let witness = world.log_in("ada@example.com").await;
        let before = (own.look(&witness).await, foreign.look(&eve).await);
        let browser = self.caller.enter(&world, &ada, self.operation).await;

        let mut answers = 0;
        let mut others: Option<(Column, Answer)> = None;
        for column in [Column::Malformed, Column::Never, Column::Foreign] {
            if self.operation.parameters().next().is_none() {
                break;
            }
            let answer = self.ask(&browser, &own, &foreign, column, None).await;
            answers += 1;
            self.check(wrong, column, &answer, self.caller.refused(self.operation, self.row).or(Some(404)));
            if let Some((first, known)) = &others {
                if known.essence() != answer.essence() {
                    wrong.push(self.named(column, &format!("differs from {first:?}"), &answer));
                }
            } else {
                others = Some((column, answer));
            }
        }
        answers += self.references(wrong, &browser, &own, &foreign).await;
        let answer = self.ask(&browser, &own, &foreign, Column::Own, None).await;
        self.check(wrong, Column::Own, &answer, self.caller.refused(self.operation, self.row));
        self.caller.leave(&world, &ada, &browser, began).await;
        if foreign.look(&eve).await != before.1 {
            wrong.push(format!("{self}: another company's things have changed"));
        }
        if self.caller.refused(self.operation, self.row).is_some() && own.look(&witness).await != before.0 {
            wrong.push(format!("{self}: refused, and yet something has changed"));
        }
        answers + 1
    }

    /// Ids in the body and the query: another company's thing and one that never was answer alike.
    async fn references(
        &self,
        wrong: &mut Vec<String>,
        browser: &Browser<'_>,
        own: &Things,
        foreign: &Things,
    ) -> usize {
        let references = self.row.references();
        for reference in &references {
            let mut essences = Vec::new();
            for column in [Column::Never, Column::Foreign] {
                let answer = self.ask(browser, own, foreign, column, Some(reference)).await;
                self.check(wrong, column, &answer, self.caller.refused(self.operation, self.row));
                let (status, headers, body) = answer.essence();
                let named = own.value(reference, column, foreign);
                essences.push((status, headers, body.to_string().replace(&named, "…")));
                if answer.status.is_server_error() {
                    wrong.push(self.named(column, reference, &answer));
                }
            }
            if essences[0] != essences[1] {
                wrong.push(format!(
                    "{self}: a foreign {reference} in the request is told from one that never was: {essences:?}"
                ));
            }
        }
        references.len() * 2
    }

    /// Asks, with the ids of the path from this column, or, if a reference is named, only that one.
    async fn ask(
        &self,
        browser: &Browser<'_>,
        own: &Things,
        foreign: &Things,
        column: Column,
        reference: Option<&str>,
    ) -> Answer {
        let value = |name: &str, in_path: bool| {
            let varies = reference.map_or(in_path, |reference| !in_path && reference == name);
            own.value(name, if varies { column } else { Column::Own }, foreign)
        };
        let mut path = self.operation.path.clone();
        for parameter in self.operation.parameters() {
            path = path.replace(&format!("{{{parameter}}}"), &value(parameter, true));
        }
        let mut rest = (self.row.query.clone(), self.row.body.as_ref().map(Value::to_string));
        for name in self.row.placeholders() {
            let (from, to) = (format!("{{{name}}}"), value(&name, false));
            rest.0 = rest.0.replace(&from, &to);
            rest.1 = rest.1.map(|body| body.replace(&from, &to));
        }
        let body = rest.1.map(|body| serde_json::from_str(&body).unwrap());
        let headers: &[(&str, &str)] =
            if self.operation.takes_if_match { &[("if-match", "\"1\"")] } else { &[] };
        let mark = if rest.0.is_empty() { "" } else { "?" };
        let path = format!("{path}{mark}{}", rest.0);
        browser.call_with(self.operation.method.clone(), &path, body, headers).await
    }

    /// Everything whose id or token this operation's request names.
    fn wanted(&self) -> BTreeSet<String> {
        let paths = self.operation.parameters().map(str::to_owned);
        paths.chain(self.row.placeholders()).collect()
    }

    /// Holds an answer to its status; to a success, or what the row says instead, where there is none.
    fn check(&self, wrong: &mut Vec<String>, column: Column, answer: &Answer, expected: Option<u16>) {
        let status = answer.status.as_u16();
        let right = match expected {
            Some(expected) => status == expected,
            None if column != Column::Own => status < 500,
            None => self.row.answers.map_or(answer.status.is_success(), |answers| answers == status),
        };
        if !right {
            let wanted = expected.map_or_else(|| "a success".to_owned(), |status| status.to_string());
            wrong.push(self.named(column, &format!("is not {wanted}"), answer));
        }
        if !self.operation.statuses.contains(&status) {
            wrong.push(self.named(column, "has a status that the document does not list", answer));
        }
    }

    fn named(&self, column: Column, what: &str, answer: &Answer) -> String {
        let body = String::from_utf8_lossy(&answer.bytes);
        format!("{self} × {column:?}: {} {what}: {body}", answer.status.as_u16())
    }
}

impl std::fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} × {:?}", self.operation.id, self.caller)
    }
}
