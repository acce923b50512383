//! Many requests at once that only one of may win.

use axum::body::Body;
use http::{Method, StatusCode, header};
use powerdown_api::cookies::REFRESH;
use tower::ServiceExt;

use crate::world::World;

/// A hundred tabs wake up and refresh with the same token: one is served, the others are told that it
/// was, and nobody is logged out.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_a_hundred_refreshes_at_once_one_wins_and_the_session_goes_on() {
    for _ in 0..5 {
        let world = World::new();
        let ada = world.owner("ada@example.com").await;
        let running: Vec<_> = (0..100)
            .map(|_| {
                let request =
                    ada.request(Method::POST, "/api/v1/session/refresh").body(Body::empty()).unwrap();
                tokio::spawn(world.portal().oneshot(request))
            })
            .collect();
        let mut cookies = Vec::new();
        for answer in running {
            let answer = answer.await.unwrap().unwrap();
            if answer.status() == StatusCode::OK {
                let set = answer.headers().get_all(header::SET_COOKIE).iter();
                cookies.extend(set.map(|cookie| cookie.to_str().unwrap().to_owned()));
            } else {
                assert_eq!(answer.status(), StatusCode::CONFLICT);
                assert!(!answer.headers().contains_key(header::SET_COOKIE), "a loser was given a cookie");
            }
        }
        assert_eq!(cookies.len(), 2, "one winner, with two cookies: {cookies:?}");
        ada.get("/session").await.expect(200);
        let refresh = cookies.iter().find_map(|cookie| cookie.strip_prefix(&format!("{REFRESH}="))).unwrap();
        ada.set_cookie(REFRESH, refresh.split(';').next().unwrap());
        ada.call(Method::POST, "/session/refresh", None).await.expect(200);
    }
}
