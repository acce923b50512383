//! A hundred tabs that wake up together: each sends the same refresh token at the same moment.

use futures::future::join_all;

use super::{browser::Browser, company::Company, stack::stack_or_skip};

const TABS: usize = 100;
const REFRESH: &str = "__Host-refresh";

#[tokio::test]
async fn of_a_hundred_refreshes_one_wins_and_nobody_is_logged_out() {
    let Some(stack) = stack_or_skip("a race of refreshes") else { return };
    let mut company = Company::found(stack).await;
    let first = company.browser.cookie(REFRESH).expect("logged in").to_owned();
    let mut tabs: Vec<Browser> = (0..TABS).map(|_| company.browser.clone()).collect();
    let answers = join_all(tabs.iter_mut().map(|tab| tab.ask("/session/refresh"))).await;
    let mut winners = 0;
    for (tab, answer) in tabs.iter().zip(&answers) {
        match answer.status.as_u16() {
            200 => winners += 1,
            _ => {
                answer.problem(409);
                assert_eq!(tab.cookie(REFRESH), Some(first.as_str()), "a loser was given a token");
            }
        }
    }
    assert_eq!(winners, 1, "{TABS} tabs");
    // The session goes on for all of them: with the access token they have, and with the winner's.
    company.browser.get("/session").await.expect(200);
    let winner = tabs.iter_mut().zip(&answers).find(|(_, answer)| answer.status.as_u16() == 200);
    let (winner, _) = winner.expect("counted above");
    winner.ask("/session/refresh").await.expect(200);
    winner.get("/machines").await.expect(200);
}
