//! A flood of log-ins: passwords are hashed in a resource of their own, so whoever is in goes on working.

use std::cell::Cell;

use futures::future::{join, join_all};

use super::{browser::Browser, company::Company, stack::stack_or_skip};

/// As many as hash at once (LoginConcurrency of template.yaml).
const AT_ONCE: usize = 20;

#[tokio::test]
async fn a_flood_of_log_ins_ends_no_session_and_holds_nobody_up() {
    let Some(stack) = stack_or_skip("a flood of log-ins") else { return };
    let mut company = Company::found(stack).await;
    let (email, password) = (company.email.clone(), company.password.clone());
    let over = Cell::new(false);
    let flood = async {
        let attempts = (0..AT_ONCE).map(|number| {
            let (right, password) = (number % 2 == 0, password.clone());
            let email = email.clone();
            async move {
                let mut browser = Browser::new(stack);
                let typed = if right { &password } else { "another pass phrase" };
                browser.log_in(&email, typed).await.expect(if right { 200 } else { 401 });
            }
        });
        join_all(attempts).await;
        over.set(true);
    };
    let work = async {
        let mut answered_meanwhile = 0;
        while !over.get() {
            company.browser.get("/session").await.expect(200);
            company.browser.ask("/session/refresh").await.expect(200);
            answered_meanwhile += usize::from(!over.get());
        }
        answered_meanwhile
    };
    let ((), answered_meanwhile) = join(flood, work).await;
    assert!(answered_meanwhile > 0, "whoever was in waited until the flood was over");
    company.browser.get("/session").await.expect(200);
    company.browser.ask("/session/refresh").await.expect(200);
}
