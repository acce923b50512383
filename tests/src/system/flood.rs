//! A flood of wrong log-ins for somebody ends nobody's session and keeps nobody out.
//!
//! Two hundred at once are tried in memory (`limits` of the API's tests). Here each costs what bcrypt costs, and
//! one machine plays every function: enough of them that log-ins queue.

use futures::{StreamExt, future::join, stream};

use super::{browser::Browser, company::Company, stack::stack_or_skip};

const GUESSES: usize = 24;
/// How many are under way at once.
const AT_ONCE: usize = 6;

#[tokio::test]
async fn a_flood_of_wrong_log_ins_ends_no_session_and_keeps_nobody_out() {
    let Some(stack) = stack_or_skip("a flood of log-ins") else { return };
    let mut company = Company::found(stack).await;
    let guesses = stream::iter(0..GUESSES).map(async |number| {
        let guess = format!("a wrong guess {number}");
        Browser::new(stack).log_in(&company.email, &guess).await.status.as_u16()
    });
    let flood = guesses.buffer_unordered(AT_ONCE).collect::<Vec<u16>>();
    // Meanwhile their victim works on, and stays logged in.
    let mut tab = company.browser.clone();
    let at_work = async {
        for _ in 0..5 {
            tab.get("/machines").await.expect(200);
            tab.ask("/session/refresh").await.expect(200);
        }
        tab
    };
    let (answers, tab) = join(flood, at_work).await;
    company.browser = tab;
    assert_eq!(answers.len(), GUESSES);
    // Refused for what they are or for their haste, and no function fell over.
    assert!(answers.iter().all(|status| [401, 429].contains(status)), "{answers:?}");
    company.browser.get("/session").await.expect(200);
    company.browser.ask("/session/refresh").await.expect(200);
    Browser::new(stack).log_in(&company.email, &company.password).await.expect(200);
}
